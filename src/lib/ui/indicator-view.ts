import { redirect } from '@sveltejs/kit';
import { group } from 'd3-array';
import type { InferResponseType } from 'hono/client';
import { bodyOf, client, queryOf } from '#lib/client.ts';
import { everythingIn } from '#lib/domain/files.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import { TRANSFORM_KEYS } from '#lib/domain/collections/indicators.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { rivalsIn } from '#lib/domain/editions.ts';
import type { Observation } from '#lib/domain/indicators.ts';
import { CATEGORY_CHARTS } from '#lib/domain/headline.ts';
import { withParams } from './address.ts';
import { chosen } from './facets.ts';

type Series = CollectionRow<'series'>;
type Api = ReturnType<typeof client>;

/** The newest value of a series in a region. */
export type Latest = InferResponseType<Api['observations']['latest']['$get'], 200>['data'][number];

/** A value as a page shows it: an observation, or what a transform made of one. */
export type Shown = Observation &
	Partial<Pick<ComputedRow<'transformed'>, 'transform' | 'level' | 'level_unit' | 'base_date'>>;

/** What a page of indicators is about. */
export interface IndicatorPage {
	categories: readonly string[];
	/** Series shown where none is asked for, as far as the region has them; together where they are several. */
	preferred: readonly string[];
	/** Region shown where none is asked for. */
	region: string;
	/** Which findings stand on top. */
	findings: 'energy' | 'costs';
}

/** A region around the one asked for. */
interface Around {
	region: string;
	region_name: string;
}

/** Keys that choose the data of every answer alike. */
const CONTEXT = ['scope', 'dataset', 'as_of', 'on', 'release'];
/** Rows of one answer, and how many answers a chart takes at most. */
const ROWS = 1000;
const ANSWERS = 5;
/** Where every region is asked for, the list of series is that of these. */
const WIDE = 'US~WLD';

/**
 * Everything a page of indicators shows: the series chosen, their values page by page and as drawn, the series
 * there are for the region, and the regions there are for the series.
 * @throws a redirect to the explicit address where the view depends on a default, or where a chosen series
 * is not of the chosen category and subject
 */
export async function indicatorView(fetch: typeof globalThis.fetch, url: URL, page: IndicatorPage) {
	const api = client(fetch, url);
	const region = url.searchParams.get('region') ?? page.region;
	const context = contextOf(url);
	const nearby = region.split('~').find((one) => one !== 'all') ?? page.region;
	const [available, selected, findings] = await Promise.all([
		bodyOf(
			api.observations.latest.$get({
				query: {
					...context,
					region: region === 'all' ? WIDE : region,
					category: page.categories.join('~')
				}
			})
		),
		seriesOf(api, chosen(url, 'series'), context),
		bodyOf(api.findings.$get({ query: { ...withoutScope(context), region: nearby } }))
	]);
	const fitting = fits(url);
	const told = findings.data[page.findings][0]?.series ?? [];
	const kept = selected.filter(fitting);
	const series =
		kept.length > 0
			? kept.map(({ series_id }) => series_id)
			: await startingSeries(api, {
					region,
					context,
					available: available.data,
					fitting,
					page,
					told
				});
	const wanted = {
		region,
		series: series.length > 0 ? series.toSorted().join('~') : null,
		...transformOf(url, kept)
	};
	const isExplicit = Object.entries(wanted).every(
		([key, value]) => url.searchParams.get(key) === value
	);
	if (!isExplicit) redirect(307, withParams(url, wanted));
	const isTransformed = SHOWING.some((key) => url.searchParams.has(key));
	const query = queryOf(url, {}, isTransformed ? [] : TRANSFORM_KEYS);
	const overview = {
		findings: findings.data[page.findings],
		terms: findings.data.terms,
		categories: await categoriesOf(
			api,
			await withAround(api, available.data, nearby, { page, context: withoutScope(context) }),
			withoutScope(context)
		)
	};
	if (series.length === 0)
		return {
			available: available.data,
			meta: available.meta,
			overview,
			around: await regionsAround(api, region, context),
			view: null
		};
	const [table, everything, regions, claims, editions] = await Promise.all([
		(isTransformed ? transformedPage : observationsPage)(api, query),
		bodyOf(api.observations.$get({ query: { ...everythingIn('observations').query, limit: '1' } })),
		bodyOf(
			api.observations.latest.$get({
				query: { ...context, region: 'all', series: series.join('~') }
			})
		),
		claimsOf(api, series, withoutScope(context)),
		editionsOf(api, series, region, context)
	]);
	const isWhole = !url.searchParams.has('cursor') && table.page.next === null;
	const drawn = isWhole
		? table.data
		: await allRows((one) => (isTransformed ? transformedPage : observationsPage)(api, one), query);
	const missing = region
		.split('~')
		.filter((one) => one !== 'all' && !regions.data.some((row) => row.region === one));
	return {
		available: available.data,
		meta: table.meta,
		overview,
		around: missing.length > 0 ? await regionsAround(api, missing[0] ?? region, context) : [],
		view: {
			series: kept,
			table,
			drawn,
			regions: regions.data,
			claims,
			rivals: rivalsIn(editions),
			/** Collection of the API that has the rows. */
			collection: isTransformed ? ('transformed' as const) : ('observations' as const),
			query,
			everything: everything.page.total
		}
	};
}

