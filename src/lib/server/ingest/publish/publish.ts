import Database from 'better-sqlite3';
import {
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
import { inputTables, tables, type TableName } from '#lib/domain/tables/index.ts';
import { fingerprintOf, type Fingerprint } from '../../dataset/releases/integrity.ts';
import {
	isBeside,
	LOG,
	POINTER,
	pointerOf,
	readLog,
	releasePath,
	type LogEntry
} from '../../dataset/releases/release-log.ts';
import { createIndexesSql } from '../../dataset/sql.ts';
import { onFile } from '../../dataset/releases/system-error.ts';
import { tableOf } from '../history/stored-columns.ts';

export { releasePath } from '../../dataset/releases/release-log.ts';

const TEMPORARY = '.building';
/** What SQLite leaves beside a release that somebody has opened to write. */
const JOURNAL = /^[0-9a-f]{12}\.sqlite-(journal|wal|shm)$/;

/** Where a release is filled, and where it is packed before it gets its name. */
export const temporaryPath = (folder: string, id: string) =>
	join(folder, `${id}.sqlite${TEMPORARY}`);
const packedPath = (folder: string, id: string) => join(folder, `${id}.packed${TEMPORARY}`);

/** Names of what a build that ended early has left in a folder. */
export const leftovers = (folder: string): string[] =>
	(existsSync(folder) ? readdirSync(folder) : []).filter(
		(name) => name.includes(TEMPORARY) || JOURNAL.test(name)
	);

/** Removes what a build that ended early has left; nothing to tell of. */
export function removeLeftovers(folder: string): string[] {
	for (const name of leftovers(folder)) rmSync(join(folder, name), { force: true });
	return [];
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
 * @returns the hash and size of that file, for the log
 * @throws Error where SQLite finds a broken reference or a damaged page: a fault of the build, never of the input.
 */
export function seal(db: Database.Database, folder: string, id: string): Fingerprint {
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
	onFile(packed, () => db.prepare('VACUUM INTO ?').run(packed));
	const release = new Database(packed, { readonly: true });
	const state = release.pragma('integrity_check', { simple: true });
	release.close();
	if (state !== 'ok')
		throw new Error(`the built file is damaged (${String(state)}); the release is not published`);
	return fingerprintOf(packed);
}

/**
 * Makes a sealed file the current release: its file, its line in the log, then one atomic rename of the pointer.
 * What a build that ends in between leaves is mended by the next one.
 */
export function publish(folder: string, entry: LogEntry): void {
	place(folder, entry.id);
	point(folder, entry);
}

/**
 * Puts a sealed file of the past beside the current release. One that was published here keeps its lines in the
 * log, which then name its commit; another gets a line where its time belongs.
 */
export function addBeside(folder: string, entry: LogEntry): void {
	place(folder, entry.id);
	writeLog(folder, logBeside(readLog(folder), entry));
	sync(folder);
}

/** A log with a release of the past beside the current one. */
export function logBeside(log: readonly LogEntry[], entry: LogEntry): LogEntry[] {
	const { id, commit, builder } = entry;
	if (log.every((line) => line.id !== id)) return insertByTime(log, entry);
	return withFile(log, entry).map((line) =>
		line.id === id
			? {
					...line,
					...(commit === undefined ? {} : { commit }),
					...(builder === undefined ? {} : { builder })
				}
			: line
	);
}

/** Points at a release whose file is there already. */
export function point(folder: string, entry: LogEntry): void {
	writeLog(folder, logPublished(readLog(folder), entry, pointerOf(folder)));
	replace(folder, POINTER, `${entry.id}\n`);
	sync(folder);
}

/** A log with a release that is current from now on. @param pointer the release that was current until now */
export function logPublished(
	before: readonly LogEntry[],
	entry: LogEntry,
	pointer: string | null
): LogEntry[] {
	const log = withFile(before, entry);
	const last = log.findLast((line) => !isBeside(line));
	// Rebuilding the current release publishes nothing new.
	return last?.id === entry.id && pointer === entry.id ? log : [...log, entry];
}

/** A log whose lines of a release state the file that is there now. */
const withFile = (log: readonly LogEntry[], { id, sha256, size }: LogEntry): LogEntry[] =>
	log.map((line) =>
		line.id === id && sha256 !== undefined && size !== undefined ? { ...line, sha256, size } : line
	);

/**
 * A log with a release put where its time belongs. The lines that are there keep their order, which is that of
 * publication even where the clock stepped back.
 */
export function insertByTime(log: readonly LogEntry[], entry: LogEntry): LogEntry[] {
	const time = Date.parse(entry.published_at);
	const before = log.findLastIndex(({ published_at }) => Date.parse(published_at) <= time) + 1;
	return [...log.slice(0, before), entry, ...log.slice(before)];
}

/** Replaces the log of a folder of releases, whole: a reader sees the old one or the new one. */
export function writeLog(folder: string, log: readonly LogEntry[]): void {
	replace(folder, LOG, log.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Makes a release the current one of its folder: a reader sees the one before or this one. */
export function writePointer(folder: string, id: string): void {
	replace(folder, POINTER, `${id}\n`);
	sync(folder);
}

/** Gives a packed file the name of its release, for good before anything names it. */
function place(folder: string, id: string): void {
	const packed = packedPath(folder, id);
	sync(packed);
	renameSync(packed, releasePath(folder, id));
	sync(folder);
}

/** Writes a file so that a reader sees the old text or the new, never a part. */
function replace(folder: string, name: string, text: string): void {
	const temporary = join(folder, `${name}${TEMPORARY}`);
	onFile(temporary, () => writeFileSync(temporary, text));
	sync(temporary);
	renameSync(temporary, join(folder, name));
}

function sync(path: string): void {
	const handle = openSync(path, 'r');
	try {
		onFile(path, () => fsyncSync(handle));
	} finally {
		closeSync(handle);
	}
}
