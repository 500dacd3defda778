import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Another build holds the releases folder. */
export class BusyError extends Error {}

/** Name of the file whose lock stands for the folder's; it stays, empty. */
const LOCK = '.lock';

/**
 * Takes a releases folder for one build. The lock is SQLite's own on a file, so the system lets go of it
 * however the process ends, and no build, however long, looks abandoned.
 * @returns what gives the folder back
 * @throws BusyError where another build has it
 */
export function lockFolder(folder: string): () => void {
	const db = new Database(join(folder, LOCK), { timeout: 0 });
	try {
		db.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		db.close();
		if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
		throw new BusyError(
			`another build is writing to ${folder}; run this again when it has finished, or give another folder with --releases`
		);
	}
	return () => db.close();
}
