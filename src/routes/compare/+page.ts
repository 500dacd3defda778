import { error, redirect } from '@sveltejs/kit';
import { client, viewOf } from '#lib/client.ts';
import { canonical } from '#lib/domain/filter/canonical.ts';
import { codeByName, isName } from '#lib/ui/compare/by-name.ts';
import type { PageLoad } from './$types';

/** Keys of the address; the API sees each region's part only, and so cannot refuse another. */
const KEYS = ['region', 'on', 'as_of', 'release'];

export const load: PageLoad = async ({ fetch, url }) => {
	const unknown = [...url.searchParams.keys()].find((key) => !KEYS.includes(key));
	if (unknown !== undefined) error(400, `${unknown}: unknown key; allowed are ${KEYS.join(', ')}`);
	const typed = url.searchParams.getAll('region').flatMap((value) => value.split('~'));
	if (typed.some(isName)) {
		const api = client(fetch, url);
		const codes = await Promise.all(
			typed.map(async (one) => (isName(one) ? await codeByName(api, one.trim()) : one))
		);
		const params = new URLSearchParams(url.searchParams);
		params.set('region', [...new Set(codes)].join('~'));
		redirect(307, `${url.pathname}?${canonical(params)}`);
	}
	return viewOf(fetch, url, 'compare');
};
