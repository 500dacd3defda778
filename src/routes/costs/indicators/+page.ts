import { COST_CATEGORIES } from '#lib/domain/indicators.ts';
import { CAPEX_CASH } from '#lib/domain/headline.ts';
import { indicatorView } from '#lib/ui/indicator-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) =>
	indicatorView(fetch, url, {
		categories: COST_CATEGORIES,
		preferred: CAPEX_CASH,
		findings: 'costs',
		region: 'WLD'
	});
