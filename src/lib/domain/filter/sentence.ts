import type { Collection } from '../collections/collection.ts';
import { FILTERS } from './filters.ts';
import type { FilterName } from './keys.ts';
import type { Query } from './query.ts';

/** Looks up how a value reads to a person. */
export type LabelOf = (key: FilterName, value: string) => string;

const ORDER = Object.values(FILTERS);

/**
 * A query in words, from the same object that makes its SQL.
 * @example "Polls in Virginia · from 2025 · source: original source"
 */
export function sentence(collection: Collection, query: Query, labelOf: LabelOf): string {
	const phrases = ORDER.flatMap(({ key, phrase }) => {
		const values = query.filters[key]?.map((value) => labelOf(key, value));
		return values === undefined ? [] : [phrase(values, query)];
	});
	const [first = '', ...rest] = phrases.filter((part) => part !== '');
	const head = first === '' ? collection.title : `${collection.title} ${first}`;
	return [head, ...rest].join(' · ');
}

const LONGEST_NAME = 150;

/**
 * Name of a download: collection, filters, day where one was asked for, release; safe on every system.
 * @example 'groundswell-polls-region-US-VA-ce429b8a7abb.csv'
 */
export function fileName(
	collection: Collection,
	query: Query,
	release: string,
	extension: string
): string {
	const parts = ORDER.flatMap(({ key }) => {
		const values = query.filters[key];
		return values === undefined ? [] : [`${key}-${values.join('+')}`];
	});
	const day = query.on === null ? [] : [`on-${query.on}`];
	const name = ['groundswell', collection.name, ...parts]
		.join('-')
		.replace(/[^A-Za-z0-9_+.-]+/g, '_')
		.slice(0, LONGEST_NAME);
	return `${[name, ...day, release].join('-')}.${extension}`;
}
