import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	emptyRanks,
	RANKED_FACTS,
	ranksFromBytes,
	ranksToBytes,
	type RankedFact
} from '#lib/server/dataset/ranks.ts';
import { heldBy } from '#lib/server/dataset/queries/indicators/facts.ts';
import type { OpenRelease } from '#lib/server/dataset/release.ts';
import { buildRanks } from '#lib/server/ingest/model/ranks.ts';

type Facts = Partial<Record<RankedFact, string | number | null>>;

/** Observations that only have what they are ranked by. */
function observations(rows: readonly Facts[]): Database.Database {
	const db = new Database(':memory:');
	db.exec(`CREATE TABLE observations (${RANKED_FACTS.join(', ')})`);
	db.exec('CREATE TABLE observation_ranks (fact TEXT, cells TEXT, ranks BLOB)');
	const insert = db.prepare(
		`INSERT INTO observations VALUES (${RANKED_FACTS.map(() => '?').join(', ')})`
	);
	db.transaction(() => {
		for (const row of rows) insert.run(RANKED_FACTS.map((fact) => row[fact] ?? null));
	})();
	return db;
}

test.each([2, 70_000])('ranks among %i values come back as they were kept', (different) => {
	fc.assert(
		fc.property(fc.array(fc.nat(different)), (wanted) => {
			const ranks = emptyRanks(wanted.length, different);
			ranks.set(wanted);
			expect([...ranksFromBytes(ranksToBytes(ranks), different)]).toEqual(wanted);
		})
	);
});

test('rows have the place of their value among all, and none where it is unknown', () => {
	const db = observations(
		['2026-02', null, '2025', '2026-02', '2026-01'].map((vintage) => ({ vintage }))
	);
	buildRanks(db);
	const { cells, ranks } = db
		.prepare(`SELECT cells, ranks FROM observation_ranks WHERE fact = 'vintage'`)
		.get() as { cells: string; ranks: Buffer };
	expect(JSON.parse(cells)).toEqual(['2025', '2026-01', '2026-02']);
	expect([...ranksFromBytes(ranks, 3)]).toEqual([0, 3, 0, 1, 3, 2]);
});

test('more different values than two bytes tell take four', () => {
	const db = observations(Array.from({ length: 65_536 }, (_, changed) => ({ changed })));
	buildRanks(db);
	const kept = db
		.prepare(`SELECT cells, ranks FROM observation_ranks WHERE fact = 'changed'`)
		.get() as { cells: string; ranks: Buffer };
	const { length } = JSON.parse(kept.cells) as unknown[];
	expect(ranksFromBytes(kept.ranks, length).at(-1)).toBe(65_536);
});

test('a filter on the day of change counts what never changed by the day it came, and unknown days not at all', () => {
	const day = fc.option(fc.integer({ min: 1, max: 9 }).map((n) => `2026-11-0${n}`));
	fc.assert(
		fc.property(
			fc.array(fc.record({ added: day, changed: day }), { maxLength: 30 }),
			day,
			(rows, since) => {
				const db = observations(rows);
				buildRanks(db);
				const condition = { column: 'changed', is: '>=' as const, value: since ?? undefined };
				const isHeldAt = heldBy({ prepare: (text) => db.prepare(text) } as OpenRelease, condition);
				expect(rows.map((_, index) => isHeldAt(index + 1))).toEqual(
					rows.map(({ added, changed }) => {
						const last = changed ?? added;
						return last !== null && since !== null && last >= since;
					})
				);
			}
		)
	);
});
