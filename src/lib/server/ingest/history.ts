import { stringify } from 'csv-stringify/sync';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { historyOn, type RowHistory } from '#lib/domain/history.ts';
import { HISTORY_TABLES, type HistoryTable } from '#lib/domain/tables/history.ts';
import { readCsv } from './csv.ts';
import { EMBEDDED } from './inputs.ts';
import { listFolder } from './list-folder.ts';
import { columnNames, tableOf } from './stored.ts';

const HASH_DIGITS = 10;
const fileOf = (table: HistoryTable) => join('history', `${table}.csv`);

/**
 * The text of each file of `history/` as the rows of a data folder stand on a day. What a row holds is what its
 * cells hold, whatever the order of columns, and whether or not empty columns were added.
 * @param today YYYY-MM-DD, in UTC
 * @returns by path inside the folder
 */
export function describeHistory(folder: string, today: string): Map<string, string> {
	const files = listFolder({ dataset: EMBEDDED, path: folder }).tables;
	return new Map(
		HISTORY_TABLES.map((table) => {
			const rows = files
				.filter((file) => file.table === table)
				.flatMap(({ relative }) => rowsOf(join(folder, relative), table));
			const history = historyOn(readHistory(join(folder, fileOf(table))), rows, today);
			return [fileOf(table), textOf(table, history)];
		})
	);
}

/** Writes the history of a data folder as its rows stand on a day. */
export function writeHistory(folder: string, today: string): void {
	mkdirSync(join(folder, 'history'), { recursive: true });
	for (const [path, text] of describeHistory(folder, today))
		writeFileSync(join(folder, path), text);
}

/** Says how many rows of embedded data that keeps a history have no day yet: a feed cannot show them. */
export function historyNotes(db: BetterSqlite3.Database): string[] {
	const missing = db
		.prepare(
			`SELECT count(*) FROM (
				SELECT 'actions' AS record_table, action_id AS id FROM actions WHERE dataset = @embedded
				UNION ALL SELECT 'polls', poll_id FROM polls WHERE dataset = @embedded
				UNION ALL SELECT 'claims', claim_id FROM claims WHERE dataset = @embedded
			) r WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.record_table = r.record_table AND h.record_id = r.id)`
		)
		.pluck()
		.get({ embedded: EMBEDDED }) as number;
	const kept = db.prepare('SELECT count(*) FROM history').pluck().get() as number;
	return missing === 0 || kept === 0
		? []
		: [
				`${missing} polls, actions and claims of data/ have no day in data/history, so no feed shows them; npm run describe gives them one`
			];
}

function readHistory(path: string): RowHistory[] {
	if (!existsSync(path)) return [];
	const rows: RowHistory[] = [];
	readCsv(path, ([, record_id = '', added = '', changed = '', row_hash = ''], line) => {
		if (line > 1)
			rows.push({ record_id, added, changed: changed === '' ? null : changed, row_hash });
	});
	return rows;
}

function rowsOf(path: string, table: HistoryTable): Pick<RowHistory, 'record_id' | 'row_hash'>[] {
	const { key } = tableOf(table);
	const rows: Pick<RowHistory, 'record_id' | 'row_hash'>[] = [];
	let header: string[] | null = null;
	readCsv(path, (cells) => {
		if (header === null) {
			header = [...cells];
			return;
		}
		const names = header;
		rows.push({
			record_id: key.map((name) => (cells[names.indexOf(name)] ?? '').trim()).join('|'),
			row_hash: hashOf(names, cells)
		});
	});
	return rows;
}

/** Hash of what a row holds: its cells by column, but for empty ones, in no order. */
export function hashOf(names: readonly string[], cells: readonly string[]): string {
	const held = names
		.map((name, index) => [name, (cells[index] ?? '').trim()])
		.filter(([, cell]) => cell !== '')
		.map((pair) => pair.join('='))
		.sort();
	return createHash('sha256').update(held.join('\n')).digest('hex').slice(0, HASH_DIGITS);
}

const textOf = (table: HistoryTable, rows: readonly RowHistory[]): string =>
	stringify([
		columnNames(tableOf('history')),
		...rows.map(({ record_id, added, changed, row_hash }) => [
			table,
			record_id,
			added,
			changed ?? '',
			row_hash
		])
	]);
