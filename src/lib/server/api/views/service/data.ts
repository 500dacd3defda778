import { ALL_PLACES } from '#lib/domain/text/format.ts';
import { bodyOf, facetsOf, queryOf, type Api } from '../view-tools.ts';
import { regionNamed } from '../regions/names.ts';

/** Everything the page of the data shows. */
export async function dataView(api: Api, url: URL) {
	// What is looked for among tables and columns is of the page.
	const query = queryOf(url, {}, ['find']);
	const [collections, releases, sources, upstreams, facets, regionName = ALL_PLACES] =
		await Promise.all([
			bodyOf(api.collections.$get({ query: {} })),
			bodyOf(api.releases.$get()),
			bodyOf(api.sources.$get({ query })),
			// The page is there although the server is about to end.
			bodyOf(api.health.$get()).then(
				(health) => health.upstreams,
				() => []
			),
			facetsOf(api, 'sources', query, 'tier~dataset'),
			regionNamed(api, url)
		]);
	return {
		regionName,
		query,
		find: url.searchParams.get('find')?.slice(0, 100) ?? '',
		collections: collections.data,
		inputs: collections.inputs,
		on: collections.on,
		releases: releases.data,
		upstreams,
		/** How many sources each value leaves. */
		facets,
		sources
	};
}
