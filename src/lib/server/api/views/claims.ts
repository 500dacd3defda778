import { bodyOf, facetsOf, queryOf, type Api } from './view-tools.ts';

/** The region is kept for other pages: claims are about records of any region. */
const PAGE_KEYS = ['region'];
const ROWS = '1000';

/** Every claim with the records it is held against. */
export async function claimsView(api: Api, url: URL) {
	const query = queryOf(url, {}, PAGE_KEYS);
	const { sort: _, cursor: __, tier: ___, min_sources: ____, ...same } = query;
	const [table, evidence, facets] = await Promise.all([
		// All of them: feeds and other pages lead to the place of one among them.
		bodyOf(api.claims.$get({ query: { limit: ROWS, ...query } })),
		bodyOf(api['claim-evidence'].$get({ query: { ...same, limit: ROWS } })),
		facetsOf(api, 'claims', query)
	]);
	return { table, evidence: evidence.data, facets, query, meta: table.meta };
}
