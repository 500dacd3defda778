import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Another build holds the releases folder, or another refresh the folder of the upstreams. */
export class BusyError extends Error {}

/** Name of the file whose lock stands for the folder's; it stays, empty. */
const LOCK = '.lock';

/**
 * Takes a folder for one build or refresh. The lock is SQLite's own on a file, so the system lets go of it
 * however the process ends, and no build, however long, looks abandoned.
 * @param busy what to say where another has it
 * @returns what gives the folder back
 * @throws BusyError where another has it
 */
export function lockFolder(
	folder: string,
	busy = `another build is writing to ${folder}; run this again when it has finished, or give another folder with --releases`
): () => void {
	const db = new Database(join(folder, LOCK), { timeout: 0 });
	try {
		db.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		db.close();
		if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
		throw new BusyError(busy);
	}
	return () => db.close();
}
