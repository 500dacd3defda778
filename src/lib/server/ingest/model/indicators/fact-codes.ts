import type BetterSqlite3 from 'better-sqlite3';
import { BLOCK_ROWS, CODED_FACTS, codesToBytes, type Cell } from '../../../dataset/fact-codes.ts';

/** Rows read at once: what they say is held until their codes are known. */
const STEP = 4096;

/**
 * Keeps by which value of each fact every observation is put in order, narrowed and counted: two bytes each, so that of
 * a million of them none is read for it. Codes are given as values are met; what order they have is found when they are read.
 */
export function buildFactCodes(db: BetterSqlite3.Database): void {
	const rows = db
		.prepare(
			`SELECT rowid, ${CODED_FACTS.join(', ')} FROM observations WHERE rowid >= ? AND rowid < ?`
		)
		.raw();
	const last = db.prepare('SELECT max(rowid) FROM observations').pluck().get() as number | null;
	const insert = db.prepare('INSERT INTO fact_blocks VALUES (?, ?, ?)');
	const coded = CODED_FACTS.map((fact) => ({
		...{ fact, codes: new Map<Cell, number>([[null, 0]]), of: new Uint32Array(BLOCK_ROWS) }
	}));
	for (let block = 0; block * BLOCK_ROWS <= (last ?? 0); block++) {
		const first = block * BLOCK_ROWS;
		for (const { of } of coded) of.fill(0);
		for (let at = first; at < first + BLOCK_ROWS; at += STEP) {
			const found = rows.all(at, at + STEP) as [at: number, ...Cell[]][];
			for (const [column, { codes, of }] of coded.entries()) {
				let [before, code]: [Cell, number] = [null, 0];
				for (const row of found) {
					const cell = row[column + 1] ?? null;
					// Neighbors are much alike.
					if (cell !== before) [before, code] = [cell, codeOf(codes, cell)];
					of[row[0] - first] = code;
				}
			}
		}
		for (const { fact, codes, of } of coded)
			insert.run(fact, block, codesToBytes(of, codes.size - 1));
	}
	const cells = db.prepare('INSERT INTO fact_cells VALUES (?, ?)');
	for (const { fact, codes } of coded) cells.run(fact, JSON.stringify([...codes.keys()]));
}

/** The code of a value, a new one if it is met for the first time. */
function codeOf(codes: Map<Cell, number>, cell: Cell): number {
	const known = codes.get(cell);
	if (known !== undefined) return known;
	codes.set(cell, codes.size);
	return codes.size - 1;
}
