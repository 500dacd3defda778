import type { Tier } from '#lib/domain/closed.ts';
import type { OpenRelease } from '../release.ts';

/** Kinds of record a feed tells of. Values of one series and region are one record: they come in batches. */
export const NEWS_KINDS = ['action', 'poll', 'observation', 'model_price', 'claim'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** A record that came or changed. */
export interface News {
	kind: NewsKind;
	id: string;
	region: string | null;
	region_name: string | null;
	/** Day of the record itself, in any form of dates. */
	date: string;
	/** The day on which it came into the data, and the last one on which it, or what belongs to it, came or changed. */
	added: string;
	stamp: string;
	title: string;
	summary: string;
	publisher: string;
	tier: Tier | null;
	independent_sources: number | null;
}

const ID = (table: string, column: string) =>
	`iif(${table}.dataset = 'groundswell', ${table}.${column}, substr(${table}.${column}, length(${table}.dataset) + 2))`;
const HISTORY = (name: string, alias: string, table: string, id: string) =>
	`JOIN history ${alias} ON ${alias}.record_table = '${name}' AND ${alias}.dataset = ${table}.dataset AND ${alias}.record_id = ${id}`;
const STAMP = (alias: string) => `coalesce(${alias}.changed, ${alias}.added)`;
const INSIDE = (column: string) =>
	`(@regions IS NULL OR ${column} IN (SELECT region FROM region_closure WHERE ancestor IN (SELECT value FROM json_each(@regions))))`;

const SELECTS: Record<NewsKind, string> = {
	action: `SELECT 'action' AS kind, a.action_id AS id, a.region, r.label AS region_name, a.date, h.added, ${STAMP('h')} AS stamp,
			l.name || ': ' || coalesce(v.label, a.action_type) || ' ' || replace(a.decision, '_', ' ') AS title, a.summary,
			s.publisher, a.tier, a.independent_sources, a.date_start AS day
		FROM actions a JOIN places l ON l.place_id = a.place_id JOIN regions r ON r.region = a.region
			JOIN sources s ON s.source_id = a.source_id ${HISTORY('actions', 'h', 'a', ID('a', 'action_id'))}
			LEFT JOIN vocabulary v ON v.kind = 'action_type' AND v.value = a.action_type
		WHERE ${INSIDE('a.region')}`,
	poll: `SELECT 'poll', p.poll_id, p.region, r.label, p.date, h.added,
			max(${STAMP('h')}, coalesce(max(${STAMP('hq')}), ''), coalesce(max(${STAMP('ha')}), '')),
			'Poll by ' || p.house || ', ' || r.label,
			count(DISTINCT q.question_id) || iif(count(DISTINCT q.question_id) = 1, ' question', ' questions') || coalesce(', ' || p.sample_size || ' asked', ''),
			s.publisher, p.tier, p.independent_sources, p.date_start
		FROM polls p JOIN regions r ON r.region = p.region JOIN sources s ON s.source_id = p.source_id
			${HISTORY('polls', 'h', 'p', ID('p', 'poll_id'))}
			LEFT JOIN questions q ON q.poll_id = p.poll_id
			LEFT JOIN history hq ON hq.record_table = 'questions' AND hq.dataset = q.dataset AND hq.record_id = ${ID('q', 'question_id')}
			LEFT JOIN answers w ON w.question_id = q.question_id
			LEFT JOIN history ha ON ha.record_table = 'answers' AND ha.dataset = w.dataset
				AND ha.record_id = ${ID('w', 'question_id')} || '|' || w.subgroup || '|' || w.option
		WHERE ${INSIDE('p.region')} GROUP BY p.poll_id`,
	observation: `SELECT 'observation', o.series_id || '|' || o.region, o.region, r.label, max(o.period), min(h.added), max(${STAMP('h')}),
			i.title || ', ' || r.label, count(*) || iif(count(*) = 1, ' value', ' values') || ' in ' || i.unit || ', newest ' || max(o.period),
			max(s.publisher), NULL, NULL, max(min(o.date_start, ${STAMP('h')}))
		FROM observations o JOIN series i ON i.series_id = o.series_id JOIN regions r ON r.region = o.region
			JOIN sources s ON s.source_id = o.source_id
			JOIN history h ON h.record_table = 'observations' AND h.dataset = o.dataset
				AND h.record_id = o.series_id || '|' || o.region || '|' || o.period || '|' || coalesce(o.vintage, '')
		WHERE o.dataset = 'groundswell' AND ${INSIDE('o.region')} GROUP BY o.series_id, o.region`,
	model_price: `SELECT 'model_price', m.model || '|' || coalesce(m.host, '') || '|' || m.valid_from, NULL, NULL, m.valid_from, h.added, ${STAMP('h')},
			m.model_name || coalesce(' at ' || m.host, '') || ': price from ' || m.valid_from,
			'By ' || m.provider, s.publisher, m.tier, m.independent_sources, m.date_start
		FROM model_prices m JOIN sources s ON s.source_id = m.source_id
			JOIN history h ON h.record_table = 'model_prices' AND h.dataset = m.dataset
				AND h.record_id = m.model || '|' || coalesce(m.host, '') || '|' || m.valid_from
		WHERE @regions IS NULL AND m.dataset = 'groundswell'`,
	claim: `SELECT 'claim', c.claim_id, NULL, NULL, coalesce(c.date, h.added), h.added, ${STAMP('h')}, 'Claim: ' || c.claim,
			'', s.publisher, NULL, NULL, coalesce(c.date, h.added)
		FROM claims c JOIN sources s ON s.source_id = c.source_id ${HISTORY('claims', 'h', 'c', ID('c', 'claim_id'))}
		WHERE @regions IS NULL`
};

/**
 * The records that came or changed last, newest first; of one day those that speak of the latest days. A record
 * whose history is not kept (a user's own row, or one of a refreshed upstream) is not among them.
 * @param regions with what lies inside; null for everywhere, and only then what belongs to no region
 */
export function news(
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	regions: readonly string[] | null,
	kinds: readonly NewsKind[],
	limit: number
): News[] {
	const union = kinds.map((kind) => SELECTS[kind]).join(' UNION ALL ');
	// The first SELECT names the columns, whatever kinds are asked for.
	const columns =
		'kind, id, region, region_name, date, added, stamp, title, summary, publisher, tier, independent_sources, day';
	return prepare(
		`WITH n(${columns}) AS (${union})
			SELECT ${columns.replace(', day', '')} FROM n ORDER BY stamp DESC, min(day, stamp) DESC, kind, id LIMIT @limit`
	).all({ regions: regions === null ? null : JSON.stringify(regions), limit }) as News[];
}
