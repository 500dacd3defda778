import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, leadTo, queryOf, withParams, type Api } from '../view-tools.ts';
import { TRANSFORM_KEYS } from '#lib/domain/collections/lists/indicators.ts';
import { COST_CATEGORIES, ENERGY_CATEGORIES } from '#lib/domain/indicators/indicators.ts';
import { rivalsIn } from '#lib/domain/indicators/editions.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { contextOf } from '#lib/domain/filter/link/address.ts';
import { chosen } from '#lib/domain/filter/facets.ts';
import { regionsAround, seriesOf, withoutScope } from './series.ts';
import { categoriesOf, withAround } from './categories.ts';
import {
	everyPage,
	editionsOf,
	observationsPage,
	SHOWING,
	transformedPage,
	transformOf
} from './value-rows.ts';
import type { Stated } from '../stated.ts';
import { fits, startingSeries, usualSeries, type IndicatorPage } from './indicator-page.ts';

/** Where every region is asked for, the list of series is that of these. */
const WIDE = 'US~WLD';

/**
 * Everything a page of indicators shows: the series chosen, their values page by page and as drawn, the series
 * there are for the region, and the regions there are for the series.
 * @throws Lead to the explicit address where the view depends on a default, or where a chosen series
 * is not of the chosen category and subject
 */
async function indicatorView(page: IndicatorPage, api: Api, url: URL, stated: Stated) {
	const region = url.searchParams.get('region') ?? page.region;
	const context = contextOf(url, ['scope']);
	const nearby = region.split(LIST_SEPARATOR).find((one) => one !== 'all') ?? page.region;
	const [available, selected, findings] = await Promise.all([
		bodyOf(
			api.observations.latest.$get({
				query: {
					...context,
					region: region === 'all' ? WIDE : region,
					category: page.categories.join(LIST_SEPARATOR)
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
		series: series.length > 0 ? series.toSorted().join(LIST_SEPARATOR) : null,
		...transformOf(url, kept)
	};
	const isExplicit = Object.entries(wanted).every(
		([key, value]) => url.searchParams.get(key) === value
	);
	if (!isExplicit) leadTo(withParams(url, wanted));
	const isTransformed = SHOWING.some((key) => url.searchParams.has(key));
	const query = queryOf(url, {}, isTransformed ? [] : TRANSFORM_KEYS);
	const usual = usualSeries({ available: available.data, fitting, page, told });
	const overview = {
		findings: findings.data[page.findings],
		terms: findings.data.terms,
		categories: await categoriesOf(
			api,
			await withAround(api, available.data, nearby, {
				page,
				context: withoutScope(context),
				stated
			}),
			withoutScope(context),
			stated
		)
	};
	if (series.length === 0)
		return {
			available: available.data,
			usual,
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
				query: { ...context, region: 'all', series: series.join(LIST_SEPARATOR) }
			})
		),
		claimsOf(api, series, withoutScope(context)),
		editionsOf(api, series, region, context)
	]);
	const isWhole = !url.searchParams.has('cursor') && table.page.next === null;
	const drawn = isWhole
		? table.data
		: await everyPage(
				(one) => (isTransformed ? transformedPage : observationsPage)(api, one),
				query
			);
	const missing = region
		.split(LIST_SEPARATOR)
		.filter((one) => one !== 'all' && !regions.data.some((row) => row.region === one));
	return {
		available: available.data,
		/** The series shown where the address names none. */
		usual,
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

/** What the page of energy shows. */
export const energyView = (api: Api, url: URL, stated: Stated) =>
	indicatorView(
		{
			categories: ENERGY_CATEGORIES,
			preferred: stated.series('residential_price'),
			findings: 'energy',
			region: 'US'
		},
		api,
		url,
		stated
	);

/** What the page of the costs of building and running AI shows. */
export const costIndicatorsView = (api: Api, url: URL, stated: Stated) =>
	indicatorView(
		{
			categories: COST_CATEGORIES,
			preferred: stated.series('capital_spending'),
			findings: 'costs',
			region: 'WLD'
		},
		api,
		url,
		stated
	);

/** So many series are looked up for claims made of them; more are compared with each other than cited. */
const CLAIMED = 6;

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
