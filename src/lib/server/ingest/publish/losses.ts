import type BetterSqlite3 from 'better-sqlite3';
import type { Table } from '#lib/domain/schema/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { keyColumns } from '../../dataset/sql.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { tableOf } from '../history/stored-columns.ts';
import { sourceId } from '../upstreams/parse/source-id.ts';

/** Rows of the current release that a new one lacks. */
export interface Loss {
	table: string;
	/** Whether the product ships them: none is of a user's folder, and none was gathered from an upstream that is gone. */
	embedded: boolean;
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
 * @param hasUpstream whether rows of upstreams went into the open one
 */
export function losses(db: BetterSqlite3.Database, current: string, hasUpstream: boolean): Loss[] {
	db.prepare('ATTACH ? AS current').run(current);
	try {
		return (Object.keys(inputTables) as InputTableName[]).flatMap((name) =>
			lossOf(db, name, hasUpstream)
		);
	} finally {
		db.exec('DETACH current');
	}
}

function lossOf(db: BetterSqlite3.Database, name: InputTableName, hasUpstream: boolean): Loss[] {
	if (!isThere(db, name)) return [];
	const table = tableOf(name);
	const key = keyColumns(table);
	const before = count(db, `current."${name}"`);
	const after = count(db, `main."${name}"`);
	const same = key.map((column) => `${of('n', column)} = ${of('c', column)}`).join(' AND ');
	const gone = `SELECT ${key.map((column) => of('c', column)).join(` || '|' || `)} AS id,
			${isShipped(db, name, hasUpstream)} AS embedded
		FROM current."${name}" c
		WHERE NOT EXISTS (SELECT 1 FROM main."${name}" n WHERE ${same})${reworked(db, table)}${notWithdrawn(name, key)}`;
	const found = db
		.prepare(
			`SELECT embedded, count(*) AS gone, min(id) AS example FROM (${gone}) GROUP BY embedded`
		)
		.all() as { embedded: number; gone: number; example: string | null }[];
	return found.map(({ embedded, gone, example }) => ({
		table: name,
		embedded: embedded === 1,
		before,
		after,
		gone,
		example: example ?? ''
	}));
}

/** What refreshes have gathered cannot be fetched again: without any of their copies it is lost, not withdrawn. */
function isShipped(db: BetterSqlite3.Database, name: InputTableName, hasUpstream: boolean): string {
	const isGathered =
		hasUpstream || !columnsOf(db, name).includes('source_id')
			? ''
			: ` AND c.source_id NOT LIKE '${sourceId('%')}'`;
	return `(c.dataset = '${EMBEDDED}'${isGathered})`;
}

/**
 * Rows of an upstream are made anew from its kept history, so single ones may go; none is counted as lost while
 * others of the same upstream are there.
 */
const reworked = (db: BetterSqlite3.Database, table: Table) =>
	'source_id' in table.row.shape && columnsOf(db, table.name).includes('source_id')
		? ` AND c.source_id NOT IN (SELECT source_id FROM main."${table.name}" WHERE source_id LIKE '${sourceId('%')}')`
		: '';

/** What was withdrawn on purpose is no loss, nor is what only spoke of it. */
function notWithdrawn(name: InputTableName, key: readonly string[]): string {
	const own = key.map((column) => of('c', column)).join(` || '|' || `);
	const [table, id] =
		name === 'history'
			? ['c.record_table', 'c.record_id']
			: name === 'citations'
				? [`c.record_kind || 's'`, 'c.record_id']
				: [`'${name}'`, own];
	return ` AND (${table}, ${id}) NOT IN (SELECT record_table, record_id FROM main.withdrawn)`;
}

/** A key expression with its column taken from a table of this alias. */
const of = (alias: string, expression: string) => expression.replace(/"\w+"/, `${alias}.$&`);

/** A release of an older version may lack a table, or a column of its key. */
function isThere(db: BetterSqlite3.Database, name: InputTableName): boolean {
	const columns = columnsOf(db, name);
	return [...tableOf(name).key, 'dataset'].every((column) => columns.includes(column));
}

const columnsOf = (db: BetterSqlite3.Database, table: string) =>
	db.prepare(`SELECT name FROM pragma_table_info(?, 'current')`).pluck().all(table) as string[];

const count = (db: BetterSqlite3.Database, from: string) =>
	db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number;
