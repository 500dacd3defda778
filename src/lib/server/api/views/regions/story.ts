import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, type Api } from '../view-tools.ts';
import type { Stated } from '../stated.ts';

/** Prices further back than the first poll tell another story. */
const FROM = '2023-01';

/** Four measures on one time axis. */
export async function storyView(api: Api, url: URL, stated: Stated) {
	const price = stated.series('residential_price_monthly');
	const spending = stated.series('capital_spending');
	const asked = url.searchParams.get('region') ?? 'US';
	const overview = await bodyOf(api.overview.$get({ query: { region: asked } }));
	const region = overview.data.region;
	const inside = region === 'WLD' ? {} : { region };
	// An empty filter would let every series through.
	const values = async (series: readonly string[], of: string) =>
		series.length === 0
			? { data: [] }
			: bodyOf(
					api.observations.$get({
						query: {
							series: series.join(LIST_SEPARATOR),
							region: of,
							from: FROM,
							sort: 'date',
							limit: '1000'
						}
					})
				);
	const shown = [...price, ...spending];
	const actions = { ...inside, from: FROM };
	const byMonth = (query: Record<string, string>) =>
		bodyOf(api.actions['by-month'].$get({ query: { ...actions, ...query } }));
	const [months, confirmed, own, nation, capex, latest] = await Promise.all([
		byMonth({}),
		byMonth({ tier: 'own~primary~reported' }),
		values(price, region),
		values(price, 'US'),
		values(spending, 'WLD'),
		shown.length === 0
			? { data: [] }
			: bodyOf(
					api.observations.latest.$get({
						query: {
							series: shown.join(LIST_SEPARATOR),
							region: [...new Set([region, 'US', 'WLD'])].join(LIST_SEPARATOR)
						}
					})
				)
	]);
	return {
		overview: overview.data,
		meta: overview.meta,
		months: months.data,
		coverage: months.coverage,
		confirmed: confirmed.data,
		price: own.data.length > 0 ? own.data : nation.data,
		capex: capex.data,
		latest: latest.data,
		queries: {
			actions,
			price: {
				series: price.join(LIST_SEPARATOR),
				region: own.data.length > 0 ? region : 'US',
				from: FROM
			},
			capex: { series: spending.join(LIST_SEPARATOR), region: 'WLD', from: FROM }
		}
	};
}

export type StoryData = Awaited<ReturnType<typeof storyView>>;
