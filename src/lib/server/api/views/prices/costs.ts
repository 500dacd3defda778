import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { contextOf } from '#lib/domain/filter/link/address.ts';
import { bodyOf, facetsOf, leadTo, queryOf, withParams, type Api } from '../view-tools.ts';
import { addMonths } from '#lib/domain/dates.ts';
import { changedModels, measureOf } from '#lib/domain/prices/prices.ts';
import { COST_CATEGORIES } from '#lib/domain/indicators/indicators.ts';
import type { Stated } from '../stated.ts';
import { categoriesOf } from '../indicators/categories.ts';

/** Keys that choose models; without any of them a page takes those whose price changed in the last year. */
const CHOICE = ['model', 'provider', 'model_class', 'open_weights', 'host', 'from', 'to', 'q'];
/** Keys of the page: how prices are drawn, and the region kept for other pages, since list prices hold worldwide. */
const PAGE_KEYS = ['measure', 'region'];
const ROWS = '1000';

/** Everything the page of model prices shows. @throws Lead to the explicit address */
export async function costsView(api: Api, url: URL, stated: Stated) {
	const changes: Record<string, string> = {};
	if (measureOf(url.searchParams.get('measure')) === null) changes['measure'] = 'blended';
	if (!CHOICE.some((key) => url.searchParams.has(key))) {
		Object.assign(changes, await startingChoice(api, contextOf(url)));
	}
	if (Object.keys(changes).length > 0) leadTo(withParams(url, changes));
	const query = queryOf(url, {}, PAGE_KEYS);
	const { cursor: _, sort: __, ...whole } = query;
	const [table, drawn, facets, everything, indicators, findings] = await Promise.all([
		bodyOf(api['model-prices'].$get({ query })),
		bodyOf(api['model-prices'].$get({ query: { ...whole, limit: ROWS } })),
		facetsOf(api, 'model-prices', query),
		bodyOf(api['model-prices'].$get({ query: { limit: '1' } })),
		bodyOf(
			api.observations.latest.$get({
				query: {
					...contextOf(url),
					region: 'US~WLD',
					category: COST_CATEGORIES.join(LIST_SEPARATOR)
				}
			})
		),
		bodyOf(api.findings.$get({ query: { ...contextOf(url), region: 'WLD' } }))
	]);
	return {
		table,
		drawn: drawn.data,
		facets,
		everything: everything.page.total,
		findings: findings.data.costs,
		categories: await categoriesOf(api, indicators.data, contextOf(url), stated),
		query,
		/** What is shown where the address chooses no model. */
		usual: await usualChoice(api, url),
		measure: measureOf(url.searchParams.get('measure')) ?? ('blended' as const)
	};
}

export type CostsData = Awaited<ReturnType<typeof costsView>>;

/** The starting choice where an address holds nothing else: looked up only for one that could. */
async function usualChoice(api: Api, url: URL): Promise<Record<string, string>> {
	const chosen = CHOICE.filter((key) => url.searchParams.has(key)).join();
	return chosen === 'model' || chosen === 'model_class,from'
		? startingChoice(api, contextOf(url))
		: {};
}

/** The models whose price changed in the last year; the frontier of the last year where none did. */
async function startingChoice(
	api: Api,
	context: Record<string, string>
): Promise<Record<string, string>> {
	const { data, meta } = await bodyOf(
		api['model-prices'].$get({ query: { ...context, limit: ROWS } })
	);
	const models = changedModels(data, meta.on);
	return models.length > 0
		? { model: models.join(LIST_SEPARATOR) }
		: { model_class: 'frontier', from: addMonths(meta.on, -12) };
}
