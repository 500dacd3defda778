import Database from 'better-sqlite3';
import {
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { inputTables, tables, type TableName } from '#lib/domain/tables/index.ts';
import { LOG, POINTER, readLog, type LogEntry } from '../dataset/release-store.ts';
import { createIndexesSql } from '../dataset/sql.ts';
import { tableOf } from './stored.ts';

const TEMPORARY = '.building';

/** Where a release is filled, and where it is packed before it gets its name. */
export const temporaryPath = (folder: string, id: string) =>
	join(folder, `${id}.sqlite${TEMPORARY}`);
const packedPath = (folder: string, id: string) => join(folder, `${id}.packed${TEMPORARY}`);
export const releasePath = (folder: string, id: string) => join(folder, `${id}.sqlite`);

/** Removes what a build that crashed has left. */
export function removeLeftovers(folder: string): void {
	for (const name of existsSync(folder) ? readdirSync(folder) : [])
		if (name.includes(TEMPORARY)) rmSync(join(folder, name));
}

/** Adds the indexes that filters search by: after the rows, which is faster than keeping them up to date. */
export function createIndexes(db: Database.Database): void {
	for (const name of Object.keys(tables) as TableName[]) {
		const [key = '', ...filters] = createIndexesSql(tableOf(name));
		// Loading has given every table that has files its key.
		for (const statement of name in inputTables ? filters : [key, ...filters]) db.exec(statement);
	}
	for (const name of ['polls', 'readings', 'actions', 'observations', 'model_prices'])
		db.exec(`CREATE INDEX "${name}_dates" ON "${name}" (date_start, date_end)`);
}

/**
 * Checks a complete release and packs it into a file of its own.
 * @throws Error where SQLite finds a broken reference or a damaged page: a fault of the build, never of the input.
 */
export function seal(db: Database.Database, folder: string, id: string): void {
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
	const packed = packedPath(folder, id);
	db.prepare('VACUUM INTO ?').run(packed);
	const release = new Database(packed, { readonly: true });
	const state = release.pragma('integrity_check', { simple: true });
	release.close();
	if (state !== 'ok')
		throw new Error(`the built file is damaged (${String(state)}); the release is not published`);
}

/** Makes a sealed file the current release: fsync, rename, then one atomic rename of the pointer. */
export function publish(folder: string, entry: LogEntry): void {
	const packed = packedPath(folder, entry.id);
	sync(packed);
	renameSync(packed, releasePath(folder, entry.id));
	point(folder, entry);
}

/**
 * Puts a sealed file of the past beside the current release. One that was published here keeps its line in the
 * log, which then names its commit; another gets a line where its time belongs.
 */
export function addBeside(folder: string, entry: LogEntry): void {
	const packed = packedPath(folder, entry.id);
	sync(packed);
	renameSync(packed, releasePath(folder, entry.id));
	const log = readLog(folder);
	const { id, commit, builder } = entry;
	const lines = log.some((line) => line.id === id)
		? log.map((line) => (line.id === id ? { ...line, commit, builder } : line))
		: [...log, entry].sort((a, b) =>
				a.published_at < b.published_at ? -1 : Number(a.published_at > b.published_at)
			);
	replace(folder, LOG, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
	sync(folder);
}

/** Points at a release whose file is there already. */
export function point(folder: string, entry: LogEntry): void {
	const log = join(folder, LOG);
	const before = existsSync(log) ? readFileSync(log, 'utf8') : '';
	replace(folder, LOG, `${before}${JSON.stringify(entry)}\n`);
	replace(folder, POINTER, `${entry.id}\n`);
	sync(folder);
}

/** Writes a file so that a reader sees the old text or the new, never a part. */
function replace(folder: string, name: string, text: string): void {
	const temporary = join(folder, `${name}${TEMPORARY}`);
	writeFileSync(temporary, text);
	sync(temporary);
	renameSync(temporary, join(folder, name));
}

function sync(path: string): void {
	const handle = openSync(path, 'r');
	fsyncSync(handle);
	closeSync(handle);
}
