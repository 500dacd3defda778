import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { guardCell, unguardCell } from '#lib/domain/guard.ts';
import { columnsOf } from '#lib/domain/table.ts';
import { inputTables, type InputRow, type InputTableName } from '#lib/domain/tables/index.ts';
import { tableOf } from '../stored.ts';

/** Rows of our tables, as a CSV of theirs would hold them. */
export type Rows = { [T in InputTableName]?: InputRow<T>[] };

const NAMES = Object.keys(inputTables) as InputTableName[];

/**
 * The CSV files of rows, by name. Rows go in the order of their keys, so that the same rows are the same bytes.
 * @throws Error where a row does not fit its table: a fault of the upstream's converter
 */
export function rowFiles(rows: Rows): Map<string, string> {
	const files = new Map<string, string>();
	for (const name of NAMES) {
		const found = rows[name] ?? [];
		if (found.length > 0) files.set(`${name}.csv`, csvOf(name, found));
	}
	return files;
}

function csvOf(name: InputTableName, rows: readonly Record<string, unknown>[]): string {
	const table = tableOf(name);
	const columns = columnsOf(table.row).map((column) => column.name);
	const lines = rows.map((row) => {
		const parsed = table.row.safeParse(row);
		if (!parsed.success)
			throw new Error(
				`a row of ${name} does not fit its table: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')} in ${JSON.stringify(row)}`
			);
		return columns.map((column) => cell(parsed.data[column]));
	});
	const keys = table.key.map((column) => columns.indexOf(column));
	const keyOf = (line: readonly string[]) => keys.map((at) => line[at] ?? '').join('|');
	const sorted = lines
		.map((line) => ({ line, key: keyOf(line) }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	return stringify([columns, ...sorted.map(({ line }) => line)]);
}

const cell = (value: unknown): string =>
	typeof value === 'string' ? guardCell(value) : typeof value === 'number' ? String(value) : '';

/**
 * Reads the rows of a table from the text of a CSV file of it. For files ingestion has checked, or will.
 */
export function readTable<T extends InputTableName>(name: T, text: string): InputRow<T>[] {
	const columns = columnsOf(tableOf(name).row);
	const records: Record<string, string>[] = parse(text, { columns: true, bom: true });
	return records.map((record) => {
		const row: Record<string, string | number | null> = {};
		for (const { name: column, meta } of columns) {
			const value = (record[column] ?? '').trim();
			if (value === '') row[column] = null;
			else if (meta.kind === 'number' || meta.kind === 'integer') row[column] = Number(value);
			else row[column] = unguardCell(value);
		}
		return row as InputRow<T>;
	});
}
