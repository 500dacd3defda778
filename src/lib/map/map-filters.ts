import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import type { Measure } from '#lib/domain/map/map-measures.ts';

/** Filters offered for each measure: those in the bar, then those behind it. */
export const FILTERS = {
	actions: [
		['action_type', 'decision', 'direction'],
		['from', 'to', 'q', 'body_kind', 'binding', 'tier', 'min_sources', 'dataset']
	],
	restrictions: [
		['action_type', 'status', 'reach'],
		['tier', 'min_sources', 'dataset']
	],
	pending: [['tracker'], ['tier', 'dataset']],
	opposition: [
		['topic', 'house', 'from', 'to'],
		['population', 'wording_group', 'tier', 'min_sources', 'dataset']
	],
	price: [[], ['tier', 'dataset']],
	price_growth: [[], ['tier', 'dataset']],
	data_center_share: [[], ['tier', 'dataset']]
} as const satisfies Record<Measure, readonly (readonly FilterName[])[]>;

/** Every filter offered for a measure, as the API takes the list. */
export const filterKeys = (measure: Measure): string =>
	FILTERS[measure].flat().join(LIST_SEPARATOR);
