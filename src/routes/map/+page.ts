import { askMapWithTime } from '#lib/figures/views/map.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => askMapWithTime(fetch, url);
