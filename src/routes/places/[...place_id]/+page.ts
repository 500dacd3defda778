import { error, redirect } from '@sveltejs/kit';
import { viewOf } from '#lib/client/view.ts';
import { profileOfRegion } from '#lib/ui/regions/to-region.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
	const chosen = url.searchParams.get('region') ?? '';
	if (chosen !== '') redirect(307, await profileOfRegion(fetch, url, chosen));
	// A rest parameter matches an address that was cut, too.
	if (params.place_id === '')
		error(
			404,
			'The address names no place. A place has an address such as /places/US-CA/city/monterey-park; /actions finds places by name.'
		);
	return viewOf(fetch, url, 'profile', { place: params.place_id });
};
