import { client } from '#lib/client/api.ts';
import { bodyOf, queryOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const query = queryOf(url);
	const { region: _region, ...asked } = query;
	const table = await bodyOf(
		client(fetch, url).verification.$get({ query: { ...asked, limit: '1000' } })
	);
	return { query: asked, table };
};
