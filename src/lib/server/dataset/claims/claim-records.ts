import type { Database } from 'better-sqlite3';
import { COST_CATEGORIES } from '#lib/domain/indicators/indicators.ts';
import { bestFirst } from '#lib/domain/text/best-source.ts';
import { movementOf, type Behind } from '#lib/domain/claims/claims.ts';
import { parseDate } from '#lib/domain/dates.ts';
import type { ClaimRecordKind, RecordKind, Tier } from '#lib/domain/closed.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { statisticOf, type Statistic } from './claim-statistics.ts';

type Link = StoredRow<'claim_records'>;

/** A record behind a claim with where it is shown and where it comes from. */
export interface ClaimRecord extends Behind {
	record_kind: ClaimRecordKind;
	record_id: string;
	href: string | null;
	/** Its best source; null of a statistic, which rests on many. */
	best_source: string | null;
	source_url: string | null;
	publisher: string;
	independent_sources: number;
}

/** What a statement finds of a record. */
interface RecordFound {
	title: string;
	href: string | null;
	unit: string | null;
	value: number | null;
	low: number | null;
	high: number | null;
	date: string | null;
	by: string | null;
	of: string | null;
	tier: Tier;
	source_id: string;
	independent_sources: number;
	/** Kind and id under which citations name it, where they are not its own. */
	cited_kind: RecordKind;
	cited_id: string;
}

const isCost = COST_CATEGORIES.map((category) => `'${category}'`).join(', ');
const OBSERVED = `SELECT s.title || ', ' || r.label AS title, s.unit, o.value, o.low, o.high, o.period AS date,
		coalesce(s.subject, s.title) AS "by", NULL AS "of", o.tier, o.source_id, o.independent_sources,
		CASE WHEN s.category IN (${isCost}) THEN '/costs/indicators' ELSE '/energy' END
			|| '?region=' || o.region || '&series=' || s.series_id AS href,
		'observation' AS cited_kind,
		o.series_id || '|' || o.region || '|' || o.period || '|' || coalesce(o.vintage, '') AS cited_id
	FROM observations o JOIN series s USING (series_id) JOIN regions r ON r.region = o.region`;

/** One statement a kind of record; each takes the id, and a series also the last day the claim may speak of. */
const FIND: Record<RecordKind, string> = {
	poll: `SELECT p.house || ', ' || r.label AS title, '/polls/' || p.poll_id AS href, NULL AS unit, NULL AS value,
			NULL AS low, NULL AS high, p.date, p.house AS "by", p.population AS "of", p.tier, p.source_id,
			p.independent_sources, 'poll' AS cited_kind, p.poll_id AS cited_id
		FROM polls p JOIN regions r USING (region) WHERE p.poll_id = @id`,
	question: `SELECT q.summary AS title, '/polls/' || p.poll_id AS href, 'percent' AS unit, x.percent AS value,
			NULL AS low, NULL AS high, p.date, p.house AS "by", p.population AS "of", p.tier, p.source_id,
			p.independent_sources, 'poll' AS cited_kind, p.poll_id AS cited_id
		FROM questions q JOIN polls p USING (poll_id)
			LEFT JOIN readings x ON x.question_id = q.question_id AND x.subgroup = 'all' AND x.followed = 'yes'
		WHERE q.question_id = @id ORDER BY x.stance = 'oppose' DESC LIMIT 1`,
	action: `SELECT a.summary AS title, '/actions/' || a.action_id AS href, 'percent' AS unit, a.percent_for AS value,
			NULL AS low, NULL AS high, a.date, l.name || ', ' || a.body AS "by", NULL AS "of", a.tier, a.source_id,
			a.independent_sources, 'action' AS cited_kind, a.action_id AS cited_id
		FROM actions a JOIN places l USING (place_id) WHERE a.action_id = @id`,
	series: `${OBSERVED} WHERE o.series_id = @id AND o.latest = 'yes' AND o.estimate <> 'projection'
			AND o.date_start <= @until AND o.date_end >= @since
		ORDER BY o.date_start DESC, o.region LIMIT 1`,
	observation: `${OBSERVED} WHERE o.series_id || '|' || o.region || '|' || o.period || '|' || coalesce(o.vintage, '') = @id`,
	model_price: `SELECT m.model_name AS title, '/costs?measure=blended&model=' || m.model AS href,
			'USD per million tokens' AS unit, m.blended_usd_per_mtok AS value, NULL AS low, NULL AS high,
			m.valid_from AS date, m.provider AS "by", NULL AS "of", m.tier, m.source_id, m.independent_sources,
			'model_price' AS cited_kind, @id AS cited_id
		FROM model_prices m
		WHERE m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') = @id`,
	source: `SELECT s.title, s.url AS href, NULL AS unit, NULL AS value, NULL AS low, NULL AS high, s.published AS date,
			s.publisher AS "by", NULL AS "of", s.tier, s.source_id, 1 AS independent_sources,
			'source' AS cited_kind, s.source_id AS cited_id
		FROM sources s WHERE s.source_id = @id`
};

