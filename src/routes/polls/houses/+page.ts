import { housesView } from '#lib/figures/views/houses.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => housesView(fetch, url);
