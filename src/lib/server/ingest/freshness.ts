import type BetterSqlite3 from 'better-sqlite3';
import { freshDays, lastConfirmed, staleFrom } from '#lib/domain/actions/freshness.ts';
import { inserterOf } from './inserter.ts';

interface Recorded {
	record_kind: 'action' | 'poll';
	record_id: string;
	/** Kind of action and decision; null for a poll, whose figures stay those of its days. */
	action_type: string | null;
	decision: string | null;
	date_start: string;
	source_dates: string | null;
	tier: string;
	independent_sources: number;
}

const dates = (kind: string, id: string) => `(SELECT group_concat(s.date_start, '~') FROM sources s
	WHERE s.source_id = x.source_id OR s.source_id IN (SELECT c.source_id FROM citations c
		WHERE c.record_kind = '${kind}' AND c.record_id = x.${id}))`;

const RECORDS = `SELECT 'action' AS record_kind, x.action_id AS record_id, x.action_type, x.decision, x.date_start,
		${dates('action', 'action_id')} AS source_dates, x.tier, x.independent_sources FROM actions x
	UNION ALL
	SELECT 'poll', x.poll_id, NULL, NULL, x.date_start, ${dates('poll', 'poll_id')}, x.tier, x.independent_sources FROM polls x`;

/** When each poll and action was last confirmed, and from when it is stale. */
export function buildFreshness(db: BetterSqlite3.Database): void {
	const insert = inserterOf(db, 'freshness');
	for (const record of db.prepare(RECORDS).all() as Recorded[]) {
		const sources = record.source_dates?.split('~') ?? [];
		const confirmed = lastConfirmed(record.date_start, sources);
		const days =
			record.action_type === null ? null : freshDays(record.action_type, record.decision ?? '');
		insert({
			record_kind: record.record_kind,
			record_id: record.record_id,
			last_confirmed: confirmed,
			confirmed_by: sources.length > 0 ? 'source' : 'record',
			fresh_days: days,
			stale_from: staleFrom(confirmed, days),
			single_aggregator:
				record.tier === 'aggregator' && record.independent_sources === 1 ? 'yes' : 'no'
		});
	}
}
