import { redirect } from '@sveltejs/kit';
import { profileOfRegion } from '#lib/ui/regions/to-region.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) =>
	redirect(307, await profileOfRegion(fetch, url, url.searchParams.get('region') ?? 'US'));
