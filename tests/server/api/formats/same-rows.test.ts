import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { everythingIn, filesOf } from '#lib/domain/files.ts';
import { search, valuesOf } from '../random-query.ts';
import { apiOver, rowsOfCsv } from '../support.ts';
import { asText, bytesOf, READERS } from './readers.ts';

const api = apiOver({ limits: { costlyBurst: 10_000 } });
const RUNS = 5;
/** Larger results take long to read in every format and say no more. */
const READ = 300;

describe.each(Object.values(collections) as unknown as Collection[])('$name', (collection) => {
	test('for random filters, every format holds the rows of the CSV in its order', async () => {
		const values = await valuesOf(collection, api.json);
		await fc.assert(
			fc.asyncProperty(search(collection, values), async (query) => {
				const address = (extension: string) => `/api/v1/${collection.name}.${extension}?${query}`;
				const csv = await api.get(`${address('csv')}&guard=0`);
				const total = Number(csv.headers.get('x-groundswell-rows'));
				if (total > READ) {
					await csv.body?.cancel();
					return;
				}
				const rows = rowsOfCsv(await csv.text());
				for (const format of filesOf(collection.name)) {
					if (format === 'csv') continue;
					const own = format === 'zip' ? `${address(format)}&guard=0` : address(format);
					const response = await api.get(own);
					expect(response.headers.get('x-groundswell-rows')).toBe(String(total));
					const read = await READERS[format](await bytesOf(response));
					expect(read.map(asText)).toEqual(rows);
				}
			}),
			{ numRuns: RUNS, seed: 20261125 }
		);
	}, 30_000);

	test('has everything under the query that says so', async () => {
		const { collection: list, query } = everythingIn(collection.name);
		const address = `/api/v1/${list}.csv?${new URLSearchParams(query).toString()}`;
		const { total } = (
			await api.list(`/api/v1/${list}?${new URLSearchParams({ ...query, limit: '1' }).toString()}`)
		).page;
		const { headers } = await api.get(address, { method: 'HEAD' });
		expect(headers.get('x-groundswell-rows')).toBe(String(total));
	});

	test('offers GeoJSON exactly where its rows have a position', () => {
		expect(filesOf(collection.name).includes('geojson')).toBe('lon' in collection.row.shape);
	});
});

test('a computed list has the same rows in every format', async () => {
	const query = 'region=US-VA&transform=change';
	const csv = await api.get(`/api/v1/transformed.csv?${query}&guard=0`);
	const rows = rowsOfCsv(await csv.text());
	expect(rows.length).toBeGreaterThan(0);
	for (const format of filesOf('transformed')) {
		if (format === 'csv') continue;
		const response = await api.get(`/api/v1/transformed.${format}?${query}`);
		expect((await READERS[format](await bytesOf(response))).map(asText)).toEqual(rows);
	}
});
