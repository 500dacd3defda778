import { COST_CATEGORIES } from '#lib/domain/indicators.ts';
import { indicatorView } from '#lib/ui/indicator-view.ts';
import type { PageLoad } from './$types';

/** Capital spending of the four largest builders, all counted alike: cash paid in the quarter. */
const CAPEX = [
	'alphabet-capex-cash',
	'amazon-capex-cash',
	'meta-capex-cash',
	'microsoft-capex-cash'
] as const;

export const load: PageLoad = ({ fetch, url }) =>
	indicatorView(fetch, url, { categories: COST_CATEGORIES, preferred: CAPEX, region: 'WLD' });
