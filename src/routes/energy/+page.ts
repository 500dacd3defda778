import { ENERGY_CATEGORIES } from '#lib/domain/indicators.ts';
import { RESIDENTIAL_PRICE } from '#lib/domain/headline.ts';
import { indicatorView } from '#lib/ui/indicator-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) =>
	indicatorView(fetch, url, {
		categories: ENERGY_CATEGORIES,
		preferred: RESIDENTIAL_PRICE,
		findings: 'energy',
		region: 'US'
	});
