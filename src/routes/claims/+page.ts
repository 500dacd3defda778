import { bodyOf, client, queryOf } from '#lib/client.ts';
import type { PageLoad } from './$types';

/** The region is kept for other pages: claims are about records of any region. */
const OWN = ['region'];
const ROWS = '1000';

export const load: PageLoad = async ({ fetch, url }) => {
	const api = client(fetch, url);
	const query = queryOf(url, {}, OWN);
	const { sort: _, cursor: __, tier: ___, min_sources: ____, ...same } = query;
	const [table, evidence, facets] = await Promise.all([
		// All of them: feeds and other pages lead to the place of one among them.
		bodyOf(api.claims.$get({ query: { limit: ROWS, ...query } })),
		bodyOf(api['claim-evidence'].$get({ query: { ...same, limit: ROWS } })),
		bodyOf(api.filters.$get({ query: { collection: 'claims' } }))
	]);
	return { table, evidence: evidence.data, facets: facets.data, query, meta: table.meta };
};
