import type { Column } from '#lib/domain/schema/table.ts';
import { ROWS, turn } from '../../dataset/batches.ts';
import { isWithheld, type Withheld } from '../request/withheld.ts';
import { isNumeric, type Row } from './result.ts';

/** Rows that are made as far as they are wanted, like those of a query. */
export async function* batchesOfRows(
	columns: readonly Column[],
	rows: { readonly length: number; slice: (from: number, to: number) => Record<string, unknown>[] }
): AsyncGenerator<Row[]> {
	for (let start = 0; start < rows.length; start += ROWS) {
		yield rows
			.slice(start, start + ROWS)
			.map((row) => columns.map(({ name }) => cellOf(row[name])));
		await turn();
	}
}

const cellOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? value : null;

/** Rows whose source forbids passing its values on: they stay, their figures are left out. */
export async function* withoutFigures(
	columns: readonly Column[],
	withheld: Withheld,
	batches: AsyncIterable<Row[]>
): AsyncGenerator<Row[]> {
	const named = columns.findIndex(({ name }) => name === withheld.column);
	const figures = figureColumns(columns);
	for await (const batch of batches) {
		for (const row of batch) {
			if (!isWithheld(withheld, row[named])) continue;
			for (const index of figures) row[index] = null;
		}
		yield batch;
	}
}

/** Columns of a result some of whose figures are left out: there they may be empty. */
export function withGaps(columns: readonly Column[]): Column[] {
	const figures = new Set(figureColumns(columns));
	return columns.map((column, index) =>
		figures.has(index) ? { ...column, meta: { ...column.meta, optional: true } } : column
	);
}

/** Numbers that are ours: where a place lies, and how many publishers state a figure. */
const TAKEN_COLUMNS = new Set(['lon', 'lat', 'independent_sources']);

/** Columns with figures of the source. */
const figureColumns = (columns: readonly Column[]): number[] =>
	columns.flatMap((column, index) =>
		isNumeric(column) && !TAKEN_COLUMNS.has(column.name) ? [index] : []
	);
