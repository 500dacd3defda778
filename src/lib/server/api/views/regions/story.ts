import { bodyOf, type Api } from '../inside.ts';

/** The monthly price of the states, and the combined spending whose basis is stated in the release. */
const PRICE = 'us-electricity-price-residential-monthly';
const CAPEX = [
	'alphabet-capex-cash',
	'amazon-capex-cash',
	'meta-capex-cash',
	'microsoft-capex-cash'
];
/** Prices further back than the first poll tell another story. */
const FROM = '2023-01';

/** Four measures on one time axis. */
export async function storyView(api: Api, url: URL) {
	const asked = url.searchParams.get('region') ?? 'US';
	const overview = await bodyOf(api.overview.$get({ query: { region: asked } }));
	const region = overview.data.region;
	const inside = region === 'WLD' ? {} : { region };
	const values = (series: string, of: string) =>
		bodyOf(
			api.observations.$get({
				query: { series, region: of, from: FROM, sort: 'date', limit: '1000' }
			})
		);
	const actions = { ...inside, from: FROM };
	const byMonth = (query: Record<string, string>) =>
		bodyOf(api.actions['by-month'].$get({ query: { ...actions, ...query } }));
	const [months, confirmed, own, nation, capex, latest] = await Promise.all([
		byMonth({}),
		byMonth({ tier: 'own~primary~reported' }),
		values(PRICE, region),
		values(PRICE, 'US'),
		values(CAPEX.join('~'), 'WLD'),
		bodyOf(
			api.observations.latest.$get({
				query: {
					series: [PRICE, ...CAPEX].join('~'),
					region: [...new Set([region, 'US', 'WLD'])].join('~')
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
			price: { series: PRICE, region: own.data.length > 0 ? region : 'US', from: FROM },
			capex: { series: CAPEX.join('~'), region: 'WLD', from: FROM }
		}
	};
}

export type StoryData = Awaited<ReturnType<typeof storyView>>;
