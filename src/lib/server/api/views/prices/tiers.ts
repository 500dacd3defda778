import { bodyOf, facetsOf, leadTo, queryOf, withParams, type Api } from '../view-tools.ts';
import { measureOf } from '#lib/domain/prices/prices.ts';

const ROWS = '1000';
/** Statistics of prices among the records behind a claim. */
const ABOUT_PRICES = /statistic:(cheapest|median|open-gap)\|/;
/** The region is kept for other pages: list prices hold worldwide. */
const PAGE_KEYS = ['region'];

/** Everything the page of cheapest prices shows. @throws Lead to the explicit address */
export async function tiersView(api: Api, url: URL) {
	if (measureOf(url.searchParams.get('measure')) === null)
		leadTo(withParams(url, { measure: 'blended' }));
	const query = queryOf(url, {}, PAGE_KEYS);
	const { cursor: _, sort: __, ...whole } = query;
	const { open_weights: ___, ...gapQuery } = whole;
	const [table, drawn, gap] = await Promise.all([
		bodyOf(api['cheapest-prices'].$get({ query })),
		bodyOf(api['cheapest-prices'].$get({ query: { ...whole, limit: ROWS } })),
		bodyOf(api['open-gap'].$get({ query: { ...gapQuery, limit: ROWS } }))
	]);
	const [facets, claims] = await Promise.all([
		facetsOf(api, 'model-prices', query),
		bodyOf(api.claims.$get({ query: { limit: ROWS } }))
	]);
	return {
		table,
		drawn: drawn.data,
		gap,
		facets,
		/** Claims that what this page shows was compared with. */
		claims: claims.data.filter(({ records }) => ABOUT_PRICES.test(records ?? '')),
		query,
		gapQuery,
		meta: table.meta,
		measure: measureOf(url.searchParams.get('measure')) ?? ('blended' as const)
	};
}

export type TiersData = Awaited<ReturnType<typeof tiersView>>;
