import { describe, expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();

describe.each(Object.entries(collections))('/%s', (name, collection) => {
	test('answers a page of rows that fit their schema, in the envelope', async () => {
		const { data, page, meta } = await api.list(`/api/v1/${name}?limit=1000`);
		expect(data.length).toBeGreaterThan(0);
		for (const row of data) expect(collection.row.strict().safeParse(row).error).toBeUndefined();
		expect(page.first).toBe(1);
		expect(page.total).toBeGreaterThanOrEqual(data.length);
		expect(meta).toMatchObject({
			release: api.store.current().id,
			on: '2026-11-25'
		});
		expect(meta.notes.filter((note) => !note.includes('shown, but left out of files'))).toEqual([]);
		expect(meta.sentence).toContain(collection.title);
	});

	test('answers the same as .json', async () => {
		expect(await api.json(`/api/v1/${name}.json?limit=2`)).toEqual(
			await api.json(`/api/v1/${name}?limit=2`)
		);
	});

	test('answers the whole result as CSV under the same columns, and says how many rows', async () => {
		const response = await api.get(`/api/v1/${name}.csv`);
		const text = await response.text();
		const { page } = await api.list(`/api/v1/${name}?limit=1`);
		expect(response.headers.get('content-type')).toContain('text/csv');
		expect(response.headers.get('x-groundswell-rows')).toBe(String(page.total));
		expect(rowsOfCsv(text)).toHaveLength(page.total);
		expect(text.slice(0, text.indexOf('\n'))).toBe(Object.keys(collection.row.shape).join(','));
	});

	test('names what a download holds', async () => {
		const response = await api.get(`/api/v1/${name}.csv`, { method: 'HEAD' });
		const { id } = api.store.current();
		expect(response.status).toBe(200);
		expect(response.headers.get('content-disposition')).toMatch(
			new RegExp(`^attachment; filename="groundswell-${name}[\\w+.-]*-${id}\\.csv"$`)
		);
		expect(response.headers.get('x-groundswell-release')).toBe(id);
		expect(response.headers.get('x-groundswell-on')).toBe('2026-11-25');
	});

	test('puts region, name and date first, or else the id, and the source last', () => {
		const columns = columnsOf(collection.row).map(({ name }) => name);
		const head = ['region', 'region_name', 'date'].filter((column) => columns.includes(column));
		const expected = columns.includes('region') ? head : [collection.id];
		expect(columns.slice(0, expected.length)).toEqual(expected);
		const last = ['source_url', 'publisher', 'tier', 'independent_sources'].filter((column) =>
			columns.includes(column)
		);
		expect(columns.slice(columns.length - last.length)).toEqual(last);
	});

	test.each(collection.sort.map((column) => column.replace(/^-/, '')))(
		'sorts by %s either way, unknown last',
		async (column) => {
			const up = await api.list(`/api/v1/${name}?sort=${column}&limit=200`);
			const down = await api.list(`/api/v1/${name}?sort=-${column}&limit=200`);
			const known = (rows: typeof up.data) => rows.map((row) => row[column] ?? null);
			for (const values of [known(up.data), known(down.data)]) {
				const firstUnknown = values.indexOf(null);
				if (firstUnknown !== -1)
					expect(values.slice(firstUnknown).every((value) => value === null)).toBe(true);
			}
			// A date is ordered by its days: their first, or where the date is an end, their last.
			const keys = (column === 'date' ? ['date_start', 'date_end'] : [column]).filter(
				(key) => key in (up.data[0] ?? {})
			);
			// Rows that show no days have only their dates as written, which do not sort as text.
			if (keys.length === 0) return expect(up.page.total).toBe(down.page.total);
			const isOrdered = (rows: typeof up.data, key: string, sign: number) =>
				rows.slice(1).every((row, index) => {
					const [a, b] = [rows[index]?.[key] ?? null, row[key] ?? null];
					return a === null || b === null || a === b || (a as never) > (b as never) === sign > 0;
				});
			expect(keys.some((key) => isOrdered(up.data, key, -1))).toBe(true);
			expect(keys.some((key) => isOrdered(down.data, key, 1))).toBe(true);
		}
	);

	test('ids are unique', async () => {
		const ids = rowsOfCsv(await (await api.get(`/api/v1/${name}.csv`)).text()).map(
			(row) => row[collection.id]
		);
		expect(new Set(ids).size).toBe(ids.length);
	});
});
