import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { FILTER_KEYS, type FilterName } from '#lib/domain/filter/keys.ts';
import { parseQuery, type Format, type Vocabulary } from '#lib/domain/filter/query.ts';

/** An invented list that can be narrowed by every key there is. */
export const EVERY: Collection = {
	...(collections.polls as unknown as Collection),
	name: 'invented',
	title: 'Invented rows',
	filters: Object.keys(FILTER_KEYS) as FilterName[],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-date', 'region', 'value']
};
/** The same, of measures: a region stands for itself, and for the country where none is given. */
export const MEASURES: Collection = { ...EVERY, region: { scope: 'exact', fallback: 'US' } };
/** The same, of rows that belong to no region. */
export const NOWHERE: Collection = { ...EVERY, region: null };

/** More houses than an error lists. */
export const MANY = Array.from({ length: 61 }, (_, index) => `House ${index + 100}`);
export const MOST_LISTED = MANY.slice(0, 60);

const LISTS: Partial<Record<FilterName, readonly string[]>> = {
	house: MANY,
	pollster: MOST_LISTED,
	topic: ['local_siting', 'energy_bills']
};

const REGIONS = ['US', 'US-VA', 'US-TX', 'WLD'];

export const vocabulary: Vocabulary = {
	region: (code) => {
		if (REGIONS.includes(code)) return { codes: [code], note: null };
		return code === 'OLD' ? { codes: ['US-VA', 'US-TX'], note: 'OLD stands for two' } : null;
	},
	values: (key) => new Map((LISTS[key] ?? []).map((value) => [value, value])),
	knows: (key, value) => LISTS[key]?.includes(value) ?? false,
	regionCodes: () => REGIONS
};

/** Reads a query of the invented list. */
export const parse = (search: string, collection: Collection = EVERY, format?: Format) =>
	parseQuery(collection, new URLSearchParams(search), vocabulary, format);
