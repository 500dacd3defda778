import { error, redirect } from '@sveltejs/kit';
import { hc, type ClientResponse } from 'hono/client';
import { canonical } from '#lib/domain/filter/canonical.ts';
import { chartProblem, withoutChartKeys } from '#lib/domain/filter/chart-view.ts';
import { atMoment } from '#lib/domain/filter/moment.ts';
import type { Api } from '#lib/server/api/app.ts';
import type { ViewAnswer, ViewData, ViewName } from '#lib/server/api/views/index.ts';

import { withParams } from '#lib/domain/filter/address.ts';

export { queryOf } from '#lib/domain/filter/address.ts';

/**
 * The API as typed calls, through the `fetch` of a load function: no socket on the server, none on hydration.
 * @param url the page's address: every call is for the release and the day it asks for, unless the call says
 * otherwise; without it, for now
 */
export const client = (fetch: typeof globalThis.fetch, url?: URL) =>
	hc<Api>('/api/v1', { fetch: url === undefined ? fetch : atMoment(fetch, url) });

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
	const { rest, chart } = CHARTED.has(name)
		? withoutChartKeys(url.searchParams)
		: { rest: url.searchParams, chart: {} };
	const problem = chartProblem(new URLSearchParams(chart));
	if (problem !== null) error(400, problem);
	const search = canonical(new URLSearchParams([...rest, ...Object.entries(own)]));
	const response = await fetch(`/api/v1/views/${name}${search === '' ? '' : `?${search}`}`);
	const answer = (await jsonOf(response, Object.keys(own))) as ViewAnswer<ViewData<Name>>;
	if (answer.lead !== null) redirect(307, withParams(new URL(answer.lead, url), chart));
	return answer.data;
}

async function jsonOf(
	response: Pick<Response, 'ok' | 'status' | 'json'>,
	inPath: readonly string[]
): Promise<unknown> {
	if (response.ok) return response.json();
	if (response.status < 400)
		throw new Error(`the API led elsewhere (${response.status}) where its answer was expected`);
	const { detail, errors = [] } = (await response.json()) as Refusal;
	const isPath = errors.length > 0 && errors.every(({ key }) => inPath.includes(key));
	error(isPath ? 404 : response.status, detail ?? `the API answered ${response.status}`);
}
