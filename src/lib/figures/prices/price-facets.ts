import type { Facet } from '#lib/domain/filter/facets.ts';
import { MEASURE_WORDS, PRICE_MEASURES } from '#lib/domain/prices/prices.ts';

/** Which price is meant, which every page of prices asks. */
export const PRICE_MEASURE: Facet = {
	key: 'measure',
	label: 'Price of',
	shape: 'one',
	required: true,
	values: PRICE_MEASURES.map((value) => ({ value, label: MEASURE_WORDS[value] }))
};

/** Filters of prices: of models and providers there are many, so that names are typed. */
export const priceFacets = (facets: readonly Facet[]): Facet[] =>
	facets.map((facet) => ({
		...facet,
		...(facet.key === 'model' || facet.key === 'provider' ? { many: true as const } : {})
	}));
