import type BetterSqlite3 from 'better-sqlite3';
import { emptyRanks, RANKED_FACTS, ranksToBytes, type RankedFact } from '../../dataset/ranks.ts';

type Cell = string | number | null;

/**
 * Keeps how observations follow one another by each fact that lists are put in order by: a few bytes each, so that a
 * million of them are in order, or counted, without one being read.
 */
export function buildRanks(db: BetterSqlite3.Database): void {
	const rows = db.prepare('SELECT max(rowid) FROM observations').pluck().get() as number | null;
	const insert = db.prepare('INSERT INTO observation_ranks VALUES (?, ?, ?)');
	for (const fact of RANKED_FACTS) {
		const { cells, ranks } = ranksOf(db, fact, (rows ?? 0) + 1);
		insert.run(fact, JSON.stringify(cells), ranksToBytes(ranks));
	}
}

/** @param size of the ranks: one more than the last rowid */
function ranksOf(db: BetterSqlite3.Database, fact: RankedFact, size: number) {
	const cells = (
		db.prepare(`SELECT DISTINCT ${fact} FROM observations ORDER BY 1`).pluck().all() as Cell[]
	).filter((cell) => cell !== null);
	const rankOf = new Map(cells.map((cell, place) => [cell, place + 1]));
	const ranks = emptyRanks(size, cells.length);
	const rows = db.prepare(`SELECT rowid, ${fact} FROM observations`).raw();
	for (const [at, cell] of rows.iterate() as IterableIterator<[at: number, cell: Cell]>)
		ranks[at] = cell === null ? 0 : (rankOf.get(cell) ?? 0);
	return { cells, ranks };
}
