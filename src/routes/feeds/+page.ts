import { error } from '@sveltejs/kit';
import { bodyOf, client } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
	const asked = url.searchParams.get('region') ?? 'all';
	if (asked.includes('~'))
		error(400, 'this page is about one region, or every one; /compare shows several');
	const region = asked === 'all' ? 'WLD' : asked;
	const api = client(fetch, url);
	const [{ data: profile, meta }, { regionName = 'Every region' }] = await Promise.all([
		bodyOf(api.profile.$get({ query: { region } })),
		parent()
	]);
	return { regionName, ahead: profile.ahead, region: asked === 'all' ? '' : asked, meta };
};