export type IndicatorData = Awaited<ReturnType<typeof indicatorView>>;

function contextOf(url: URL): Record<string, string> {
	const context: Record<string, string> = {};
	for (const key of CONTEXT) {
		const value = url.searchParams.get(key);
		if (value) context[key] = value;
	}
	return context;
}

/** The definitions of series; asking for one that is unknown is the API's error to tell. */
async function seriesOf(
	api: Api,
	ids: readonly string[],
	{ scope: _, ...context }: Record<string, string>
): Promise<Series[]> {
	if (ids.length === 0) return [];
	const { data } = await bodyOf(
		api.series.$get({ query: { ...context, series: ids.join('~'), limit: String(ROWS) } })
	);
	return data.toSorted((a, b) => ids.indexOf(a.series_id) - ids.indexOf(b.series_id));
}

/** Whether a series is of the category and the subject that are chosen. */
function fits(url: URL): (series: Pick<Series, 'category' | 'subject'>) => boolean {
	const [categories, subjects] = [chosen(url, 'category'), chosen(url, 'subject')];
	return ({ category, subject }) =>
		(categories.length === 0 || categories.includes(category)) &&
		(subjects.length === 0 || (subject !== null && subjects.includes(subject)));
}

/** The series to begin with: of the region, else of the page's own region around it, else of the nearest that has any. */
async function startingSeries(
	api: Api,
	{ region, context, available, fitting, page, told }: Beginning
): Promise<string[]> {
	const own = best(available.filter(fitting), page, told);
	if (own.length > 0) return own;
	const around = await regionsAround(api, region, context);
	const isHome = (one: Around) => one.region === page.region;
	for (const near of [...around.filter(isHome), ...around.filter((one) => !isHome(one))]) {
		const { data } = await bodyOf(
			api.observations.latest.$get({
				query: { ...context, region: near.region, category: page.categories.join('~') }
			})
		);
		const theirs = best(data.filter(fitting), page, told);
		if (theirs.length > 0) return theirs;
	}
	return [];
}

interface Beginning {
	region: string;
	context: Record<string, string>;
	available: readonly Latest[];
	fitting: (series: Pick<Series, 'category' | 'subject'>) => boolean;
	page: IndicatorPage;
	/** Series of the first finding. */
	told: readonly string[];
}

/** The series to begin with: the preferred ones that are there, else that of the first finding, else the one with most values. */
function best(
	available: readonly Latest[],
	{ preferred }: IndicatorPage,
	told: readonly string[]
): string[] {
	const there = new Set(available.map(({ series_id }) => series_id));
	const liked = preferred.filter((id) => there.has(id));
	if (liked.length > 0) return liked;
	const first = told.filter((id) => there.has(id));
	if (first.length > 0) return first;
	const [most] = available.toSorted(
		(a, b) => b.observations - a.observations || a.series_title.localeCompare(b.series_title, 'en')
	);
	return most ? [most.series_id] : [];
}

/** A page of values. */
interface Rows {
	data: Shown[];
	page: { next: string | null; first: number; total: number };
	meta: Meta;
}
type Meta = InferResponseType<Api['observations']['$get'], 200>['meta'];

const observationsPage = (api: Api, query: Record<string, string>): Promise<Rows> =>
	bodyOf(api.observations.$get({ query }));
const transformedPage = (api: Api, query: Record<string, string>): Promise<Rows> =>
	bodyOf(api.transformed.$get({ query }));

/** Keys that ask for more than the values as they were published. */
const SHOWING = ['transform', 'frequency_to', 'terms'] as const;

