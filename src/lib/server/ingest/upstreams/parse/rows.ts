import { ascending } from 'd3-array';
import { stringify } from 'csv-stringify/sync';
import { guardCell } from '#lib/domain/text/formula-guard.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { inputTables, type InputRow, type InputTableName } from '#lib/domain/tables/index.ts';
import { tableOf } from '../../history/stored-columns.ts';
import type { Curated } from '../curated.ts';

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
		.sort((a, b) => ascending(a.key, b.key));
	return stringify([columns, ...sorted.map(({ line }) => line)]);
}

/**
 * Rows whose key no curated row has: what people have taken into `data/` is theirs.
 * @returns the rows, and how many were dropped
 */
export function notCurated(rows: Rows, curated: Curated): { rows: Rows; dropped: number } {
	const kept: Rows = {};
	let dropped = 0;
	for (const name of NAMES) dropped += keepNew(name, rows, kept, curated);
	return { rows: kept, dropped };
}

/** Keeps the rows of one table that are new. @returns how many are not */
function keepNew<T extends InputTableName>(
	name: T,
	rows: { [N in T]?: InputRow<N>[] },
	kept: { [N in T]?: InputRow<N>[] },
	curated: Curated
): number {
	const own = rows[name] ?? [];
	if (own.length === 0) return 0;
	const { key } = tableOf(name);
	const keyOf = (row: Record<string, unknown>) => JSON.stringify(key.map((part) => row[part]));
	const known = new Set(curated.rows(name).map(keyOf));
	const fresh = own.filter((row) => !known.has(keyOf(row)));
	kept[name] = fresh;
	return own.length - fresh.length;
}

const cell = (value: unknown): string =>
	typeof value === 'string' ? guardCell(value) : typeof value === 'number' ? String(value) : '';
