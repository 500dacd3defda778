import Database from 'better-sqlite3';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillTable } from '../../../dataset/table-file.ts';
import type { ArchivePart } from './everything.ts';
import type { Chunks } from '../result.ts';

/** A file as it lies on disk. */
export async function* fileChunks(path: string): Chunks {
	for await (const chunk of createReadStream(path))
		yield new Uint8Array(chunk as Buffer<ArrayBuffer>);
}

/** Tables as an SQLite database with the columns and cells of their CSV files, made in a folder that is removed again. */
export async function* writeSqlite(parts: readonly ArchivePart[]): Chunks {
	const folder = await mkdtemp(join(tmpdir(), 'groundswell-sqlite-'));
	const path = join(folder, 'tables.sqlite');
	try {
		const db = new Database(path);
		try {
			// The file is thrown away where writing it fails.
			db.pragma('synchronous = OFF');
			for (const { name, result } of parts) {
				const { columns, batches } = result();
				await fillTable(db, name, columns, batches());
			}
		} finally {
			db.close();
		}
		yield* fileChunks(path);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
