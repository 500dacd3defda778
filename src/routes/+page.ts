import { overviewView } from '#lib/figures/views/overview.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => overviewView(fetch, url);