/** What the keys of a transform have to be for each other; a key that says nothing is taken away. */
function transformOf(url: URL, series: readonly Series[]): Record<string, string | null> {
	const given = (key: string) => {
		const value = url.searchParams.get(key);
		return value === '' ? null : value;
	};
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

const withoutScope = ({ scope: _, ...rest }: Record<string, string>) => rest;

/** So many series are looked up for claims made of them; more are compared with each other than cited. */
const CLAIMED = 6;

/** Every edition of the values of a few series, to tell which of several counts. */
async function editionsOf(
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
				series: series.slice(0, CLAIMED).join('~'),
				vintage: 'all',
				limit: String(ROWS)
			}
		})
	);
	return data;
}

async function claimsOf(api: Api, series: readonly string[], context: Record<string, string>) {
	const answers = await Promise.all(
		series
			.slice(0, CLAIMED)
			.map((record) => bodyOf(api.claims.$get({ query: { ...context, record } })))
	);
	return [
		...new Map(answers.flatMap(({ data }) => data).map((claim) => [claim.claim_id, claim])).values()
	];
}

/** Series of wider areas for categories the region has none of: of the grid area and the nation, or of the world. */
async function withAround(
	api: Api,
	available: readonly Latest[],
	region: string,
	{ page, context }: { page: IndicatorPage; context: Record<string, string> }
): Promise<Latest[]> {
	const wider = /^US\b/.test(region) ? ['US', 'PJM', 'WLD'] : ['WLD'];
	const known = new Set(available.map(({ category }) => category));
	const missing = page.categories.filter((category) => !known.has(category));
	if (missing.length === 0) return [...available];
	const { data } = await bodyOf(
		api.observations.latest.$get({
			query: { ...context, region: wider.join('~'), category: missing.join('~') }
		})
	);
	const nearest = (category: string) =>
		wider.find((one) => data.some((row) => row.region === one && row.category === category));
	return [...available, ...data.filter((row) => row.region === nearest(row.category))];
}

/** One series a category, with its values: what the region has of those preferred, else the one with most. */
export async function categoriesOf(
	api: Api,
	available: readonly Latest[],
	context: Record<string, string>
) {
	const chosenOnes = [...group(available, ({ category }) => category)].flatMap(
		([category, rows]) => {
			const liked = (CATEGORY_CHARTS[category] ?? []).flatMap(
				(id) => rows.find(({ series_id }) => series_id === id) ?? []
			);
			const most = rows.reduce((best, row) => (row.observations > best.observations ? row : best));
			const count = new Set(rows.map(({ series_id }) => series_id)).size;
			return [{ latest: liked[0] ?? most, count }];
		}
	);
	if (chosenOnes.length === 0) return [];
	const series = await seriesOf(
		api,
		chosenOnes.map(({ latest }) => latest.series_id),
		context
	);
	const { data } = await bodyOf(
		api.observations.$get({
			query: {
				...context,
				series: chosenOnes.map(({ latest }) => latest.series_id).join('~'),
				region: [...new Set(chosenOnes.map(({ latest }) => latest.region))].join('~'),
				limit: String(ROWS)
			}
		})
	);
	return chosenOnes.map(({ latest, count }) => ({
		latest,
		count,
		irregular: series.some(
			({ series_id, frequency }) => series_id === latest.series_id && frequency === 'irregular'
		),
		rows: data.filter(
			({ series_id, region }) => series_id === latest.series_id && region === latest.region
		)
	}));
}

/** What stands for a category in the small charts. */
export type CategoryView = Awaited<ReturnType<typeof categoriesOf>>[number];

/** The rows of a query over its pages, newest first, as many as a chart takes. */
async function allRows(
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

/** The regions around a region, nearest first. */
async function regionsAround(
	api: Api,
	code: string,
	{ scope: _, dataset: __, ...context }: Record<string, string>
): Promise<Around[]> {
	const around: Around[] = [];
	let next: string | null = code.split('~')[0] ?? null;
	while (next !== null && next !== 'all') {
		const { data }: { data: CollectionRow<'regions'>[] } = await bodyOf(
			api.regions.$get({ query: { ...context, region: next, scope: 'exact' } })
		);
		const [found] = data;
		if (found && found.region !== code) around.push(found);
		next = found?.parent ?? null;
	}
	return around.map(({ region, region_name }) => ({ region, region_name }));
}
