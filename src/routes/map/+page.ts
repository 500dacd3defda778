import { mapWithTime } from '#lib/figures/views/map.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) =>
	mapWithTime(fetch, url, await parent());
