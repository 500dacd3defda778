import { redirect } from '@sveltejs/kit';
import { keepMoment } from '#lib/domain/filter/moment.ts';
import { apiAddress } from '#lib/ui/address.ts';
import { loadProfile } from '#lib/ui/profile/load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, params }) => {
	const chosen = url.searchParams.get('region');
	// The region picker writes ?region= into any page's address: here the region is the page.
	if (chosen)
		redirect(
			307,
			keepMoment(
				chosen.includes('~') ? apiAddress('/compare', { region: chosen }) : `/regions/${chosen}`,
				url.searchParams
			)
		);
	return loadProfile(fetch, url, { region: params.region });
};
