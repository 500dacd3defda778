import { mapPageView } from '#lib/figures/views/map.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) =>
	mapPageView(fetch, url, await parent());
