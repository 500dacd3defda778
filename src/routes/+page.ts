import { askOverview } from '#lib/figures/views/overview.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => askOverview(fetch, url);
