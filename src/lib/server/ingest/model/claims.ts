import type BetterSqlite3 from 'better-sqlite3';
import { bestFirst } from '#lib/domain/text/best-source.ts';
import { saysTheSame, type Verdict } from '#lib/domain/claims/claims.ts';
import type { Tier } from '#lib/domain/closed.ts';
import { weigh } from '#lib/domain/claims/weigh.ts';
import { recordsBehind, type ClaimRecord } from '../../dataset/claims/claim-records.ts';

interface Claim {
	claim_id: string;
	date: string | null;
	verdict: Verdict | null;
	note: string | null;
	source_id: string;
	publisher: string;
	tier: Tier;
}

/** Weighs every claim by the records behind it; new records can change the verdict. Needs the readings and what is known of actions. */
export function buildClaims(db: BetterSqlite3.Database): void {
	const claims = db
		.prepare(
			`SELECT c.claim_id, c.date, c.verdict, c.note, c.source_id, s.publisher, s.tier
			FROM claims c JOIN sources s USING (source_id) ORDER BY c.claim_id`
		)
		.all() as Claim[];
	const update = db.prepare(
		`UPDATE claims SET weighed = @verdict, weighed_by = @weighed_by, evidence = @evidence,
			independent_sources = @independent_sources, best_source = @best_source WHERE claim_id = @claim_id`
	);
	for (const { claim_id, date, verdict, note, ...readAt } of claims) {
		const behind = recordsBehind(db, claim_id, date);
		update.run({
			claim_id,
			...weigh(behind, verdict, readAt, note),
			best_source: bestOf(readAt, behind)
		});
	}
}

/** The best document that says what a claim says: of records only those that agree with it in all it says of them. */
function bestOf(readAt: Pick<Claim, 'source_id' | 'tier'>, behind: readonly ClaimRecord[]): string {
	const further = behind.flatMap((one) =>
		one.best_source !== null && saysTheSame(one)
			? { source_id: one.best_source, tier: one.tier }
			: []
	);
	const [best] = bestFirst([readAt, ...further]);
	return best?.source_id ?? readAt.source_id;
}
