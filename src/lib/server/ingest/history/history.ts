import { stringify } from 'csv-stringify/sync';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyOn, type RowHistory } from '#lib/domain/history/history.ts';
import { HISTORY_TABLES, type HistoryTable } from '#lib/domain/tables/computed/history.ts';
import { onFile } from '../../dataset/releases/system-error.ts';
import { readCsv } from '../read/csv.ts';
import { changesSince } from './history-words.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { listFolder } from '../read/list-folder.ts';
import { hashOf, recordOf, type Recorded } from './recorded.ts';
import { columnNames, tableOf } from './stored-columns.ts';

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
			const own = files.filter((file) => file.table === table).map(({ relative }) => relative);
			const rows = own.flatMap((relative) => rowsOf(join(folder, relative), table));
			const changeOf = changesSince(folder, own, table, rows);
			const history = historyOn(readHistory(join(folder, fileOf(table))), rows, today, changeOf);
			return [fileOf(table), textOf(table, history)];
		})
	);
}

/** Writes the history of a data folder as its rows stand on a day. */
export function writeHistory(folder: string, today: string): void {
	mkdirSync(join(folder, 'history'), { recursive: true });
	for (const [path, text] of describeHistory(folder, today))
		onFile(join(folder, path), () => writeFileSync(join(folder, path), text));
}

function readHistory(path: string): RowHistory[] {
	if (!existsSync(path)) return [];
	const rows: RowHistory[] = [];
	readCsv(
		path,
		([, record_id = '', added = '', changed = '', row_hash = '', change = ''], line) => {
			if (line > 1)
				rows.push({
					record_id,
					added,
					changed: changed === '' ? null : changed,
					row_hash,
					change: change === '' ? null : change
				});
		}
	);
	return rows;
}

function rowsOf(path: string, table: HistoryTable): (Recorded & { row_hash: string })[] {
	const rows: (Recorded & { row_hash: string })[] = [];
	let header: string[] | null = null;
	readCsv(path, (cells) => {
		if (header === null) {
			header = [...cells];
			return;
		}
		rows.push({ ...recordOf(table, header, cells), row_hash: hashOf(header, cells) });
	});
	return rows;
}

const textOf = (table: HistoryTable, rows: readonly RowHistory[]): string =>
	stringify([
		columnNames(tableOf('history')),
		...rows.map(({ record_id, added, changed, row_hash, change }) => [
			table,
			record_id,
			added,
			changed ?? '',
			row_hash,
			change ?? ''
		])
	]);
