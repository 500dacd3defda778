import { bodyOf, client, queryOf } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
	const api = client(fetch, url);
	const query = queryOf(url);
	const [collections, releases, sources, upstreams] = await Promise.all([
		bodyOf(api.collections.$get({ query: {} })),
		bodyOf(api.releases.$get()),
		bodyOf(api.sources.$get({ query })),
		// The page is there although the server is about to end.
		bodyOf(api.health.$get()).then(
			(health) => health.upstreams,
			() => []
		)
	]);
	const { regionName = 'Every region' } = await parent();
	return {
		regionName,
		query,
		collections: collections.data,
		inputs: collections.inputs,
		on: collections.on,
		releases: releases.data,
		upstreams,
		sources
	};
};
