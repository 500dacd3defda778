import type BetterSqlite3 from 'better-sqlite3';
import { SELF_ONLY_KINDS } from '#lib/domain/closed.ts';
import { daysBetween, parseDate } from '#lib/domain/dates.ts';
import { marginOfError } from '#lib/domain/polls/margin.ts';
import { within } from '../build-fault.ts';
import { buildClaims } from './claims.ts';
import { buildFactCodes } from './indicators/fact-codes.ts';
import { FILTER_SOURCES } from './filter-values.ts';
import { buildFinder } from './finder/finder.ts';
import { buildFollowed, endSightings } from '../counties/followed.ts';
import { buildForecastScores } from '../counties/forecasts.ts';
import { buildFreshness } from './freshness.ts';
import { buildKnownThen } from '../counties/known-then.ts';
import { buildActionFacts } from './actions/matching.ts';
import { IS_WHOLE, matchPollsOfFolders } from './polls/poll-matching.ts';
import { buildLines } from './indicators/lines.ts';
import { buildPositions } from './actions/positions.ts';
import { buildProjects } from './actions/projects.ts';
import { buildStatuses } from './actions/status.ts';
import { buildTrends } from './polls/trends.ts';
import type { BuildOptions } from '../plan.ts';

/** Fills every table that is computed from the loaded ones; says what it does, and the slow part how far it is. */
export function buildModel(
	db: BetterSqlite3.Database,
	{ onStep, onEstimate }: Pick<BuildOptions, 'onStep' | 'onEstimate'> = {}
): void {
	db.function('margin_of_error', { deterministic: true }, (percent, n) =>
		marginOfError(Number(percent), Number(n))
	);
	db.function('last_day', { deterministic: true }, (date) =>
		typeof date === 'string' ? (parseDate(date)?.end ?? '') : ''
	);
	db.function('field_days', { deterministic: true }, fieldDays);
	const steps: [doing: string, step: (db: BetterSqlite3.Database) => void][] = [
		['labeling regions', regionLabels],
		['finding what lies in each region', regionClosure],
		['choosing the newest vintages', newestVintages],
		['counting the values of each series', seriesRegions],
		['laying out the values of each series', buildLines],
		['putting values in order', buildFactCodes],
		['looking for prices still listed', listedPrices],
		['ending sightings', endSightings],
		['matching polls', matchPollsOfFolders],
		['collecting readings', readings],
		['estimating trends', () => buildTrends(db, onEstimate)],
		['estimating what was known when', () => buildKnownThen(db, onEstimate)],
		['locating places', buildPositions],
		['matching actions', buildActionFacts],
		['weighing claims', buildClaims],
		['working out what is in force', buildStatuses],
		['putting projects together', buildProjects],
		['working out what is out of date', buildFreshness],
		['following what was on record', buildFollowed],
		['scoring forecasts', buildForecastScores],
		['listing sources by region', sourceRegions],
		['indexing words', search],
		['listing values of filters', filterValues],
		['listing what can be found', buildFinder]
	];
	for (const [doing, step] of steps) {
		onStep?.(doing);
		within(
			() => ({ doing, file: null, line: null }),
			() => step(db)
		);
	}
}

/** Days of a field period known to the day at both ends; else 1. */
function fieldDays(start: unknown, end: unknown): number {
	const [first, last] = [start, end].map((date) =>
		typeof date === 'string' ? parseDate(date) : null
	);
	if (first?.precision !== 'day' || last?.precision !== 'day') return 1;
	return Math.max(1, daysBetween(first.start, last.end) + 1);
}

/** `Loudoun County, Virginia`: a county's name says little without its state. */
function regionLabels(db: BetterSqlite3.Database): void {
	db.exec(`UPDATE regions SET label = name || ', ' || (SELECT p.name FROM regions p WHERE p.region = regions.parent)
		WHERE kind = 'county' AND parent IS NOT NULL`);
}

const SELF_ONLY = SELF_ONLY_KINDS.map((kind) => `'${kind}'`).join(', ');

