import { redirect } from '@sveltejs/kit';
import { viewOf } from '#lib/client/view.ts';
import { regionPath } from '#lib/domain/regions/addresses.ts';
import { keepMoment } from '#lib/domain/filter/link/moment.ts';
import { isName } from '#lib/ui/compare/by-name.ts';
import { profileOfRegion } from '#lib/ui/regions/to-region.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
	// The region picker writes ?region= into any page's address: here the region is the page.
	const chosen = url.searchParams.get('region') ?? '';
	const { region } = params;
	if (chosen !== '' || region === 'all' || isName(region)) {
		const there = await profileOfRegion(fetch, url, chosen === '' ? region : chosen);
		// A region whose code reads like a name is already where it belongs.
		if (chosen !== '' || there !== keepMoment(regionPath(region), url.searchParams))
			redirect(307, there);
	}
	return viewOf(fetch, url, 'profile', { region });
};
