import type BetterSqlite3 from 'better-sqlite3';
import type { Verdict } from '#lib/domain/claims.ts';
import type { Tier } from '#lib/domain/closed.ts';
import { weigh } from '#lib/domain/weigh.ts';
import { recordsBehind } from '../dataset/claim-records.ts';

interface Claim {
	claim_id: string;
	date: string | null;
	verdict: Verdict | null;
	note: string | null;
	publisher: string;
	tier: Tier;
}

/** Weighs every claim by the records behind it; new records can change the verdict. Needs the readings and what is known of actions. */
export function buildClaims(db: BetterSqlite3.Database): void {
	const claims = db
		.prepare(
			`SELECT c.claim_id, c.date, c.verdict, c.note, s.publisher, s.tier
			FROM claims c JOIN sources s USING (source_id) ORDER BY c.claim_id`
		)
		.all() as Claim[];
	const update = db.prepare(
		`UPDATE claims SET weighed = @verdict, weighed_by = @weighed_by, evidence = @evidence,
			independent_sources = @independent_sources WHERE claim_id = @claim_id`
	);
	for (const { claim_id, date, verdict, note, publisher, tier } of claims)
		update.run({
			claim_id,
			...weigh(recordsBehind(db, claim_id, date), verdict, { publisher, tier }, note)
		});
}
