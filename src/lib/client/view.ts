import { error, redirect } from '@sveltejs/kit';
import type { ClientResponse } from 'hono/client';
import { placePath, regionPath } from '#lib/domain/regions/addresses.ts';
import { apiAddress, withParams } from '#lib/domain/filter/link/address.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { chartFaults, withoutChartKeys } from '#lib/domain/filter/link/chart-view.ts';
import { faultOf, faultsIn, pathWords, type Fault } from '#lib/domain/filter/link/faults.ts';
import { atMoment } from '#lib/domain/filter/link/moment.ts';
import type { ApiClient } from './api.ts';
import type { QueryProblem } from '#lib/domain/filter/query.ts';
import type { ViewAnswer, ViewData, ViewName } from '#lib/server/api/views/index.ts';

export { queryOf } from '#lib/domain/filter/link/address.ts';

/** The body of the answers with status 200 among the answers of a route. */
type Good<Answer> = Answer extends ClientResponse<infer Body, 200, 'json'> ? Body : never;

/** What the API says of a request it refused. */
interface Refusal {
	detail?: string;
	/** The same without addresses of the API, where it names some. */
	reader_detail?: string;
	errors?: QueryProblem[];
}

/** A header by which a view is asked for without values that it did not take: the page is then no answer to keep. */
export const WITHOUT = 'x-groundswell-without';

/**
 * The body of an answer.
 * @throws the page's error with the API's own words where it refused.
 */
export async function bodyOf<Answer extends ClientResponse<unknown, number, 'json'>>(
	pending: Promise<Answer>
): Promise<Good<Answer>> {
	return (await jsonOf(await pending)) as Good<Answer>;
}

/** A route of the API by its path, as the typed client names it. */
type RouteAt<Routes, Path extends string> = Path extends `${infer First}/${infer Rest}`
	? First extends keyof Routes
		? RouteAt<Routes[First], Rest>
		: never
	: Path extends keyof Routes
		? Routes[Path]
		: never;
type Asked<Route> = Route extends { $get: (...args: never) => Promise<infer Answer> }
	? Answer
	: never;

/**
 * One answer of the API at the release and day of a page, without the typed client: for pages that ask nothing else.
 * @param path below the API's base: `state-prices`
 * @throws the page's error with the API's own words where it refused
 */
export async function answerAt<Path extends string>(
	fetch: typeof globalThis.fetch,
	url: URL,
	path: Path,
	query: Record<string, string> = {}
): Promise<Good<Asked<RouteAt<ApiClient, Path>>>> {
	const answer = await atMoment(fetch, url)(apiAddress(`/api/v1/${path}`, query));
	return (await jsonOf(answer, [])) as Good<Asked<RouteAt<ApiClient, Path>>>;
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

/** What a page asks of its view, and the page's address. */
interface Question {
	name: ViewName;
	params: URLSearchParams;
	/** Keys of the view that stand in the page's path. */
	inPath: readonly string[];
	url: URL;
	/** How the page's charts are looked at: the API is not asked that. */
	chart: Record<string, string>;
}

function questionOf(url: URL, name: ViewName, own: Record<string, string>): Question {
	const { rest, chart } = CHARTED.has(name)
		? withoutChartKeys(url.searchParams)
		: { rest: url.searchParams, chart: {} };
	const params = new URLSearchParams([...rest, ...Object.entries(own)]);
	return { name, params, inPath: Object.keys(own), url, chart };
}

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
	const question = questionOf(url, name, own);
	const { params, chart } = question;
	const wrong = chartFaults(new URLSearchParams(chart));
	const response = await asked(fetch, question, wrong.length > 0 ? 'charts' : null);
	if (response.status !== 400) {
		const data = await shown<Name>(response, question);
		return wrong.length > 0 ? { ...data, faults: await named(wrong) } : data;
	}
	const refusal = (await response.json()) as Refusal;
	const found = faultsIn(refusal.errors ?? [], params, Object.keys(own));
	const faults = [...found, ...wrong];
	if (found.length === 0) return shown(again(refusal), question);
	const left = { ...question, params: new URLSearchParams(params) };
	for (const { key } of found) left.params.delete(key);
	const second = await asked(fetch, left, faults.map(({ key }) => key).join());
	// The first refusal says what a reader can mend.
	if (!second.ok) return shown(again(refusal), question);
	const answer = (await second.json()) as ViewAnswer<ViewData<Name>>;
	const lead = leadOf(answer, left);
	// Where the page begins with a value of its own for what was wrong, to lead there would lose what is to be mended.
	const isFilled = found.some(({ key }) => lead?.searchParams.has(key));
	if (answer.data !== null && (lead === null || isFilled))
		return { ...answer.data, faults: await named(faults) };
	return leave(answer, left, Object.fromEntries(found.map(({ key }) => [key, params.get(key)])));
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
	const question = questionOf(url, name, own);
	return shown<Name>(await asked(fetch, question), question);
}

