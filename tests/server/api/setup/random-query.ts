import fc from 'fast-check';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { FILTER_KEYS, type FilterKey, type FilterName } from '#lib/domain/filter/keys.ts';

const REGIONS = ['US', 'US-VA', 'US-TX', 'US-VA-51107', 'WLD', 'GB', 'PJM', 'all', 'UK'];
const DATES = ['2024', '2025', '2026', '2025-Q3', '2026-05', '2026-08-31', '2024/25'];
const WORDS = ['data', 'county', 'gallup', 'price', 'virginia', 'power center'];

/** Values a filter may take, from what the release holds. @param json asks the API */
export async function valuesOf(
	collection: Collection,
	json: (path: string) => Promise<unknown>
): Promise<Map<FilterName, string[]>> {
	const { data } = (await json(`/api/v1/filters?collection=${collection.name}`)) as {
		data: { key: FilterName; values: { value: string }[] }[];
	};
	return new Map(data.map(({ key, values }) => [key, values.map(({ value }) => value)]));
}

function valueOf(key: FilterName, values: string[]): fc.Arbitrary<string> {
	const spec: FilterKey = FILTER_KEYS[key];
	if (key === 'region') return list(REGIONS);
	if (key === 'vintage') return fc.constantFrom('all', '2026', '2025-Q4');
	if (key === 'from') return fc.constantFrom(...DATES);
	if (key === 'to') return fc.constantFrom('2026-08', '2026-12', '2030');
	if (key === 'q') return fc.constantFrom(...WORDS);
	if (key === 'min_sources') return fc.constantFrom('1', '2', '3');
	if (values.length === 0) return fc.constant('');
	return spec.shape === 'list' ? list(values) : fc.constantFrom(...values);
}

const list = (values: string[]) =>
	fc
		.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })
		.map((v) => v.join('~'));

/** Few filters at a time: with many, nothing is left to compare. */
const seldom = (value: fc.Arbitrary<string>) =>
	fc.oneof({ weight: 6, arbitrary: fc.constant('') }, { weight: 1, arbitrary: value });

/** Queries of a collection, few filters at a time. */
export const search = (collection: Collection, values: Map<FilterName, string[]>) => {
	const sorts = collection.sort.flatMap((name) => [
		name.replace(/^-/, ''),
		`-${name.replace(/^-/, '')}`
	]);
	const parts: Record<string, fc.Arbitrary<string>> = { sort: fc.constantFrom(...sorts) };
	for (const key of collection.filters) parts[key] = seldom(valueOf(key, values.get(key) ?? []));
	return fc
		.record(parts)
		.map((given) =>
			new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString()
		);
};
