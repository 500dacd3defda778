import Database from 'better-sqlite3';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './everything.ts';
import type { Chunks, Result } from './result.ts';

/** A file as it lies on disk. */
export async function* fileChunks(path: string): Chunks {
	for await (const chunk of createReadStream(path))
		yield new Uint8Array(chunk as Buffer<ArrayBuffer>);
}

/** Tables as an SQLite database with the columns and cells of their CSV files, made in a folder that is removed again. */
export async function* writeSqlite(parts: readonly Part[]): Chunks {
	const folder = await mkdtemp(join(tmpdir(), 'groundswell-sqlite-'));
	const path = join(folder, 'tables.sqlite');
	try {
		const db = new Database(path);
		try {
			// The file is thrown away where writing it fails.
			db.pragma('synchronous = OFF');
			for (const { name, result } of parts) await writeTable(db, name, result());
		} finally {
			db.close();
		}
		yield* fileChunks(path);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const TYPES: Record<string, string> = { number: 'REAL', integer: 'INTEGER' };

async function writeTable(db: Database.Database, name: string, { columns, batches }: Result) {
	const declared = columns.map((column) => `"${column.name}" ${TYPES[column.meta.kind] ?? 'TEXT'}`);
	db.exec(`CREATE TABLE "${name}" (${declared.join(', ')})`);
	const insert = db.prepare(`INSERT INTO "${name}" VALUES (${columns.map(() => '?').join(', ')})`);
	for await (const rows of batches())
		db.transaction(() => rows.forEach((row) => insert.run(...row)))();
}
