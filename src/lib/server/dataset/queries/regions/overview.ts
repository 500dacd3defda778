import type { Outdated } from '#lib/domain/history/outdated.ts';
import type { Tier } from '#lib/domain/closed.ts';
import { verifiedSql } from '../../counted.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** The region and those around it, nearest first; the world last. */
export function lineage(
	{ prepare }: Prepares,
	region: string
): { region: string; label: string }[] {
	const rows = prepare(
		`WITH RECURSIVE up(region, depth) AS (
				SELECT ?, 0 UNION ALL SELECT r.parent, depth + 1 FROM up JOIN regions r USING (region) WHERE r.parent IS NOT NULL
			) SELECT r.region, r.label FROM up JOIN regions r USING (region) ORDER BY depth`
	).all(region) as { region: string; label: string }[];
	return rows;
}

/** The item against data centers with most waves in a region; the newest wave decides between equals. */
export function itemWithMostWaves({ prepare }: Prepares, region: string): string | null {
	const row = prepare(
		`SELECT item FROM readings WHERE region = ? AND item IS NOT NULL AND stance = 'oppose' AND subgroup = 'all' AND followed = 'yes'
			GROUP BY item HAVING count(*) > 1 ORDER BY count(*) DESC, max(date_start) DESC, item LIMIT 1`
	)
		.pluck()
		.get(region) as string | undefined;
	return row ?? null;
}

/** A wording group and what it is about. */
interface WordingGroup {
	wording_group: string;
	topic: string;
}

/** The wording group an item belongs to. */
export function groupOf({ prepare }: Prepares, item: string): WordingGroup | null {
	const row = prepare('SELECT wording_group, topic FROM readings WHERE item = ? LIMIT 1').get(
		item
	) as WordingGroup | undefined;
	return row ?? null;
}

/** Wording group of the newest reading against siting in a region, where no item was asked twice. */
export function newestOppositionGroup({ prepare }: Prepares, region: string): WordingGroup | null {
	const row = prepare(
		`SELECT wording_group, topic FROM readings WHERE region = ? AND stance = 'oppose' AND subgroup = 'all' AND followed = 'yes'
			AND topic IN ('local_siting', 'general_view')
			ORDER BY topic = 'local_siting' DESC, date_start DESC, wording_group LIMIT 1`
	).get(region) as WordingGroup | undefined;
	return row ?? null;
}

export interface ValueRow {
	series_id: string;
	title: string;
	unit: string;
	region: string;
	region_name: string;
	period: string;
	value: number;
	estimate: string;
	source_id: string;
	source_title: string;
	source_url: string | null;
	publisher: string;
	tier: Tier;
	independent_sources: number;
}

/** The newest measured or estimated values of a series in a region, newest first; projections are left out. */
export function newestValues(
	{ prepare }: Prepares,
	series: string,
	region: string,
	on: string,
	limit: number
): ValueRow[] {
	return prepare(
		`SELECT o.series_id, i.title, i.unit, o.region, r.label AS region_name, o.period, o.value, o.estimate,
				o.source_id, s.title AS source_title, s.url AS source_url, s.publisher, o.tier, o.independent_sources
			FROM observations o JOIN series i USING (series_id) JOIN regions r ON r.region = o.region
			JOIN sources s ON s.source_id = o.best_source
			WHERE o.series_id = ? AND o.region = ? AND o.latest = 'yes' AND o.dataset = 'groundswell'
				AND o.estimate IN ('actual', 'estimate') AND o.date_start <= ?
			ORDER BY o.date_start DESC LIMIT ?`
	).all(series, region, on, limit) as ValueRow[];
}

/** Whether nobody confirmed a record for longer than the limit of its kind on a day; values of a series by `series|region`. */
export const isOutdated = (
	{ prepare }: Prepares,
	kind: 'poll' | 'observation' | 'model_price',
	id: string,
	on: string
): boolean =>
	prepare(
		'SELECT 1 FROM freshness WHERE record_kind = ? AND record_id = ? AND stale_from <= ?'
	).get(kind, id, on) !== undefined;

/** Values of series and prices of models that nobody confirmed for longer than their limit on a day. */
export const outdatedFigures = ({ prepare }: Prepares, on: string): Outdated =>
	new Set(
		prepare(
			`SELECT record_id FROM freshness WHERE record_kind IN ('observation', 'model_price') AND stale_from <= ?`
		)
			.pluck()
			.all(on) as string[]
	);

/** Restrictive actions inside a region (anywhere for the world) over days, how many are verified, and in how many states. */
export function restrictiveActions(
	{ prepare }: Prepares,
	region: string,
	after: string,
	until: string
): { total: number; confirmed: number; states: number } {
	return prepare(
		`SELECT count(*) AS total, count(*) FILTER (WHERE ${verifiedSql('actions')}) AS confirmed,
				count(DISTINCT CASE WHEN region LIKE 'US-%' THEN substr(region, 1, 5) END) AS states
			FROM actions JOIN action_facts USING (action_id)
			WHERE direction = 'restrictive' AND same_as IS NULL AND date_end > @after AND date_start <= @until
				AND (@region = 'WLD' OR region IN (SELECT region FROM region_closure WHERE ancestor = @region))`
	).get({ after, until, region }) as { total: number; confirmed: number; states: number };
}
