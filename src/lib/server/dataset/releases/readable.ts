import { connect, ONE_PASS_KIB } from '../release.ts';

/** A release whose file cannot be read; the message names file, table and what SQLite says. */
class UnreadableError extends Error {}

/**
 * Reads a row of each table of a release file, on a connection of its own, which has nothing in memory.
 * @throws UnreadableError where one cannot be read
 */
function readEachTable(path: string): void {
	let table = '';
	try {
		const db = connect(path, ONE_PASS_KIB);
		try {
			const names = db
				.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
				.pluck()
				.all() as string[];
			for (table of names)
				db.prepare(`SELECT * FROM "${table.replaceAll('"', '""')}" LIMIT 1`).get();
		} finally {
			db.close();
		}
	} catch (error) {
		const where = table === '' ? '' : `, table ${table}`;
		throw new UnreadableError(`${path}${where}: ${error instanceof Error ? error.message : ''}`, {
			cause: error
		});
	}
}

/**
 * The same, remembered: a file that was readable is looked at again after a while.
 * @param againAfterMs how long a good look counts
 * @param now a clock that only goes forward, in ms
 */
export function rememberedLook(againAfterMs: number, now: () => number): (path: string) => void {
	let good: { path: string; at: number } | null = null;
	return (path) => {
		if (good?.path === path && now() - good.at < againAfterMs) return;
		good = null;
		readEachTable(path);
		good = { path, at: now() };
	};
}
