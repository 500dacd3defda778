import { redirect } from '@sveltejs/kit';
import { keepMoment } from '#lib/domain/filter/moment.ts';
import { loadProfile } from '#lib/ui/profile/load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, params }) => {
	const chosen = url.searchParams.get('region');
	if (chosen) redirect(307, keepMoment(`/regions/${chosen}`, url.searchParams));
	return loadProfile(fetch, url, { place: params.place_id });
};