const PUBLISHERS = `SELECT source_id, publisher, url, tier FROM sources WHERE source_id = @source
	UNION ALL SELECT s.source_id, s.publisher, s.url, s.tier FROM citations c JOIN sources s USING (source_id)
		WHERE c.record_kind = @kind AND c.record_id = @id`;

/** The records behind a claim, as they stand in a release: the same for the verdict and for the page. */
export function recordsBehind(
	db: Database,
	claimId: string,
	claimDate: string | null
): ClaimRecord[] {
	const links = db
		.prepare(
			'SELECT * FROM claim_records WHERE claim_id = ? ORDER BY relation IS NULL, relation, record_kind, record_id'
		)
		.all(claimId) as Link[];
	return links.flatMap((link) => recordOf(db, link, claimDate) ?? []);
}

const EVER = { start: '0000', end: '9999' };

/** The last day a claim may speak of, and the first of a movement it speaks of. */
function spanOf(link: Link, claimDate: string | null) {
	const claimed = parseDate(link.claimed_date ?? '');
	const made = parseDate(claimDate ?? '') ?? EVER;
	return {
		since: claimed?.start ?? EVER.start,
		until: claimed?.end ?? made.end,
		moved_since: parseDate(link.claimed_since ?? '')?.start ?? null
	};
}

/** Where a movement of a series begins: its first value in the region since a day. */
const FIRST = `SELECT o.value, o.period AS date FROM observations o
	JOIN observations n ON n.series_id = o.series_id AND n.region = o.region AND n.period = @date AND n.latest = 'yes'
	WHERE o.series_id = @id AND o.latest = 'yes' AND o.estimate <> 'projection' AND o.date_start >= @since
		AND o.date_start < n.date_start
	ORDER BY o.date_start, o.region LIMIT 1`;

type Movement = Pick<Behind, 'record_movement' | 'before_value' | 'before_date'>;
const STILL: Movement = { record_movement: null, before_value: null, before_date: null };

const moved = (value: number, before: { value: number; date: string }): Movement => ({
	record_movement: movementOf(before.value, value),
	before_value: before.value,
	before_date: before.date
});

/** How a series moved up to a value; not known where it has no other value before. */
function movementIn(db: Database, link: Link, found: RecordFound, since: string | null): Movement {
	if (link.claimed_movement === null || link.record_kind !== 'series' || found.value === null)
		return STILL;
	const first = db
		.prepare(FIRST)
		.get({ id: link.record_id, since: since ?? EVER.start, date: found.date }) as
		{ value: number; date: string } | undefined;
	return first === undefined ? STILL : moved(found.value, first);
}

const claimedOf = (link: Link) => ({
	record_id: link.record_id,
	relation: link.relation,
	claimed_value: link.claimed_value,
	claimed_date: link.claimed_date,
	claimed_by: link.claimed_by,
	claimed_of: link.claimed_of,
	claimed_movement: link.claimed_movement
});

function recordOf(db: Database, link: Link, claimDate: string | null): ClaimRecord | null {
	const { since, until, moved_since } = spanOf(link, claimDate);
	const { record_kind } = link;
	if (record_kind === 'statistic') {
		const statistic = statisticOf(db, link.record_id, { since: moved_since, until });
		return statistic && ofStatistic(link, statistic);
	}
	const found = db.prepare(FIND[record_kind]).get({ id: link.record_id, since, until }) as
		RecordFound | undefined;
	if (!found) return null;
	const publishers = db
		.prepare(PUBLISHERS)
		.all({ source: found.source_id, kind: found.cited_kind, id: found.cited_id }) as {
		source_id: string;
		publisher: string;
		url: string | null;
		tier: Tier;
	}[];
	const [first] = bestFirst(publishers);
	return {
		...claimedOf(link),
		...movementIn(db, link, found, moved_since),
		record_kind,
		title: found.title,
		href: found.href,
		unit: found.value === null ? null : found.unit,
		record_value: found.value,
		low: found.low,
		high: found.high,
		record_date: found.date,
		record_by: found.by,
		record_of: found.of,
		tier: found.tier,
		publishers: publishers.map(({ publisher }) => publisher),
		best_source: first?.source_id ?? null,
		publisher: first?.publisher ?? '',
		source_url: first?.url ?? null,
		independent_sources: found.independent_sources
	};
}

const ofStatistic = (link: Link, { now, before, ...rest }: Statistic): ClaimRecord => ({
	...claimedOf(link),
	...(before === null ? STILL : moved(now.value, before)),
	record_kind: 'statistic',
	title: rest.title,
	href: rest.href,
	unit: rest.unit,
	record_value: now.value,
	low: null,
	high: null,
	record_date: now.date,
	record_by: null,
	record_of: null,
	tier: rest.tier,
	publishers: rest.publishers,
	best_source: null,
	publisher: rest.publishers[0] ?? '',
	source_url: null,
	independent_sources: new Set(rest.publishers).size
});
