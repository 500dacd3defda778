import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODED_FACTS, orderOf, type CodedFact } from '#lib/server/dataset/fact-codes.ts';
import { codedBy, heldBy } from '#lib/server/dataset/queries/indicators/facts.ts';
import type { OpenRelease } from '#lib/server/dataset/release.ts';
import { buildFactCodes } from '#lib/server/ingest/model/indicators/fact-codes.ts';

type Facts = Partial<Record<CodedFact, string | number | null>>;

/** Observations that only have what they are ranked by. */
function observations(rows: readonly Facts[]): Database.Database {
	const db = new Database(':memory:');
	db.exec(`CREATE TABLE observations (${CODED_FACTS.join(', ')})`);
	db.exec('CREATE TABLE fact_cells (fact TEXT, cells TEXT)');
	db.exec('CREATE TABLE fact_blocks (fact TEXT, block INTEGER, codes BLOB)');
	const insert = db.prepare(
		`INSERT INTO observations VALUES (${CODED_FACTS.map(() => '?').join(', ')})`
	);
	db.transaction(() => {
		for (const row of rows) insert.run(CODED_FACTS.map((fact) => row[fact] ?? null));
	})();
	return db;
}

/** What a release of these observations has of a fact. */
function ranked(rows: readonly Facts[], fact: CodedFact) {
	const db = observations(rows);
	buildFactCodes(db);
	const { cells, codes } = codedBy({ prepare: (text) => db.prepare(text) } as OpenRelease, fact);
	const places = orderOf(cells);
	/** Values by rows, and their place in the order of all. */
	const told = rows.map((_, index) => {
		const code = codes[index + 1] ?? 0;
		return { cell: cells[code] ?? null, place: places[code] };
	});
	return told;
}

test('rows have the place of their value among all, and none where it is unknown', () => {
	const cell = fc.option(fc.oneof(fc.constantFrom('2025', '2026-01', '2026-02'), fc.string()));
	fc.assert(
		fc.property(fc.array(cell, { maxLength: 40 }), (vintages) => {
			const known = [...new Set(vintages)].filter((one) => one !== null).sort();
			const rows = vintages.map((vintage) => ({ vintage }));
			expect(ranked(rows, 'vintage')).toEqual(
				vintages.map((cell) => ({ cell, place: cell === null ? 0 : known.indexOf(cell) + 1 }))
			);
		})
	);
});

test('rows of several blocks, with more different values than two bytes tell', () => {
	const numbers = Array.from({ length: 70_000 }, (_, index) => 70_000 - index);
	const rows = numbers.map((independent_sources) => ({ independent_sources }));
	expect(ranked(rows, 'independent_sources')).toEqual(
		numbers.map((number) => ({ cell: number, place: number }))
	);
});

test('a filter on the day of change counts what never changed by the day it came, and unknown days not at all', () => {
	const day = fc.option(fc.integer({ min: 1, max: 9 }).map((n) => `2026-11-0${n}`));
	fc.assert(
		fc.property(
			fc.array(fc.record({ added: day, changed: day }), { maxLength: 30 }),
			day,
			(rows, since) => {
				const db = observations(rows);
				buildFactCodes(db);
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