function regionClosure(db: BetterSqlite3.Database): void {
	db.exec(`INSERT INTO region_closure (region, ancestor)
		WITH RECURSIVE up(region, ancestor) AS (
			SELECT region, region FROM regions
			UNION
			SELECT up.region, r.parent FROM up JOIN regions r ON r.region = up.ancestor
			WHERE r.parent IS NOT NULL AND r.kind NOT IN (${SELF_ONLY})
		)
		SELECT region, ancestor FROM up WHERE ancestor <> 'WLD' OR region = 'WLD'`);
}

/**
 * Of several vintages of one period one counts: of those whose origin has precedence in the series, where it states
 * one, the newest; one without a vintage is the oldest.
 */
function newestVintages(db: BetterSqlite3.Database): void {
	db.exec(`UPDATE observations SET latest = 'no' WHERE rowid IN (
		SELECT id FROM (
			SELECT o.rowid AS id, row_number() OVER (
				PARTITION BY o.dataset, o.series_id, o.region, o.period
				ORDER BY (s.precedence IS NULL OR s.precedence = o.origin) DESC,
					last_day(o.vintage) DESC, o.vintage DESC
			) AS place
			FROM observations o
			JOIN series s ON s.series_id = o.series_id
			JOIN (
				SELECT series_id, region, period FROM observations
				GROUP BY series_id, region, period HAVING count(*) > 1
			) several USING (series_id, region, period)
		) WHERE place > 1)`);
}

/** How many values of each series count in each region, and from when to when: nobody counts a million rows to list them. */
function seriesRegions(db: BetterSqlite3.Database): void {
	db.exec(`INSERT INTO series_regions (series_id, region, observations, first_date, last_date)
		SELECT series_id, region, count(*), min(date_start), max(date_end)
		FROM observations WHERE latest = 'yes' GROUP BY series_id, region`);
}

/** Prices without an end that the newest copy of an upstream's list still shows, as their source or by citing them. */
function listedPrices(db: BetterSqlite3.Database): void {
	db.exec(`UPDATE model_prices SET end_basis = 'listed' WHERE end_basis = 'unknown' AND (
		substr(source_id, 1, 9) = 'upstream-' OR EXISTS (
			SELECT 1 FROM citations c WHERE c.record_kind = 'model_price' AND substr(c.source_id, 1, 9) = 'upstream-'
				AND c.record_id = model || '|' || coalesce(host, '') || '|' || coalesce(valid_from, '')))`);
}

/** What the recorded poll states of the same question: a poll that is told again counts once. */
const STATED_BY_SAME = `SELECT 1 FROM questions known JOIN answers k ON k.question_id = known.question_id
	WHERE known.poll_id = p.same_as AND known.wording_group = q.wording_group AND k.subgroup = a.subgroup
		AND (k.option = a.option OR (k.reading = 'yes' AND a.reading = 'yes'))`;

function readings(db: BetterSqlite3.Database): void {
	db.exec(`INSERT INTO readings (region, date, question_id, poll_id, house, pollster, population, topic, proximity,
			wording_group, item, subgroup_kind, subgroup, option, stance, followed, percent, qualifier, sample_size, margin,
			margin_basis, summary, source_id, dataset, date_basis, date_start, date_end, date_precision, trend_date,
			field_days, tier, independent_sources, best_source)
		SELECT p.region, p.date, q.question_id, p.poll_id, p.house, p.pollster, p.population, q.topic, q.proximity,
			q.wording_group, q.item, a.subgroup_kind, a.subgroup, a.option, a.stance, coalesce(a.reading, 'no'), a.percent, a.qualifier, p.sample_size,
			CASE WHEN a.subgroup <> 'all' THEN NULL
				WHEN p.margin_of_error IS NOT NULL THEN p.margin_of_error
				WHEN p.sample_size IS NOT NULL THEN margin_of_error(a.percent, p.sample_size) END,
			CASE WHEN a.subgroup <> 'all' THEN 'not_reported'
				WHEN p.margin_of_error IS NOT NULL THEN 'stated'
				WHEN p.sample_size IS NOT NULL THEN 'computed' ELSE 'not_reported' END,
			q.summary, p.source_id, a.dataset, p.date_basis, p.date_start, p.date_end, p.date_precision, p.trend_date,
			field_days(p.field_start, p.field_end), p.tier, p.independent_sources, p.best_source
		FROM answers a
		JOIN questions q ON q.question_id = a.question_id
		JOIN polls p ON p.poll_id = q.poll_id
		WHERE ${IS_WHOLE} AND (p.same_as IS NULL OR NOT EXISTS (${STATED_BY_SAME}))
		ORDER BY q.question_id, a.subgroup, a.option`);
}

