import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, givenIn, type Answer, type Api } from '../view-tools.ts';
import { ROWS, type Series, type Shown } from './series.ts';

/** How many answers a chart takes at most. */
const ANSWERS = 5;

/** A page of values. */
interface Rows {
	data: Shown[];
	page: { next: string | null; first: number; total: number };
	meta: Meta;
}
type Meta = Answer<Api['observations']['$get']>['meta'];

/** A page of values as they were published. */
export const observationsPage = (api: Api, query: Record<string, string>): Promise<Rows> =>
	bodyOf(api.observations.$get({ query }));
/** A page of what a transform made of values. */
export const transformedPage = (api: Api, query: Record<string, string>): Promise<Rows> =>
	bodyOf(api.transformed.$get({ query }));

/** Keys that ask for more than the values as they were published. */
export const SHOWING = ['transform', 'frequency_to', 'terms'] as const;

/** What the keys of a transform have to be for each other; a key that says nothing is taken away. */
export function transformOf(url: URL, series: readonly Series[]): Record<string, string | null> {
	const given = (key: string) => givenIn(url, key);
	const transform = given('transform') === 'level' ? null : given('transform');
	const to = given('frequency_to');
	const terms = given('terms') === 'nominal' ? null : given('terms');
	const first = series.flatMap(({ first_date }) => first_date ?? []).toSorted();
	const isShown = transform !== null || to !== null || terms !== null;
	return {
		transform,
		index_date:
			transform === 'index' ? (given('index_date') ?? first.at(-1)?.slice(0, 4) ?? null) : null,
		frequency_to: to,
		aggregate: to === null ? null : (given('aggregate') ?? 'average'),
		terms,
		...(isShown ? { vintage: null } : {})
	};
}

/** So many series are looked at edition by edition; more are compared with each other. */
const FEW = 6;

/** Every edition of the values of a few series, to tell which of several counts. */
export async function editionsOf(
	api: Api,
	series: readonly string[],
	region: string,
	context: Record<string, string>
) {
	const { data } = await bodyOf(
		api.observations.$get({
			query: {
				...context,
				region,
				series: series.slice(0, FEW).join(LIST_SEPARATOR),
				vintage: 'all',
				limit: String(ROWS)
			}
		})
	);
	return data;
}

/** The rows of a query over its pages, newest first, as many as a chart takes. */
export async function everyPage(
	pageOf: (query: Record<string, string>) => Promise<Rows>,
	query: Record<string, string>
): Promise<Shown[]> {
	const { cursor: _, sort: __, ...whole } = query;
	const rows: Shown[] = [];
	let cursor: string | null = null;
	for (let answer = 0; answer < ANSWERS; answer++) {
		const { data, page }: Rows = await pageOf({
			...whole,
			limit: String(ROWS),
			...(cursor === null ? {} : { cursor })
		});
		rows.push(...data);
		cursor =
			page.next === null
				? null
				: new URL(page.next, 'http://api.invalid').searchParams.get('cursor');
		if (cursor === null) break;
	}
	return rows;
}
