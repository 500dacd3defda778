import { bodyOf, client, queryOf } from '#lib/client.ts';
import { everythingIn } from '#lib/domain/files.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const api = client(fetch, url);
	const query = queryOf(url);
	const [table, facets, everything] = await Promise.all([
		bodyOf(api.trends.$get({ query })),
		bodyOf(api.filters.$get({ query: { collection: 'trends' } })),
		bodyOf(api.trends.$get({ query: { ...everythingIn('trends').query, limit: '1' } }))
	]);
	return { table, query, facets: facets.data, everything: everything.page.total };
};
