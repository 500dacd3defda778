import { compareView } from '#lib/figures/views/compare.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => compareView(fetch, url);
