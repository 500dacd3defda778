import Database, { type Statement } from 'better-sqlite3';
import { Kysely, SqliteDialect, type CompiledQuery } from 'kysely';
import { LRUCache } from 'lru-cache';
import { parseDate } from '#lib/domain/dates.ts';
import type { Release as Tables } from './tables.ts';

/** Kibibytes of pages a connection keeps; one that reads every row once needs few. */
const CACHE_KIB = 16_384;
export const ONE_PASS_KIB = 2048;
/** Statements kept compiled, one a shape of query. */
const STATEMENTS = 300;

/** A published release, open for reading. */
export interface OpenRelease {
	id: string;
	path: string;
	info: Tables['release_info'];
	db: Database.Database;
	kysely: Kysely<Tables>;
	/** A statement of this release, compiled once and kept. */
	prepare: (sql: string) => Statement;
	close: () => void;
}

/**
 * Opens a release file read-only.
 * @throws Error where the file is missing or no release.
 */
export function openRelease(path: string): OpenRelease {
	const db = connect(path);
	const statements = new LRUCache<string, Statement>({
		max: STATEMENTS,
		memoMethod: (sql) => db.prepare(sql)
	});
	const info = infoOf(db, path);
	const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) });
	return {
		id: info.id,
		path,
		info,
		db,
		kysely,
		prepare: (sql) => statements.memo(sql),
		close: () => {
			statements.clear();
			db.close();
		}
	};
}

/** @throws Error where the file is no release */
function infoOf(db: Database.Database, path: string): Tables['release_info'] {
	try {
		const info = db.prepare('SELECT * FROM release_info').get();
		if (info) return info as Tables['release_info'];
	} catch (error) {
		db.close();
		throw error;
	}
	db.close();
	throw new Database.SqliteError(`${path} says of no release what it is`, 'SQLITE_NOTADB');
}

/** A read-only connection to a release file. */
export function connect(path: string, cacheKib = CACHE_KIB): Database.Database {
	const db = new Database(path, { readonly: true, fileMustExist: true });
	db.pragma('query_only = ON');
	// SQLite takes a negative size as kibibytes.
	db.pragma(`cache_size = -${cacheKib}`);
	db.function('last_day', { deterministic: true }, (date) =>
		typeof date === 'string' ? (parseDate(date)?.end ?? date) : null
	);
	return db;
}

/** Every row of a compiled query. */
export const allRows = <Row>(
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	{ sql, parameters }: CompiledQuery<Row>
): Row[] => prepare(sql).all(...parameters) as Row[];
