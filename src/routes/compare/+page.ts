import { error } from '@sveltejs/kit';
import { compareView } from '#lib/figures/views/compare.ts';
import type { PageLoad } from './$types';

/** Keys of the address; the API sees each region's part only, and so cannot refuse another. */
const KEYS = ['region', 'on', 'as_of', 'release'];

export const load: PageLoad = ({ fetch, url }) => {
	const unknown = [...url.searchParams.keys()].find((key) => !KEYS.includes(key));
	if (unknown !== undefined) error(400, `${unknown}: unknown key; allowed are ${KEYS.join(', ')}`);
	return compareView(fetch, url);
};
