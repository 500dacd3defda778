import type BetterSqlite3 from 'better-sqlite3';
import type { Table } from '#lib/domain/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { keyColumns } from '../dataset/sql.ts';
import { tableOf } from './stored.ts';
import { sourceId } from './upstreams/source-id.ts';

/** Rows of the current release that a new one lacks. */
export interface Loss {
	table: string;
	/** Rows of the table in the current release, and in the new one. */
	before: number;
	after: number;
	/** How many of them are gone, by their key, and the key of one. */
	gone: number;
	example: string;
}

/**
 * Finds the records of the current release that the open one lacks, table by table, by their keys.
 * @param current file of the current release
 */
export function losses(db: BetterSqlite3.Database, current: string): Loss[] {
	db.prepare('ATTACH ? AS current').run(current);
	try {
		return (Object.keys(inputTables) as InputTableName[]).flatMap((name) => lossOf(db, name));
	} finally {
		db.exec('DETACH current');
	}
}

function lossOf(db: BetterSqlite3.Database, name: InputTableName): Loss[] {
	if (!isThere(db, name)) return [];
	const table = tableOf(name);
	const key = keyColumns(table);
	const before = count(db, `current."${name}"`);
	const after = count(db, `main."${name}"`);
	const same = key.map((column) => `${of('n', column)} = ${of('c', column)}`).join(' AND ');
	const gone = `SELECT ${key.map((column) => of('c', column)).join(` || '|' || `)} AS id FROM current."${name}" c
		WHERE NOT EXISTS (SELECT 1 FROM main."${name}" n WHERE ${same})${reworked(table)}`;
	const found = db.prepare(`SELECT count(*) AS gone, min(id) AS example FROM (${gone})`).get() as {
		gone: number;
		example: string | null;
	};
	return found.gone === 0
		? []
		: [{ table: name, before, after, gone: found.gone, example: found.example ?? '' }];
}

/**
 * Rows of an upstream are made anew from its kept history, so single ones may go; none is counted as lost while
 * others of the same upstream are there.
 */
const reworked = (table: Table) =>
	'source_id' in table.row.shape
		? ` AND c.source_id NOT IN (SELECT source_id FROM main."${table.name}" WHERE source_id LIKE '${sourceId('%')}')`
		: '';

/** A key expression with its column taken from a table of this alias. */
const of = (alias: string, expression: string) => expression.replace(/"\w+"/, `${alias}.$&`);

/** A release of an older version may lack a table, or a column of its key. */
function isThere(db: BetterSqlite3.Database, name: InputTableName): boolean {
	const columns = db
		.prepare(`SELECT name FROM pragma_table_info(?, 'current')`)
		.pluck()
		.all(name) as string[];
	return [...tableOf(name).key, 'dataset'].every((column) => columns.includes(column));
}

const count = (db: BetterSqlite3.Database, from: string) =>
	db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number;
