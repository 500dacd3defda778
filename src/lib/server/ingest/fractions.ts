import { columnsOf, type Table } from '#lib/domain/table.ts';
import type { Problem } from './problems.ts';

/** Fewer values than this prove nothing. */
const ENOUGH = 3;

/** Watches the percent columns of a file for shares given as fractions: every value that is not 0 is at most 1. */
export function fractionWatch(table: Table): {
	see: (cells: string[]) => void;
	problems: (file: string) => Problem[];
} {
	const columns = columnsOf(table.row)
		.map(({ name, meta }, position) => ({ name, meta, position, seen: 0, largest: 0 }))
		.filter(({ meta }) => meta.unit === 'percent');
	return {
		see: (cells) => {
			for (const column of columns) {
				const value = Number(cells[column.position] ?? '');
				if (!(value > 0)) continue;
				column.seen++;
				column.largest = Math.max(column.largest, value);
			}
		},
		problems: (file) =>
			columns
				.filter(({ seen, largest }) => seen >= ENOUGH && largest <= 1)
				.map(({ name, seen, largest }) => ({
					file,
					line: null,
					column: name,
					value: String(largest),
					code: 'fractions',
					message: `is the largest of ${seen} values; percents are 0-100, so these look like fractions: multiply them by 100`
				}))
	};
}
