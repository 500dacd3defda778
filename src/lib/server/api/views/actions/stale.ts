import { ALL_PLACES } from '#lib/domain/text/format.ts';
import { bodyOf, facetsOf, queryOf, type Api } from '../view-tools.ts';
import { regionNamed } from '../regions/names.ts';

/** Everything the page of outdated records shows. */
export async function staleView(api: Api, url: URL) {
	const query = queryOf(url);
	const {
		stale: _stale,
		single_aggregator: _single,
		cursor: _cursor,
		sort: _sort,
		...filters
	} = query;
	const counted = { ...filters, limit: '1' };
	const [table, stale, single, facets, limits, everything, regionName = ALL_PLACES] =
		await Promise.all([
			bodyOf(api.stale.$get({ query })),
			bodyOf(api.stale.$get({ query: { ...counted, stale: 'yes' } })),
			bodyOf(api.stale.$get({ query: { ...counted, single_aggregator: 'yes' } })),
			facetsOf(api, 'stale', query),
			bodyOf(api['fresh-limits'].$get({ query: { limit: '1000' } })),
			bodyOf(api.stale.$get({ query: { limit: '1' } })),
			regionNamed(api, url)
		]);
	return {
		regionName,
		query,
		table,
		stale: stale.page.total,
		single: single.page.total,
		facets,
		limits: limits.data,
		everything: everything.page.total
	};
}
