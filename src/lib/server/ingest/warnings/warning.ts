import type BetterSqlite3 from 'better-sqlite3';
import type { RowLine } from '../resolve/row-lines.ts';

/** Something about a row that may be wrong and that somebody should look at: it stops no build. */
export interface Warning {
	/** File as `dataset/path`. */
	file: string;
	line: number;
	/** Short name of the kind of doubt, stable across versions. */
	code: WarningCode;
	/** The record, as its table names it. */
	id: string;
	/** What looks wrong, and what to do about it. */
	message: string;
}

export const WARNING_CODES = [
	'source_elsewhere',
	'source_of_next_state',
	'same_county_name',
	'after_its_source',
	'leases_equal_cash',
	'series_behind',
	'share_without_count'
] as const;
type WarningCode = (typeof WARNING_CODES)[number];

/** What a check finds: a row of a table, by the number SQLite has for it, and what looks wrong with it. */
export interface Doubt extends Pick<Warning, 'code' | 'id' | 'message'> {
	table: 'actions' | 'polls' | 'observations';
	row: number;
}

/** A check over a filled release. `today`: YYYY-MM-DD in UTC. */
export type Check = (db: BetterSqlite3.Database, today: string) => Iterable<Doubt>;

/** Where a row of a table stands. */
export type WhereIs = (table: Doubt['table'], row: number) => RowLine;
