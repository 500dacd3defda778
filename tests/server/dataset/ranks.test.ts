import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RANKED_FACTS, type RankedFact } from '#lib/server/dataset/ranks.ts';
import { heldBy, rankedBy } from '#lib/server/dataset/queries/indicators/facts.ts';
import type { OpenRelease } from '#lib/server/dataset/release.ts';
import { buildRanks } from '#lib/server/ingest/model/ranks.ts';

type Facts = Partial<Record<RankedFact, string | number | null>>;

/** Observations that only have what they are ranked by. */
function observations(rows: readonly Facts[]): Database.Database {
	const db = new Database(':memory:');
	db.exec(`CREATE TABLE observations (${RANKED_FACTS.join(', ')})`);
	db.exec('CREATE TABLE fact_cells (fact TEXT, cells TEXT)');
	db.exec('CREATE TABLE fact_blocks (fact TEXT, block INTEGER, codes BLOB)');
	const insert = db.prepare(
		`INSERT INTO observations VALUES (${RANKED_FACTS.map(() => '?').join(', ')})`
	);
	db.transaction(() => {
		for (const row of rows) insert.run(RANKED_FACTS.map((fact) => row[fact] ?? null));
	})();
	return db;
}

/** What a release of these observations has of a fact. */
function ranked(rows: readonly Facts[], fact: RankedFact) {
	const db = observations(rows);
	buildRanks(db);
	return rankedBy({ prepare: (text) => db.prepare(text) } as OpenRelease, fact);
}

test('rows have the place of their value among all, and none where it is unknown', () => {
	const cell = fc.option(fc.oneof(fc.constantFrom('2025', '2026-01', '2026-02'), fc.string()));
	fc.assert(
		fc.property(fc.array(cell, { maxLength: 40 }), (vintages) => {
			const { cells, ranks } = ranked(
				vintages.map((vintage) => ({ vintage })),
				'vintage'
			);
			expect(cells).toEqual([...new Set(vintages)].filter((one) => one !== null).sort());
			expect(vintages.map((_, index) => cells[(ranks[index + 1] ?? 0) - 1] ?? null)).toEqual(
				vintages
			);
		})
	);
});

test('rows of several blocks, with more different values than two bytes tell', () => {
	const numbers = Array.from({ length: 70_000 }, (_, index) => 70_000 - index);
	const { cells, ranks } = ranked(
		numbers.map((independent_sources) => ({ independent_sources })),
		'independent_sources'
	);
	expect(cells).toEqual(numbers.toReversed());
	expect(Array.from(ranks.slice(1, 70_001))).toEqual(numbers);
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
