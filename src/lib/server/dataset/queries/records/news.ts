import type { Tier } from '#lib/domain/closed.ts';
import type { ToldChange } from '#lib/domain/keeping-up/news.ts';
import { changedOrAdded } from '../../filters.ts';
import type { OpenRelease } from '../../release.ts';
import { TOLD_ONCE } from '../map/map.ts';

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
	dataset: string;
}

/** What a feed tells of. */
interface NewsScope {
	/** With what lies inside; null for none. Without regions and places it is everywhere, and only then what belongs to no region. */
	regions: readonly string[] | null;
	/** Places beside the regions, whose own steps and polls are told; null for none. */
	places: readonly string[] | null;
	/** Directions and kinds of the actions told; null for all. */
	directions?: readonly string[] | null;
	types?: readonly string[] | null;
}

const STAMP = changedOrAdded;
const EVERYWHERE = '(@regions IS NULL AND @places IS NULL)';
const INSIDE = (column: string) =>
	`${column} IN (SELECT region FROM region_closure WHERE ancestor IN (SELECT value FROM json_each(@regions)))`;
/** Inside one of the regions, or of one of the places. */
const HERE = (row: string) =>
	`(${EVERYWHERE} OR ${INSIDE(`${row}.region`)} OR ${row}.place_id IN (SELECT value FROM json_each(@places)))`;

const SELECTS: Record<NewsKind, string> = {
	action: `SELECT 'action' AS kind, a.action_id AS id, a.region, r.label AS region_name, a.date, a.added, ${STAMP('a')} AS stamp,
			l.name || ': ' || coalesce(v.label, a.action_type) || ' ' || replace(a.decision, '_', ' ') AS title, a.summary,
			s.publisher, a.tier, a.independent_sources, a.dataset, a.date_start AS day
		FROM actions a JOIN places l ON l.place_id = a.place_id JOIN regions r ON r.region = a.region
			JOIN sources s ON s.source_id = a.best_source
			LEFT JOIN vocabulary v ON v.kind = 'action_type' AND v.value = a.action_type
		WHERE a.added IS NOT NULL AND ${TOLD_ONCE} AND ${HERE('a')}
			AND (@directions IS NULL OR a.direction IN (SELECT value FROM json_each(@directions)))
			AND (@types IS NULL OR a.action_type IN (SELECT value FROM json_each(@types)))`,
	poll: `SELECT 'poll', p.poll_id, p.region, r.label, p.date, p.added,
			max(${STAMP('p')}, coalesce(max(${STAMP('q')}), ''), coalesce(max(${STAMP('w')}), '')),
			'Poll by ' || p.house || ', ' || r.label,
			count(DISTINCT q.question_id) || iif(count(DISTINCT q.question_id) = 1, ' question', ' questions') || coalesce(', ' || p.sample_size || ' asked', ''),
			s.publisher, p.tier, p.independent_sources, p.dataset, p.date_start
		FROM polls p JOIN regions r ON r.region = p.region JOIN sources s ON s.source_id = p.best_source
			LEFT JOIN questions q ON q.poll_id = p.poll_id LEFT JOIN answers w ON w.question_id = q.question_id
		WHERE p.added IS NOT NULL AND p.same_as IS NULL AND ${HERE('p')} GROUP BY p.poll_id`,
	observation: `SELECT 'observation', o.series_id || '|' || o.region || iif(o.dataset = 'groundswell', '', '|' || o.dataset), o.region, r.label,
			max(o.period), min(o.added), max(${STAMP('o')}),
			i.title || ', ' || r.label, count(*) || iif(count(*) = 1, ' value', ' values') || ' in ' || i.unit || ', newest ' || max(o.period),
			max(s.publisher), NULL, NULL, o.dataset, max(min(o.date_start, ${STAMP('o')}))
		FROM observations o JOIN series i ON i.series_id = o.series_id JOIN regions r ON r.region = o.region
			JOIN sources s ON s.source_id = o.best_source
		WHERE o.added IS NOT NULL AND (${EVERYWHERE} OR ${INSIDE('o.region')}) GROUP BY o.series_id, o.region, o.dataset`,
	model_price: `SELECT 'model_price', m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') || iif(m.dataset = 'groundswell', '', '|' || m.dataset),
			NULL, NULL, coalesce(m.valid_from, m.added), m.added, ${STAMP('m')},
			m.model_name || coalesce(' at ' || m.host, '') || ': price' || coalesce(' from ' || m.valid_from, ''),
			'By ' || m.provider, s.publisher, m.tier, m.independent_sources, m.dataset, coalesce(m.date_start, m.added)
		FROM model_prices m JOIN sources s ON s.source_id = m.best_source
		WHERE m.added IS NOT NULL AND ${EVERYWHERE}`,
	claim: `SELECT 'claim', c.claim_id, NULL, NULL, coalesce(c.date, c.added), c.added, ${STAMP('c')}, 'Claim: ' || c.claim,
			'', s.publisher, NULL, NULL, c.dataset, coalesce(c.date, c.added)
		FROM claims c JOIN sources s ON s.source_id = c.best_source
		WHERE c.added IS NOT NULL AND ${EVERYWHERE}`
};

