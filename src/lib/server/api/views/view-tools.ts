import { hc, type ClientResponse, type InferResponseType } from 'hono/client';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import type { QueryProblem } from '#lib/domain/filter/query.ts';
import { atMoment } from '#lib/domain/filter/link/moment.ts';
import { BASE } from '../api-address.ts';
import type { Facet } from '#lib/domain/filter/facets.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { nearest } from '#lib/domain/text/nearest.ts';
import { badQuery, ProblemError } from '../request/problem.ts';
import type { Routes } from '../routes.ts';

export { queryOf, withParams } from '#lib/domain/filter/link/address.ts';

/** The API as typed calls inside the process, for the release and the day that a page's address asks for. */
export const apiAt = (fetch: typeof globalThis.fetch, url: URL) =>
	hc<Routes>(BASE, { fetch: atMoment(fetch, url) });

export type Api = ReturnType<typeof apiAt>;
/** What a route answers with. */
export type Answer<Route> = InferResponseType<Route, 200>;

/** The whole address of a page whose address leaves something to defaults. */
export class Lead extends Error {
	readonly address: string;
	constructor(address: string) {
		super(`the page is at ${address}`);
		this.address = address;
	}
}

/** Leads to the whole address of a page. @throws Lead, always */
export function leadTo(address: string): never {
	throw new Lead(address);
}

/** Refuses what a page's address asks for. @throws ProblemError, always */
export function refuse(status: 400 | 404, detail: string): never {
	throw new ProblemError(status, detail);
}

/** Refuses a value of a key of the page's own. @throws ProblemError 400, always */
export function refuseValue(key: string, value: string, allowed: readonly string[]): never {
	const near = nearest(value, allowed);
	throw badQuery([
		{
			key,
			value,
			message: `expected one of ${allowed.join(', ')}`,
			allowed: [...allowed],
			...(near ? { did_you_mean: near } : {})
		}
	]);
}

/** The body of the answers with status 200 among the answers of a route. */
type Good<Pending> = Pending extends ClientResponse<infer Body, 200, 'json'> ? Body : never;

/** The body of an answer. @throws ProblemError, the API's own, where it refused */
export async function bodyOf<Pending extends ClientResponse<unknown, number, 'json'>>(
	pending: Promise<Pending>
): Promise<Good<Pending>> {
	const response = await pending;
	if (response.ok) return (await response.json()) as Good<Pending>;
	const {
		detail = '',
		reader_detail: readerDetail,
		errors = []
	} = (await response.json()) as {
		detail?: string;
		reader_detail?: string;
		errors?: QueryProblem[];
	};
	throw new ProblemError(response.status, detail, { readerDetail, errors });
}

/**
 * The filters of a list, with how many rows each value leaves while the others are as a page's query has them.
 * @param keys only these filters; all by default
 */
export async function facetsOf(
	api: Api,
	collection: CollectionName,
	query: Readonly<Record<string, string>>,
	keys?: string
): Promise<Facet[]> {
	const { filters, region } = collections[collection];
	const taken = new Set<string>([...filters, ...(region === null ? [] : ['region', 'scope'])]);
	const narrowed = Object.fromEntries(Object.entries(query).filter(([key]) => taken.has(key)));
	const { data } = await bodyOf(
		api.filters.$get({
			query: {
				...narrowed,
				...(keys === undefined ? {} : { keys }),
				collection,
				counted: 'yes'
			}
		})
	);
	return data.map((facet) => offered(facet, (query[facet.key] ?? '').split(LIST_SEPARATOR)));
}

/** More values than these are no list to choose from: those with most rows stand for them. */
const MOST_VALUES = 200;
/** Values of these lead to other views, also where they leave no row. */
const ALL_OFFERED = ['pool'];
/** Up to so many values are a field of their own kind, however many of them are left. */
const FEW = 3;

/** A filter with the values that leave rows, and those that are chosen: a page offers no other. */
function offered(facet: Facet, chosen: readonly string[]): Facet {
	if (facet.shape !== 'list' || ALL_OFFERED.includes(facet.key)) return facet;
	const isChosen = ({ value }: { value: string }) => chosen.includes(value);
	const left = facet.values.filter((one) => one.rows !== 0 || isChosen(one));
	const least = left.map(({ rows }) => rows ?? 0).toSorted((a, b) => b - a)[MOST_VALUES] ?? -1;
	const values = left.filter((one) => (one.rows ?? 0) > least || isChosen(one));
	if (values.length === 0) return facet;
	const more = left.length - values.length;
	return {
		...facet,
		values,
		...(facet.values.length > FEW ? { many: true as const } : {}),
		...(more > 0 ? { more } : {})
	};
}

/** The value that an address gives a key; null for none, and for a key without a value. */
export function givenIn(url: URL, key: string): string | null {
	const value = url.searchParams.get(key);
	return value === '' ? null : value;
}

/** No part of a path: a path drops them, and would lead to another record or list. */
const NO_IDS = ['', '.', '..'];

/** An id as one part of an API path. @throws ProblemError 404 for what no record can be called */
export function idInPath(id: string): { id: string } {
	if (NO_IDS.includes(id)) refuse(404, `There is no record with the id "${id}".`);
	return { id: encodeURIComponent(id) };
}
