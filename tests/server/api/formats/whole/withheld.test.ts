import { expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { batchesOfRows, withGaps, withoutFigures } from '#lib/server/api/formats/batches.ts';
import { isNumeric, objectOf } from '#lib/server/api/formats/result.ts';

const columns = columnsOf(collections.actions.row);
/** Numbers that are ours, whoever states the rest. */
const OURS = ['independent_sources', 'lat', 'lon'];

/** An action with every number filled, of a source. */
const action = (source: string) =>
	Object.fromEntries(
		columns.map((column) => [
			column.name,
			column.name === 'source_id' ? source : isNumeric(column) ? 7 : 'words'
		])
	);

test('figures of a source that forbids passing them on are left out; where it lies and how many publishers state it stay', async () => {
	const rows = [];
	for await (const batch of withoutFigures(
		columns,
		{ column: 'source_id', ids: new Set(['closed']) },
		batchesOfRows(columns, [action('closed'), action('open')])
	))
		rows.push(...batch.map((row) => objectOf(columns, row)));
	const filled = rows.map((row) =>
		columns
			.filter((column) => isNumeric(column) && row[column.name] !== null)
			.map(({ name }) => name)
			.sort()
	);
	expect(filled[0]).toEqual(OURS);
	expect(filled[1]).toEqual(
		columns
			.filter(isNumeric)
			.map(({ name }) => name)
			.sort()
	);
	expect(rows[0]?.['summary']).toBe('words');
});

test('columns that may lose their figures say that they may be empty, and no others', () => {
	const changed = withGaps(columns).filter(
		({ meta }, index) => meta.optional !== columns[index]?.meta.optional
	);
	for (const column of changed) {
		expect(isNumeric(column), column.name).toBe(true);
		expect(OURS).not.toContain(column.name);
	}
	const gaps = withGaps(columnsOf(collections.observations.row));
	expect(gaps.find(({ name }) => name === 'value')?.meta.optional).toBe(true);
});
