import { bodyOf, client, queryOf } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const { data, meta } = await bodyOf(client(fetch).overview.$get({ query: queryOf(url) }));
	return { ...data, meta };
};
