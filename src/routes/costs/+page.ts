import { costsView } from '#lib/figures/views/costs.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => costsView(fetch, url);
