import type BetterSqlite3 from 'better-sqlite3';
import {
	appendFileSync,
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { tables, type TableName } from '#lib/domain/tables/index.ts';
import { LOG, POINTER, type LogEntry } from '../dataset/release-store.ts';
import { createIndexesSql, tableOf } from '../dataset/sql.ts';

const TEMPORARY = '.building';

export const temporaryPath = (folder: string, id: string) =>
	join(folder, `${id}.sqlite${TEMPORARY}`);
export const releasePath = (folder: string, id: string) => join(folder, `${id}.sqlite`);

/** Removes what a build that crashed has left. */
export function removeLeftovers(folder: string): void {
	for (const name of existsSync(folder) ? readdirSync(folder) : [])
		if (name.includes(TEMPORARY)) rmSync(join(folder, name));
}

/** Adds the indexes: after the rows, which is faster than keeping them up to date row by row. */
export function createIndexes(db: BetterSqlite3.Database): void {
	for (const name of Object.keys(tables) as TableName[])
		for (const statement of createIndexesSql(tableOf(name))) db.exec(statement);
	for (const name of ['polls', 'readings', 'actions', 'observations', 'model_prices'])
		db.exec(`CREATE INDEX "${name}_dates" ON "${name}" (date_start, date_end)`);
}

/**
 * Checks a complete release and packs it.
 * @throws Error where SQLite finds a broken reference or a damaged page: a fault of the build, never of the input.
 */
export function seal(db: BetterSqlite3.Database): void {
	const broken = db.pragma('foreign_key_check') as {
		table: string;
		rowid: number;
		parent: string;
	}[];
	const [first] = broken;
	if (first)
		throw new Error(
			`the build left ${broken.length} broken references, the first from ${first.table} row ${first.rowid} to ${first.parent}; the release is not published`
		);
	db.exec('ANALYZE');
	db.exec('VACUUM');
	const state = db.pragma('integrity_check', { simple: true });
	if (state !== 'ok')
		throw new Error(`the built file is damaged (${String(state)}); the release is not published`);
}

/** Makes a sealed file the current release: fsync, rename, then one atomic rename of the pointer. */
export function publish(folder: string, entry: LogEntry): void {
	const temporary = temporaryPath(folder, entry.id);
	sync(temporary);
	renameSync(temporary, releasePath(folder, entry.id));
	point(folder, entry);
}

/** Points at a release whose file is there already. */
export function point(folder: string, entry: LogEntry): void {
	const pointer = join(folder, `${POINTER}${TEMPORARY}`);
	writeFileSync(pointer, `${entry.id}\n`);
	sync(pointer);
	appendFileSync(join(folder, LOG), `${JSON.stringify(entry)}\n`);
	renameSync(pointer, join(folder, POINTER));
	sync(folder);
}

function sync(path: string): void {
	const handle = openSync(path, 'r');
	fsyncSync(handle);
	closeSync(handle);
}
