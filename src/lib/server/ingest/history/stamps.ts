import type BetterSqlite3 from 'better-sqlite3';
import { parseDate } from '#lib/domain/dates.ts';
import { outsideSpan } from '#lib/domain/date-span.ts';
import { HISTORY_TABLES, type HistoryTable } from '#lib/domain/tables/computed/history.ts';
import { CellError } from '../read/cell-error.ts';
import type { Row } from '../read/cells.ts';
import { tableOf } from './stored-columns.ts';

/**
 * Takes the days on which a row came and changed from the cells behind its columns.
 * @param today YYYY-MM-DD, in UTC
 * @throws CellError as `checkStamps`
 */
export function readStamps(
	row: Row,
	cells: readonly string[],
	behind: number,
	today: string
): void {
	const [added = '', changed = ''] = [cells[behind]?.trim(), cells[behind + 1]?.trim()];
	row['added'] = added === '' ? null : added;
	row['changed'] = changed === '' ? null : changed;
	if (added !== '' || changed !== '') checkStamps(row, today);
}

/**
 * Checks the days on which a row came and changed.
 * @param today YYYY-MM-DD in UTC, after which no day may lie; null for the embedded data, whose days come from the clock
 * of whoever kept it: a machine whose clock is behind must not refuse it
 * @throws CellError naming the column, where one is no day, lies ahead, or they are in the wrong order
 */
export function checkStamps({ added, changed }: Row, today: string | null): void {
	if (typeof added !== 'string')
		throw new CellError('bad_day', 'empty; give the day on which the row came', 'added');
	checkDay('added', added, today);
	if (typeof changed !== 'string') return;
	checkDay('changed', changed, today);
	if (changed < added)
		throw new CellError(
			'dates_reversed',
			`is before added (${added}); look for swapped dates`,
			'changed'
		);
}

function checkDay(column: string, day: string, today: string | null): void {
	const interval = parseDate(day);
	if (interval?.precision !== 'day')
		throw new CellError('bad_day', 'use a day such as 2026-01-15', column);
	const outside = outsideSpan(interval, 'published', today);
	if (outside !== null) throw new CellError('date_out_of_span', outside, column);
}

/** The id by which history names a row, as SQL: its key, without the dataset in front of an id that belongs to one. */
function historyId(table: HistoryTable, alias: string): string {
	const { key, ids } = tableOf(table);
	const of = (column: string) => `coalesce(${alias}."${column}", '')`;
	const [first = '', ...rest] = key;
	const isOwn = ids === 'dataset' && first.endsWith('_id');
	const bare = isOwn
		? `iif(substr(${of(first)}, 1, length(${alias}.dataset) + 1) = ${alias}.dataset || ':', substr(${of(first)}, length(${alias}.dataset) + 2), ${of(first)})`
		: of(first);
	return [bare, ...rest.map(of)].join(` || '|' || `);
}

/**
 * Gives each row the days on which it came and changed: those of its folder's history, else those its file stated,
 * else, for a value that a refresh of an upstream brought, the day on which it was first seen.
 */
export function stampRows(db: BetterSqlite3.Database): void {
	for (const name of HISTORY_TABLES)
		db.exec(`UPDATE "${name}" SET added = h.added, changed = h.changed FROM history h
			WHERE "${name}".dataset IN (SELECT DISTINCT dataset FROM history) AND "${name}".added IS NULL
				AND h.record_table = '${name}' AND h.dataset = "${name}".dataset AND h.record_id = ${historyId(name, `"${name}"`)}`);
	db.exec(
		`UPDATE observations SET added = vintage WHERE added IS NULL AND origin = 'upstream' AND length(vintage) = 10`
	);
}
