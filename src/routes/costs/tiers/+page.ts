import { tiersView } from '#lib/figures/views/tiers.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => tiersView(fetch, url);
