import { pollsView } from '#lib/figures/views/polls.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => pollsView(fetch, url);
