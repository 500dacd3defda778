import { bodyOf, client, queryOf } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
	const api = client(fetch, url);
	const query = queryOf(url);
	const {
		stale: _stale,
		single_aggregator: _single,
		cursor: _cursor,
		sort: _sort,
		...filters
	} = query;
	const counted = { ...filters, limit: '1' };
	const [table, stale, single, facets, limits, everything] = await Promise.all([
		bodyOf(api.stale.$get({ query })),
		bodyOf(api.stale.$get({ query: { ...counted, stale: 'yes' } })),
		bodyOf(api.stale.$get({ query: { ...counted, single_aggregator: 'yes' } })),
		bodyOf(api.filters.$get({ query: { collection: 'stale' } })),
		bodyOf(api['fresh-limits'].$get({ query: { limit: '1000' } })),
		bodyOf(api.stale.$get({ query: { limit: '1' } }))
	]);
	const { regionName = 'Every region' } = await parent();
	return {
		regionName,
		query,
		table,
		stale: stale.page.total,
		single: single.page.total,
		facets: facets.data,
		limits: limits.data,
		everything: everything.page.total
	};
};
