import { redirect } from '@sveltejs/kit';
import { client } from '#lib/client.ts';
import { keepMoment } from '#lib/domain/filter/moment.ts';
import { apiAddress } from '#lib/ui/address.ts';
import { loadProfile } from '#lib/ui/profile/load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
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
	const { region } = params;
	if (region === 'all') redirect(307, keepMoment('/regions/WLD', url.searchParams));
	const known = await client(fetch, url).regions.$get({ query: { region, scope: 'exact' } });
	// An old or new code can stand for several of ours: what they are, and why, is shown side by side.
	if (known.ok && (await known.json()).page.total > 1)
		redirect(307, keepMoment(apiAddress('/compare', { region }), url.searchParams));
	return loadProfile(fetch, url, { region });
};
