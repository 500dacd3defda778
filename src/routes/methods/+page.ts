import { client } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const { data, release } = await bodyOf(client(fetch, url).trends.method.$get({ query: {} }));
	return { ...data, release };
};
