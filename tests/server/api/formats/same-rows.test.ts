import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { views } from '#lib/domain/collections/page-lists.ts';
import { everythingIn, filesOf } from '#lib/domain/files.ts';
import { runs } from '../../../setup/properties.ts';
import { search, valuesOf } from '../setup/random-query.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';
import { asText, bytesOf, READERS } from './readers.ts';

const api = apiOver({ limits: { costlyBurst: 10_000 } });
const RUNS = 5;
/** Larger results take long to read in every format and say no more. */
const READ = 300;

describe.each(Object.values(collections))('$name', (collection) => {
	test('for random filters, every format holds the rows of the CSV in its order', async () => {
		const values = await valuesOf(collection, api.json);
		await fc.assert(
			fc.asyncProperty(search(collection, values), async (query) => {
				await compare(collection.name, query);
			}),
			{ numRuns: runs(RUNS) }
		);
	});

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

/** Reads a query in every format and compares it with its CSV; results too large to say more are left. */
async function compare(name: string, query: string): Promise<void> {
	const address = (extension: string) => `/api/v1/${name}.${extension}?${query}`;
	const csv = await api.get(`${address('csv')}&guard=0`);
	fc.pre(csv.status === 200);
	const total = Number(csv.headers.get('x-groundswell-rows'));
	if (total > READ) {
		await csv.body?.cancel();
		return;
	}
	const rows = rowsOfCsv(await csv.text());
	expect(rows).toHaveLength(total);
	for (const format of filesOf(name)) {
		if (format === 'csv') continue;
		const own = format === 'zip' ? `${address(format)}&guard=0` : address(format);
		const response = await api.get(own);
		expect(response.headers.get('x-groundswell-rows')).toBe(String(total));
		const read = await READERS[format](await bytesOf(response));
		expect(read.map(asText)).toEqual(rows);
	}
}

const REGIONS = ['US', 'US-VA', 'US-OH', 'US-TX', 'US-VA-51107'];
const day = fc.constantFrom('2025-06-30', '2026-03-31', '2026-11-01');

/** Queries of lists that are computed, and of what pages show as a whole. */
const COMPUTED: Record<string, fc.Arbitrary<Record<string, string>>> = {
	transformed: fc.record({
		region: fc.constantFrom(...REGIONS),
		transform: fc.constantFrom('change', 'year_on_year', 'percent_change'),
		from: fc.constantFrom('2023', '2024-06', '2025')
	}),
	'state-prices': fc.record({ on: day, sort: fc.constantFrom('rank', '-change_5_years') }),
	'cheapest-prices': fc.record({ on: day, sort: fc.constantFrom('-date', 'price') }),
	'open-gap': fc.record({ on: day, sort: fc.constantFrom('-date', 'ratio') }),
	'model-costs': fc.record({
		on: day,
		tokens_in: fc.constantFrom('1000000', '5'),
		tokens_out: fc.constant('2000'),
		sort: fc.constantFrom('cost_usd', '-model')
	}),
	'claim-evidence': fc.record({ sort: fc.constantFrom('claim_id', '-record_id') }),
	verification: fc.record({ sort: fc.constantFrom('-records', 'region_name') }),
	'actions-by-month': fc.record({
		region: fc.constantFrom(...REGIONS),
		direction: fc.constantFrom('restrictive', 'permissive~neutral')
	}),
	map: fc.record({
		measure: fc.constantFrom('actions', 'restrictions', 'opposition', 'price', 'price_growth'),
		region: fc.constantFrom('US', 'US-VA', 'US-OH'),
		sort: fc.constantFrom('-value', 'region_name', 'date'),
		on: day
	}),
	'map-time': fc.record({
		measure: fc.constantFrom('actions', 'restrictions', 'price'),
		region: fc.constantFrom('US-VA', 'US-OH'),
		on: day
	}),
	profile: fc.record({
		region: fc.constantFrom('US-VA-51107', 'US-NM', 'US-WV', 'US-ID'),
		sort: fc.constantFrom('row', '-date', 'section'),
		on: day
	})
};

describe.each(Object.entries(COMPUTED))('%s', (name, queries) => {
	test('for random queries, every format holds the rows of the CSV in its order', async () => {
		let found = 0;
		await fc.assert(
			fc.asyncProperty(queries, async (query) => {
				await compare(name, new URLSearchParams(query).toString());
				found++;
			}),
			{ numRuns: runs(RUNS) }
		);
		expect(found).toBe(RUNS);
	});
});

test('every list that is computed is among them', () => {
	const own = [...Object.keys(computedCollections), ...Object.keys(views)];
	expect(Object.keys(COMPUTED)).toEqual(
		expect.arrayContaining(own.filter((name) => name !== 'changes'))
	);
});
