import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import type { Problem } from '../problems.ts';

/**
 * Watches the percent columns of a file for shares given as fractions: every value that is not 0 is at most 1,
 * and not all of them are exactly 1, which may well be one percent.
 */
export function fractionWatch(table: Table): {
	see: (cells: readonly string[]) => void;
	problems: (file: string) => Problem[];
} {
	const columns = columnsOf(table.row)
		.map(({ name, meta }, position) => ({ name, meta, position, seen: 0, largest: 0, parts: 0 }))
		.filter(({ meta }) => meta.unit === 'percent');
	return {
		see: (cells) => {
			for (const column of columns) {
				const value = Number(cells[column.position] ?? '');
				if (!(value > 0)) continue;
				column.seen++;
				if (value < 1) column.parts++;
				column.largest = Math.max(column.largest, value);
			}
		},
		problems: (file) =>
			columns
				.filter(({ parts, largest }) => parts > 0 && largest <= 1)
				.map(({ name, seen, largest }) => ({
					file,
					line: null,
					column: name,
					value: String(largest),
					scope: 'file',
					code: 'fractions',
					message: `is the largest of ${seen} values that are not 0; percents are 0-100, so these look like fractions: multiply them by 100`
				}))
	};
}
