import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { runs } from '../../../setup/properties.ts';
import { search, valuesOf } from '../setup/random-query.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();
const RUNS = 12;
/** Results larger than this are walked through elsewhere: here many small ones say more. */
const WALKED = 400;

/** The one source of the fixture whose figures are shown on pages and left out of files. */
const SHOWN_ONLY = 'fx-closed';
const FIGURES: ReadonlySet<string> = new Set(['value', 'low', 'high']);

/** A row of JSON as CSV writes it. */
const asText = (row: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(row).map(([key, value]) => [
			key,
			value === null || (row['source_id'] === SHOWN_ONLY && FIGURES.has(key))
				? ''
				: String(value as string | number)
		])
	);

describe.each(Object.values(collections))('$name', (collection) => {
	test('for random filters, the pages joined and the CSV are the same rows in the same order', async () => {
		const values = await valuesOf(collection, api.json);
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
			{ numRuns: runs(RUNS) }
		);
	});

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
	});
});
