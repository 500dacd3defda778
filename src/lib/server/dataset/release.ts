import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Release as Tables } from './tables.ts';

/** A published release, open for reading. */
export interface OpenRelease {
	id: string;
	info: Tables['release_info'];
	db: Database.Database;
	kysely: Kysely<Tables>;
	close: () => void;
}

/**
 * Opens a release file read-only.
 * @throws Error where the file is missing or no release.
 */
export function openRelease(path: string): OpenRelease {
	const db = new Database(path, { readonly: true, fileMustExist: true });
	db.pragma('query_only = ON');
	db.pragma('cache_size = -16000');
	db.pragma('mmap_size = 268435456');
	const info = db.prepare('SELECT * FROM release_info').get() as Tables['release_info'];
	const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) });
	return { id: info.id, info, db, kysely, close: () => db.close() };
}
