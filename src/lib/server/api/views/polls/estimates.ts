import { everythingIn } from '#lib/domain/files.ts';
import { bodyOf, facetsOf, queryOf, type Api } from '../view-tools.ts';

/** Every day of an estimate as a table. */
export async function estimatesView(api: Api, url: URL) {
	const query = queryOf(url);
	const [table, facets, everything] = await Promise.all([
		bodyOf(api.trends.$get({ query })),
		facetsOf(api, 'trends', query),
		bodyOf(api.trends.$get({ query: { ...everythingIn('trends').query, limit: '1' } }))
	]);
	return { table, query, facets, everything: everything.page.total };
}