/**
 * The records that came or changed last, newest first; of one day those that speak of the latest days. A record
 * whose day nobody knows (a user's own row without one) is not among them.
 */
export function news(
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	{ regions, places, directions = null, types = null }: NewsScope,
	kinds: readonly NewsKind[],
	limit: number
): News[] {
	const union = kinds.map((kind) => SELECTS[kind]).join(' UNION ALL ');
	// The first SELECT names the columns, whatever kinds are asked for.
	const columns =
		'kind, id, region, region_name, date, added, stamp, title, summary, publisher, tier, independent_sources, dataset, day';
	return prepare(
		`WITH n(${columns}) AS (${union})
			SELECT ${columns.replace(', day', '')} FROM n ORDER BY stamp DESC, min(day, stamp) DESC, kind, id LIMIT @limit`
	).all({
		regions: json(regions),
		places: json(places),
		directions: json(directions),
		types: json(types),
		limit
	}) as News[];
}

const json = (list: readonly string[] | null) => (list === null ? null : JSON.stringify(list));

/** The category of a series; null for one that the release does not hold. */
export const categoryOf = (
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	series: string
): string | null =>
	(prepare('SELECT category FROM series WHERE series_id = ?').pluck().get(series) ?? null) as
		string | null;

/** The id without the dataset in front of it, under which history has a record. */
const BARE = `iif(@dataset = 'groundswell', @id, iif(substr(@id, 1, length(@dataset) + 1) = @dataset || ':', substr(@id, length(@dataset) + 2), @id))`;
const TOLD = `SELECT record_table, record_id, change FROM history
	WHERE dataset = @dataset AND change IS NOT NULL AND changed = @stamp`;
const BEGINS = (what: string) => `substr(record_id, 1, length(${what}) + 1) = ${what} || '|'`;

const CHANGES: Record<NewsKind, string> = {
	action: `${TOLD} AND record_table = 'actions' AND record_id = ${BARE}`,
	claim: `${TOLD} AND record_table = 'claims' AND record_id = ${BARE}`,
	model_price: `${TOLD} AND record_table = 'model_prices' AND (record_id = @id OR record_id || '|' || dataset = @id)`,
	observation: `${TOLD} AND record_table = 'observations' AND ${BEGINS("replace(@id, '|' || @dataset, '')")} ORDER BY record_id`,
	poll: `${TOLD} AND ((record_table = 'polls' AND record_id = ${BARE})
		OR (record_table = 'questions' AND EXISTS (SELECT 1 FROM questions q WHERE q.poll_id = @id AND q.question_id IN (record_id, @dataset || ':' || record_id)))
		OR (record_table = 'answers' AND EXISTS (SELECT 1 FROM questions q WHERE q.poll_id = @id
			AND (${BEGINS('q.question_id')} OR ${BEGINS('substr(q.question_id, length(@dataset) + 2)')}))))
		ORDER BY record_table DESC, record_id`
};

/** What changed in a record, and in what belongs to it, on the day of its stamp; empty where no history tells. */
export function changesOf(
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	{ kind, id, dataset, stamp }: Pick<News, 'kind' | 'id' | 'dataset' | 'stamp'>
): ToldChange[] {
	return prepare(CHANGES[kind]).all({ id, dataset, stamp }) as ToldChange[];
}
