import { redirect } from '@sveltejs/kit';
import { loadProfile } from '#lib/ui/profile/load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, params }) => {
	const chosen = url.searchParams.get('region');
	if (chosen) redirect(307, `/regions/${chosen}`);
	return loadProfile(fetch, url, { place: params.place_id });
};
