import { bodyOf, client } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
	const { data, release } = await bodyOf(client(fetch).trends.method.$get());
	return { ...data, release };
};
