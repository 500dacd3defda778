import { error, redirect } from '@sveltejs/kit';
import type { ClientResponse } from 'hono/client';
import { withParams } from '#lib/domain/filter/link/address.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { chartFaults, withoutChartKeys } from '#lib/domain/filter/link/chart-view.ts';
import { faultOf, faultsIn, type Fault } from '#lib/domain/filter/link/faults.ts';
import type { QueryProblem } from '#lib/domain/filter/query.ts';
import type { ViewAnswer, ViewData, ViewName } from '#lib/server/api/views/index.ts';

export { queryOf } from '#lib/domain/filter/link/address.ts';

/** No part of a path: a path drops them, and would lead to another record or list. */
const NO_IDS = ['', '.', '..'];

/**
 * An id as one part of an API path; the typed client writes it as it is given.
 * @throws the page's 404 for what no record can be called
 */
export function idInPath(id: string): { id: string } {
	if (NO_IDS.includes(id)) error(404, `There is no record with the id "${id}".`);
	return { id: encodeURIComponent(id) };
}

/** The body of the answers with status 200 among the answers of a route. */
type Good<Answer> = Answer extends ClientResponse<infer Body, 200, 'json'> ? Body : never;

/** What the API says of a request it refused. */
interface Refusal {
	detail?: string;
	errors?: QueryProblem[];
}

/** A header by which a view is asked for without values that it did not take: the page is then no answer to keep. */
export const WITHOUT = 'x-groundswell-without';

/**
 * The body of an answer.
 * @param inPath keys whose values the page's path names: one that the API does not know is no page, and no bad filter
 * @throws the page's error with the API's own words where it refused.
 */
export async function bodyOf<Answer extends ClientResponse<unknown, number, 'json'>>(
	pending: Promise<Answer>,
	inPath: readonly string[] = []
): Promise<Good<Answer>> {
	return (await jsonOf(await pending, inPath)) as Good<Answer>;
}

/** Views of pages with charts over time: the page's address says how they are looked at. */
const CHARTED: ReadonlySet<ViewName> = new Set<ViewName>([
	'overview',
	'polls',
	'actions',
	'energy',
	'costs',
	'costs-indicators',
	'tiers',
	'story',
	'compare',
	'profile'
]);

/**
 * Everything a page shows, in one call. How charts are looked at is the page's alone: the API is not asked anew.
 * Where values of its address are not taken, the page is asked for without them, and what is wrong with them stands
 * beside what it shows.
 * @param own keys of the view that stand in the page's path
 * @throws a redirect to the whole address where the page's leaves something to defaults; the page's error with the
 * API's own words where it refused
 */
export async function viewOf<Name extends ViewName>(
	fetch: typeof globalThis.fetch,
	url: URL,
	name: Name,
	own: Record<string, string> = {}
): Promise<ViewData<Name>> {
	const { rest, chart } = chartApart(url, name);
	const wrong = chartFaults(new URLSearchParams(chart));
	const params = new URLSearchParams([...rest, ...Object.entries(own)]);
	const response = await fetch(
		viewAddress(name, params),
		...(wrong.length > 0 ? [{ headers: { [WITHOUT]: 'charts' } }] : [])
	);
	if (response.status !== 400) {
		const data = await shown<Name>(response, Object.keys(own), { url, chart });
		return wrong.length > 0 ? { ...data, faults: wrong } : data;
	}
	const refusal = (await response.json()) as Refusal;
	const found = faultsIn(refusal.errors ?? [], params, Object.keys(own));
	const faults = [...found, ...wrong];
	if (found.length === 0) return shown(again(refusal), Object.keys(own), { url, chart });
	const left = new URLSearchParams(params);
	for (const { key } of found) left.delete(key);
	const headers = { [WITHOUT]: faults.map(({ key }) => key).join() };
	const second = await fetch(viewAddress(name, left), { headers });
	// The first refusal says what a reader can mend.
	if (!second.ok) return shown(again(refusal), Object.keys(own), { url, chart });
	const answer = (await second.json()) as ViewAnswer<ViewData<Name>>;
	if (answer.lead === null) return { ...answer.data, faults };
	const lead = new URL(answer.lead, url);
	const isFilled = found.some(({ key }) => lead.searchParams.has(key));
	if (!isFilled) redirect(307, withParams(new URL(withFaults(lead, found, url), url), chart));
	// The page begins with a value of its own for what was wrong: to lead there would lose what is to be mended.
	const begun = await fetch(viewAddress(name, lead.searchParams), { headers });
	return { ...(await shown<Name>(begun, Object.keys(own), { url, chart })), faults };
}

/**
 * What a page shows as it is asked for, or not at all: for figures that stand alone, and pages that mend an address by
 * themselves. How charts are looked at is its caller's to check.
 * @param own keys of the view that stand in the page's path
 * @throws as `viewOf`, and for each value that the API does not take
 */
export async function viewAsAsked<Name extends ViewName>(
	fetch: typeof globalThis.fetch,
	url: URL,
	name: Name,
	own: Record<string, string> = {}
): Promise<ViewData<Name>> {
	const { rest, chart } = chartApart(url, name);
	const params = new URLSearchParams([...rest, ...Object.entries(own)]);
	return shown<Name>(await fetch(viewAddress(name, params)), Object.keys(own), { url, chart });
}

/** An address without how charts are looked at, where its page has such. */
const chartApart = (url: URL, name: ViewName) =>
	CHARTED.has(name) ? withoutChartKeys(url.searchParams) : { rest: url.searchParams, chart: {} };

const viewAddress = (name: ViewName, params: URLSearchParams) => {
	const search = canonical(params);
	return `/api/v1/views/${name}${search === '' ? '' : `?${search}`}`;
};

/** A refusal that was read already. */
const again = (refusal: Refusal) => ({
	ok: false,
	status: 400,
	json: () => Promise.resolve(refusal)
});

/** What an answer shows. @throws a redirect to the whole address */
async function shown<Name extends ViewName>(
	response: Pick<Response, 'ok' | 'status' | 'json'>,
	inPath: readonly string[],
	{ url, chart }: { url: URL; chart: Record<string, string> }
): Promise<ViewData<Name>> {
	const answer = (await jsonOf(response, inPath)) as ViewAnswer<ViewData<Name>>;
	if (answer.lead !== null) redirect(307, withParams(new URL(answer.lead, url), chart));
	return answer.data;
}

const withFaults = (lead: URL, faults: readonly Fault[], url: URL) =>
	withParams(lead, Object.fromEntries(faults.map(({ key }) => [key, url.searchParams.get(key)])));

async function jsonOf(
	response: Pick<Response, 'ok' | 'status' | 'json'>,
	inPath: readonly string[]
): Promise<unknown> {
	if (response.ok) return response.json();
	if (response.status < 400)
		throw new Error(`the API led elsewhere (${response.status}) where its answer was expected`);
	const { detail, errors = [] } = (await response.json()) as Refusal;
	const isPath = errors.length > 0 && errors.every(({ key }) => inPath.includes(key));
	const message = detail ?? `the API answered ${response.status}`;
	if (isPath) error(404, message);
	error(response.status, { message, wrong: errors.map(faultOf) });
}