function sourceRegions(db: BetterSqlite3.Database): void {
	db.exec(`INSERT OR IGNORE INTO source_regions (source_id, region)
		SELECT source_id, region FROM polls
		UNION SELECT source_id, region FROM actions
		UNION SELECT source_id, region FROM observations
		UNION SELECT source_id, region FROM model_prices
		UNION SELECT c.source_id, p.region FROM citations c JOIN polls p ON c.record_kind = 'poll' AND p.poll_id = c.record_id
		UNION SELECT c.source_id, a.region FROM citations c JOIN actions a ON c.record_kind = 'action' AND a.action_id = c.record_id`);
}

/** Words by which each kind of record is found. */
const SEARCHED: Record<string, string> = {
	poll: `SELECT p.poll_id, concat_ws(' ', p.house, p.pollster, p.sponsor, p.place_name, r.label, p.note, s.title, s.publisher,
			(SELECT group_concat(q.summary, ' ') FROM questions q WHERE q.poll_id = p.poll_id))
		FROM polls p JOIN regions r USING (region) JOIN sources s USING (source_id)`,
	question: `SELECT q.question_id, concat_ws(' ', q.summary, p.house, p.pollster, r.label, v.label, s.publisher)
		FROM questions q JOIN polls p USING (poll_id) JOIN regions r USING (region) JOIN sources s USING (source_id)
		LEFT JOIN vocabulary v ON v.kind = 'wording_group' AND v.value = q.wording_group`,
	action: `SELECT a.action_id, concat_ws(' ', pl.name, r.label, a.region, a.body, a.project_name, a.developer, a.summary, v.label, s.publisher)
		FROM actions a JOIN places pl USING (place_id) JOIN regions r ON r.region = a.region JOIN sources s USING (source_id)
		LEFT JOIN vocabulary v ON v.kind = 'action_type' AND v.value = a.action_type`,
	series: `SELECT series_id, concat_ws(' ', title, subject, description, category, unit, basis, series_id) FROM series`,
	source: `SELECT source_id, concat_ws(' ', title, publisher, url) FROM sources`,
	claim: `SELECT claim_id, concat_ws(' ', claim, note) FROM claims`,
	region: `SELECT region, concat_ws(' ', label, region, replace(region, '-', ' '),
			(SELECT group_concat(alias || ' ' || name, ' ') FROM region_aliases x WHERE x.region = regions.region)) FROM regions`,
	model_price: `SELECT concat_ws('|', model, coalesce(host, ''), coalesce(valid_from, '')),
			concat_ws(' ', model, model_name, provider, host, model_class) FROM model_prices`
};

function search(db: BetterSqlite3.Database): void {
	for (const [kind, select] of Object.entries(SEARCHED))
		db.exec(`INSERT INTO search (kind, id, words) SELECT '${kind}', * FROM (${select})`);
}

function filterValues(db: BetterSqlite3.Database): void {
	for (const { collection, key, from, column, label } of FILTER_SOURCES)
		db.exec(`INSERT INTO filter_values (collection, key, value, label, count)
			SELECT '${collection}', '${key}', ${column}, coalesce(max(${label}), ${column}), count(*) FROM ${from}
			WHERE ${column} IS NOT NULL GROUP BY ${column}`);
}
