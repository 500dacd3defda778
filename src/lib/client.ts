import { error } from '@sveltejs/kit';
import { hc, type ClientResponse } from 'hono/client';
import { keepMoment } from '#lib/domain/filter/moment.ts';
import type { Api } from '#lib/server/api/app.ts';

/**
 * The API as typed calls, through the `fetch` of a load function: no socket on the server, none on hydration.
 * @param url the page's address: every call is for the release and the day it asks for, unless the call says
 * otherwise; without it, for now
 */
export const client = (fetch: typeof globalThis.fetch, url?: URL) =>
	hc<Api>('/api/v1', { fetch: url === undefined ? fetch : atMoment(fetch, url) });

/** Answers about the server itself, which have no past. */
const OF_NOW = /^\/api\/v1\/(health|live|releases)\b/;

const atMoment =
	(fetch: typeof globalThis.fetch, url: URL): typeof globalThis.fetch =>
	(input, init) =>
		typeof input === 'string' && !OF_NOW.test(input)
			? fetch(keepMoment(input, url.searchParams), init)
			: fetch(input, init);

/** A page's query as the API takes it: some keys of the page kept to itself, others set. */
export function queryOf(
	url: URL,
	set: Record<string, string> = {},
	own: readonly string[] = []
): Record<string, string> {
	// Every key is passed on, "__proto__" too, which an assignment would swallow: the API refuses what it does not know.
	const query = Object.fromEntries(
		[...url.searchParams].filter(([key, value]) => value !== '' && !own.includes(key))
	);
	return { ...query, ...set };
}

/** No part of a path: a path drops them, and would lead to another record or list. */
const NO_IDS = ['', '.', '..'];

/**
 * An id as one part of an API path; the typed client writes it as it is given.
 * @throws the page's 404 for what no record can be called
 */
export function idInPath(id: string): { id: string } {
	if (NO_IDS.includes(id)) error(404, `the address names no record ("${id}"); the lists name all`);
	return { id: encodeURIComponent(id) };
}

/** The body of the answers with status 200 among the answers of a route. */
type Good<Answer> = Answer extends ClientResponse<infer Body, 200, 'json'> ? Body : never;

/** What the API says of a request it refused. */
interface Refusal {
	detail?: string;
	errors?: { key: string }[];
}

/**
 * The body of an answer.
 * @param inPath keys whose values the page's path names: one that the API does not know is no page, and no bad filter
 * @throws the page's error with the API's own words where it refused.
 */
export async function bodyOf<Answer extends ClientResponse<unknown, number, 'json'>>(
	pending: Promise<Answer>,
	inPath: readonly string[] = []
): Promise<Good<Answer>> {
	const response = await pending;
	if (response.ok) return (await response.json()) as Good<Answer>;
	if (response.status < 400)
		throw new Error(`the API led elsewhere (${response.status}) where its answer was expected`);
	const { detail, errors = [] } = (await response.json()) as Refusal;
	const isPath = errors.length > 0 && errors.every(({ key }) => inPath.includes(key));
	error(isPath ? 404 : response.status, detail ?? `the API answered ${response.status}`);
}
