import { bodyOf, client } from '#lib/client.ts';
import type { LayoutLoad } from './$types';

/** The regions of the address with their names, which every page shows in the picker. */
export const load: LayoutLoad = async ({ fetch, url }) => {
	const region = url.searchParams.get('region');
	if (region === null || region === '') return { regions: [] };
	if (region === 'all') return { regions: [], regionName: 'Every region' };
	const { data } = await bodyOf(client(fetch).regions.$get({ query: { region, scope: 'exact' } }));
	return { regions: data, regionName: data.map(({ region_name }) => region_name).join(' or ') };
};
