import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOG, releasePath } from '#lib/server/dataset/releases/release-log.ts';

/**
 * Makes the releases of a folder look as an older version would have left them: its log knew no hashes. Their files
 * say other rules and, where told, lack a column that this version reads.
 */
export function asOfOldVersion(
	folder: string,
	ids: readonly string[],
	{ lacksColumn = false }: { lacksColumn?: boolean } = {}
): void {
	for (const id of ids) {
		const db = new Database(releasePath(folder, id));
		db.exec(`UPDATE release_info SET builder_version = '0', schema_version = '00000000'`);
		if (lacksColumn) db.exec('ALTER TABLE observations DROP COLUMN note');
		db.close();
	}
	const log = join(folder, LOG);
	writeFileSync(
		log,
		readFileSync(log, 'utf8')
			.replaceAll(/,"sha256":"[0-9a-f]+","size":\d+/g, '')
			.replaceAll(/"builder":"\d+"/g, '"builder":"0"')
	);
}

/** Overwrites bytes in the middle of a file, as a bad disk would; size and name stay. */
export function flip(path: string, at = 0.5): void {
	const bytes = readFileSync(path);
	const start = Math.floor(bytes.length * at);
	for (let index = start; index < Math.min(start + 64, bytes.length); index++)
		bytes[index] = (bytes[index] ?? 0) ^ 0xff;
	writeFileSync(path, bytes);
}

/** Cuts a file to its first part. */
export function cut(path: string): void {
	const bytes = readFileSync(path);
	writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
}
