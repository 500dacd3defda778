import { bodyOf, facetsOf, queryOf, type Api } from '../view-tools.ts';
import { everythingIn } from '#lib/domain/files.ts';

/** Everything the page of house effects shows. */
export async function housesView(api: Api, url: URL) {
	const query = queryOf(url, {}, ['from', 'to']);
	const [table, facets, everything] = await Promise.all([
		bodyOf(api.houses.$get({ query })),
		facetsOf(api, 'houses', query),
		bodyOf(api.houses.$get({ query: { ...everythingIn('houses').query, limit: '1' } }))
	]);
	const { factor: _, house: __, cursor: ___, ...ofTrend } = query;
	const polls = await bodyOf(api['trend-polls'].$get({ query: { ...ofTrend, sort: '-date' } }));
	return {
		table,
		polls,
		query,
		pollQuery: ofTrend,
		facets,
		everything: everything.page.total
	};
}

export type HousesData = Awaited<ReturnType<typeof housesView>>;