/** Faults as their filters are called; the words of filters are fetched where something is wrong. */
const named = async (faults: readonly Fault[]): Promise<Fault[]> =>
	(await import('#lib/domain/filter/link/labelled.ts')).labelled(faults);

const viewAddress = ({ name, params }: Pick<Question, 'name' | 'params'>) => {
	const search = canonical(params);
	return `/api/v1/views/${name}${search === '' ? '' : `?${search}`}`;
};

/** The answer of a view. @param without keys that it is asked for without, where it did not take them */
async function asked(
	fetch: typeof globalThis.fetch,
	question: Question,
	without: string | null = null
): Promise<Pick<Response, 'ok' | 'status' | 'json'>> {
	const address = viewAddress(question);
	const known = takeBegun(address);
	if (known !== null) return { ok: true, status: 200, json: () => Promise.resolve(known) };
	return fetch(address, ...(without === null ? [] : [{ headers: { [WITHOUT]: without } }]));
}

/**
 * The view that a browser has just had for an address that leaves something to defaults, until the page of the whole
 * address asks for it. On a server, which answers many, what one page has had is kept beside its request.
 */
let begun: { address: string; answer: unknown } | null = null;

function takeBegun(address: string): unknown {
	if (begun?.address !== address) return null;
	const { answer } = begun;
	begun = null;
	return answer;
}

/** A refusal that was read already. */
const again = (refusal: Refusal) => ({
	ok: false,
	status: 400,
	json: () => Promise.resolve(refusal)
});

/** What an answer shows. @throws a redirect to the whole address */
async function shown<Name extends ViewName>(
	response: Pick<Response, 'ok' | 'status' | 'json'>,
	question: Question
): Promise<ViewData<Name>> {
	const answer = (await jsonOf(response, question.inPath)) as ViewAnswer<ViewData<Name>>;
	if (answer.data !== null && leadOf(answer, question) === null) return answer.data;
	return leave(answer, question);
}

/** The whole address of a page that was asked for at another; null where it was asked for at that. */
function leadOf({ lead }: ViewAnswer<object>, { params, url }: Question): URL | null {
	if (lead === null) return null;
	const whole = new URL(lead, url);
	return canonical(whole.searchParams) === canonical(params) ? null : whole;
}

/** Leads to the whole address of a page. @param more what its address says beside @throws a redirect, always */
function leave(
	answer: ViewAnswer<object>,
	{ name, url, chart }: Question,
	more: Record<string, string | null> = {}
): never {
	const whole = new URL(answer.lead ?? '', url);
	if (answer.data !== null && typeof window !== 'undefined')
		begun = { address: viewAddress({ name, params: whole.searchParams }), answer };
	redirect(307, withParams(whole, { ...chart, ...more }));
}

/** @param inPath keys whose values the page's path names: one that the API does not know is no page, and no bad filter */
async function jsonOf(
	response: Pick<Response, 'ok' | 'status' | 'json'>,
	inPath: readonly string[] = []
): Promise<unknown> {
	if (response.ok) return response.json();
	if (response.status < 400)
		throw new Error(`the API led elsewhere (${response.status}) where its answer was expected`);
	const { detail, reader_detail, errors = [] } = (await response.json()) as Refusal;
	const isPath = errors.length > 0 && errors.every(({ key }) => inPath.includes(key));
	const message = reader_detail ?? detail ?? `the API answered ${response.status}`;
	if (isPath) error(404, { message: errors.map(pathWords).join(' '), ...meantBy(errors) });
	error(response.status, { message, wrong: errors.map(faultOf) });
}

/** The page of the place that a path likely means. */
function meantBy(errors: readonly QueryProblem[]): Pick<App.Error, 'meant'> {
	const { key, did_you_mean: code } = errors[0] ?? {};
	if (code === undefined) return {};
	return key === 'region'
		? { meant: regionPath(code) }
		: key === 'place'
			? { meant: placePath(code) }
			: {};
}
