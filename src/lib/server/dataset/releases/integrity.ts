import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { LogEntry } from './release-log.ts';
import { createReleaseSql } from '../sql.ts';

/** What a file holds: the hash and number of its bytes. */
export interface Fingerprint {
	sha256: string;
	size: number;
}

type Recorded = Pick<LogEntry, 'id' | 'sha256' | 'size'>;

/** Why a release cannot be answered from. */
export interface Trouble {
	/** `damaged`: its file is not what was published; `other_version`: it lacks what this version reads. */
	kind: 'damaged' | 'other_version';
	/** What is wrong, to follow on the name of the release or its file. */
	why: string;
}

const CHUNK = 1 << 20;

/** The hash and size of a file, read a megabyte at a time. */
export function fingerprintOf(path: string): Fingerprint {
	const hash = createHash('sha256');
	const chunk = Buffer.allocUnsafe(CHUNK);
	const file = openSync(path, 'r');
	let size = 0;
	try {
		for (let read = 1; read > 0; size += read) {
			read = readSync(file, chunk, 0, CHUNK, null);
			hash.update(chunk.subarray(0, read));
		}
	} finally {
		closeSync(file);
	}
	return { sha256: hash.digest('hex'), size };
}

/** As `fingerprintOf`, letting other work be done between two pieces. */
export async function fingerprintLater(path: string): Promise<Fingerprint> {
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of createReadStream(path, {
		highWaterMark: CHUNK
	}) as AsyncIterable<Buffer>) {
		hash.update(chunk);
		size += chunk.byteLength;
	}
	return { sha256: hash.digest('hex'), size };
}

/**
 * Tells one state of a file from another without reading it; a change that leaves size, times and inode alone passes
 * unseen. Null where there is no file.
 */
export function stampOf(path: string): string | null {
	const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
	return stat ? `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino}` : null;
}

/**
 * What is wrong with a release's file, compared with its line in the log; null for nothing. A line without a hash is
 * of an older version: then SQLite says whether the file is whole, which a change inside a value does not show.
 * @throws Error of the system where the file may not be read, or too many are open
 */
export function damageOf(path: string, recorded: Recorded): string | null {
	return reading(() => {
		const size = sizeDamage(path, recorded);
		if (size !== null) return size;
		return recorded.sha256 === undefined
			? brokenness(path, recorded.id, 'quick_check')
			: hashDamage(fingerprintOf(path), recorded);
	});
}

/** What the size alone, or the first page where none was recorded, says against a file. */
export function sizeDamage(path: string, recorded: Recorded): string | null {
	const { size } = statSync(path);
	const expected = recorded.size ?? sizeByHeader(path);
	return expected === size
		? null
		: `has ${bytes(size)}${expected === null ? ' and is no database' : `, and ${bytes(expected)} were published`}`;
}

/** What its hash says against a file. */
export const hashDamage = ({ sha256 }: Fingerprint, recorded: Recorded): string | null =>
	sha256 === recorded.sha256
		? null
		: `holds other bytes than were published (sha256 ${sha256.slice(0, 12)}..., published ${String(recorded.sha256).slice(0, 12)}...)`;

/**
 * What SQLite finds wrong with the file of a release, page by page; null for nothing.
 * @param check `quick_check` leaves out whether indexes fit their tables
 */
export function brokenness(
	path: string,
	id: string,
	check: 'quick_check' | 'integrity_check'
): string | null {
	return reading(() => {
		const db = new Database(path, { readonly: true, fileMustExist: true });
		try {
			const state = db.pragma(`${check}(1)`, { simple: true });
			if (state !== 'ok') return `is damaged (${String(state).replaceAll(/\s+/g, ' ')})`;
			const named = db.prepare('SELECT id FROM release_info').pluck().get();
			return named === id ? null : `holds release ${String(named)}`;
		} finally {
			db.close();
		}
	});
}

/** Turns a failure that says the file is damaged into words; others are the caller's. */
function reading(read: () => string | null): string | null {
	try {
		return read();
	} catch (error) {
		if (isDamage(error)) return `cannot be read (${error.message})`;
		throw error;
	}
}

/** Whether an error says that a file of SQLite is damaged, or that the disk does not give its bytes. */
export const isDamage = (error: unknown): error is Error =>
	error instanceof Error &&
	'code' in error &&
	(/^(EIO|SQLITE_(CORRUPT|NOTADB|IOERR)\w*)$/.test(String(error.code)) ||
		(error.code === 'SQLITE_ERROR' && error.message.includes('no such table: release_info')));

/** Bytes of a database by the page size and number of pages in its header; null where it has none. */
function sizeByHeader(path: string): number | null {
	const header = Buffer.alloc(100);
	const file = openSync(path, 'r');
	try {
		readSync(file, header, 0, header.length, 0);
	} finally {
		closeSync(file);
	}
	if (!header.toString('latin1').startsWith('SQLite format 3\0')) return null;
	const page = header.readUInt16BE(16);
	// One stands for a page of 65,536 bytes, which two bytes do not hold.
	return (page === 1 ? 65_536 : page) * header.readUInt32BE(28);
}

/** Columns of each table that this version reads. */
let needed: Map<string, string[]> | undefined;

function neededColumns(): Map<string, string[]> {
	if (needed) return needed;
	const db = new Database(':memory:');
	try {
		for (const statement of createReleaseSql()) db.exec(statement);
		const names = db
			.prepare(
				`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`
			)
			.pluck()
			.all() as string[];
		return (needed = new Map(names.map((name) => [name, columnsOf(db, name)])));
	} finally {
		db.close();
	}
}

const columnsOf = (db: Database.Database, table: string) =>
	db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];

/** What an open release lacks of the tables and columns this version reads; null where it has them all. */
export function lackOf(db: Database.Database): string | null {
	const missing = [...neededColumns()].flatMap(([table, columns]) => {
		const there = new Set(columnsOf(db, table));
		if (there.size === 0) return [table];
		return columns.filter((column) => !there.has(column)).map((column) => `${table}.${column}`);
	});
	const [first] = missing;
	if (first === undefined) return null;
	return missing.length === 1 ? first : `${first} and ${missing.length - 1} more`;
}

const bytes = (count: number) => `${count.toLocaleString('en-US')} bytes`;
