import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { Aggregate, FrequencyTo, Transform } from '#lib/domain/indicators/measures.ts';
import type { Transformed } from '#lib/domain/indicators/transforms/transforms.ts';
import { inOrder } from '#lib/server/api/indicators/in-order.ts';
import { linesToTransform, toFrequency, transformLine } from '../../../domain/indicators/plain.ts';
import { apiOver } from '../setup/support.ts';

const api = apiOver();
const everyRow = async (path: string): Promise<Record<string, unknown>[]> => {
	const rows: Record<string, unknown>[] = [];
	for (let next: string | null = path; next !== null;) {
		const { data, page } = await api.list(next);
		rows.push(...data);
		next = page.next;
	}
	return rows;
};

/** Series that are published at irregular times. */
const irregular = new Set(
	(await everyRow('/api/v1/series?region=all&limit=1000')).flatMap((row) =>
		row['frequency'] === 'irregular' ? [String(row['series_id'])] : []
	)
);

interface Shown {
	transform?: Transform;
	index_date?: string;
	frequency_to?: FrequencyTo;
	aggregate?: Aggregate;
}

/** The rows of a transform, worked out from the list of observations a row at a time. */
async function plainly(of: string, shown: Shown): Promise<Transformed[]> {
	const rows = (await everyRow(
		`/api/v1/observations?${of}&sort=date&limit=1000`
	)) as unknown as Observation[];
	const { transform = 'level', index_date: indexDate = null, frequency_to, aggregate } = shown;
	return linesToTransform(rows)
		.map((line) =>
			frequency_to && aggregate ? toFrequency(line, frequency_to, aggregate).rows : line
		)
		.flatMap((line) => transformLine(line, { transform, indexDate, irregular }).rows);
}

/** The same rows in one order. */
const inOneOrder = (rows: readonly object[]) =>
	rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

describe('a transform shows what follows from the list of observations', () => {
	test.each<[string, Shown]>([
		['region=all', {}],
		['region=all', { transform: 'change' }],
		['region=all', { transform: 'percent_change' }],
		['region=US&scope=within', { transform: 'year_on_year' }],
		['region=all', { transform: 'index', index_date: '2024' }],
		['region=all&category=electricity_price', { transform: 'change' }],
		['region=all&q=price', { transform: 'percent_change' }],
		['region=all&dataset=groundswell', { transform: 'change' }],
		['region=all&estimate=actual', { transform: 'change' }],
		['region=all&min_sources=1&tier=primary', { transform: 'percent_change' }],
		['region=all&min_sources=2', {}],
		['region=all&tier=reported~aggregator', {}],
		['region=all&estimate=projection~estimate&added_since=11/24/2026', {}],
		['region=all&added_since=2026-11-25', { transform: 'change' }],
		['region=US&scope=within&changed_since=2026-11-24&tier=primary', { transform: 'change' }],
		['region=all', { frequency_to: 'annual', aggregate: 'average' }],
		['region=all', { transform: 'change', frequency_to: 'quarterly', aggregate: 'last' }],
		[
			'region=all',
			{ transform: 'index', index_date: '2024', frequency_to: 'annual', aggregate: 'sum' }
		]
	])('%s %j', async (of, shown) => {
		const query = new URLSearchParams({ ...shown }).toString();
		const rows = await everyRow(`/api/v1/transformed?${of}&${query}&limit=1000`);
		expect(inOneOrder(rows)).toEqual(inOneOrder(await plainly(of, shown)));
	});

	test.each([
		...['date', 'value', 'region', 'series_id', 'vintage', 'tier', 'independent_sources'],
		...['added', 'changed']
	])('in the order of %s, ties by id, on pages of any size', async (column) => {
		const of = 'region=all&transform=change';
		const key = column === 'date' ? 'date_start' : column;
		for (const sign of ['', '-']) {
			const rows = await everyRow(`/api/v1/transformed?${of}&sort=${sign}${column}&limit=7`);
			const sorted = rows.toSorted((a, b) => {
				const [x, y] = [a[key] ?? null, b[key] ?? null];
				if (x === null || y === null) return Number(x === null) - Number(y === null) || byId(a, b);
				const ahead = x === y ? 0 : x < y ? -1 : 1;
				return (sign === '' ? ahead : -ahead) || byId(a, b);
			});
			expect(rows.map((row) => row['observation_id'])).toEqual(
				sorted.map((row) => row['observation_id'])
			);
			expect(rows.length).toBeGreaterThan(50);
		}
	});
});

const byId = (a: Record<string, unknown>, b: Record<string, unknown>) => {
	const [x, y] = [String(a['observation_id']), String(b['observation_id'])];
	return x < y ? -1 : x > y ? 1 : 0;
};

test('rows come in the order of all of them, whatever part is asked for first', () => {
	const row = fc.record({
		key: fc.constantFrom(1, 2, 3, Infinity),
		rank: fc.nat(2),
		id: fc.constantFrom('a', 'b', 'c', 'd')
	});
	const parts = fc.array(fc.tuple(fc.nat(12), fc.nat(5)), { maxLength: 4 });
	fc.assert(
		fc.property(fc.array(row, { maxLength: 12 }), parts, (rows, asked) => {
			const wanted = inOrder({
				keys: Float64Array.from(rows, ({ key }) => key),
				rankOf: (index) => rows[index]?.rank ?? 0,
				ids: (some) => some.map((index) => rows[index]?.id ?? '')
			});
			const all = rows
				.map((one, index) => ({ ...one, index }))
				.sort(
					(a, b) =>
						(a.key === b.key ? 0 : a.key - b.key) ||
						a.rank - b.rank ||
						(a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
				)
				.map(({ index }) => index);
			for (const [from, length] of asked)
				expect(wanted(from, from + length)).toEqual(all.slice(from, from + length));
		})
	);
});
