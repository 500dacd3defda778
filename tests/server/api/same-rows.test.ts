import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { FILTER_KEYS, type FilterKey, type FilterName } from '#lib/domain/filter/keys.ts';
import { apiOver, rowsOfCsv } from './support.ts';

const api = apiOver();
const RUNS = 12;
/** Results larger than this are walked through elsewhere: here many small ones say more. */
const WALKED = 400;

const REGIONS = ['US', 'US-VA', 'US-TX', 'US-VA-51107', 'WLD', 'GB', 'PJM', 'all', 'UK'];
const DATES = ['2024', '2025', '2026', '2025-Q3', '2026-05', '2026-08-31', '2024/25'];
const WORDS = ['data', 'county', 'gallup', 'price', 'virginia', 'power center'];

/** Values a filter may take, from what the release holds. */
async function valuesOf(collection: Collection): Promise<Map<FilterName, string[]>> {
	const { data } = (await api.json(`/api/v1/filters?collection=${collection.name}`)) as {
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

const search = (collection: Collection, values: Map<FilterName, string[]>) => {
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

/** A row of JSON as CSV writes it. */
const asText = (row: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(row).map(([key, value]) => [
			key,
			value === null ? '' : String(value as string | number)
		])
	);

describe.each(Object.values(collections) as unknown as Collection[])('$name', (collection) => {
	test('for random filters, the pages joined and the CSV are the same rows in the same order', async () => {
		const values = await valuesOf(collection);
		const limits = fc.constantFrom(7, 40, 1000);
		await fc.assert(
			fc.asyncProperty(search(collection, values), limits, async (query, limit) => {
				const csv = await api.get(`/api/v1/${collection.name}.csv?${query}&guard=0`);
				expect(csv.status).toBe(200);
				const total = Number(csv.headers.get('x-groundswell-rows'));
				if (total > WALKED) {
					await csv.body?.cancel();
					return;
				}
				const pages: Record<string, unknown>[] = [];
				let next: string | null = `/api/v1/${collection.name}?${query}&limit=${limit}`;
				while (next !== null) {
					const { data, page } = await api.list(next);
					expect(page.total).toBe(total);
					expect(page.first).toBe(pages.length + 1);
					pages.push(...data);
					next = page.next;
				}
				expect(pages).toHaveLength(total);
				expect(rowsOfCsv(await csv.text())).toEqual(pages.map(asText));
			}),
			{ numRuns: RUNS, seed: 20261125 }
		);
	}, 30_000);

	test('the default answer: the pages joined and the CSV are the same rows in the same order', async () => {
		const narrowed = collection.filters.includes('region') && collection.name !== 'regions';
		const query = narrowed ? 'region=US-VA' : '';
		const csv = await api.get(`/api/v1/${collection.name}.csv?${query}&guard=0`.replace('?&', '?'));
		const pages: Record<string, unknown>[] = [];
		let next: string | null = `/api/v1/${collection.name}?${query}&limit=1000`.replace('?&', '?');
		while (next !== null) {
			const { data, page }: Awaited<ReturnType<typeof api.list>> = await api.list(next);
			pages.push(...data);
			next = page.next;
		}
		expect(rowsOfCsv(await csv.text())).toEqual(pages.map(asText));
	}, 30_000);
});
