import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type BetterSqlite3 from 'better-sqlite3';
import {
	kindOfAction,
	lastConfirmed,
	limitsBy,
	staleFrom,
	type FreshKind,
	type Limit
} from '#lib/domain/actions/freshness.ts';
import { FIRST_DAY } from '#lib/domain/history/history.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { bestFirst } from '#lib/domain/text/best-source.ts';
import { supportOf, type SourceOf } from '../resolve/derive.ts';
import { inserterOf } from './inserter.ts';

type Fresh = StoredRow<'freshness'>;

/** A record as its table gives it: what is stored of it, and what its freshness is computed from. */
interface FreshRow extends Omit<
	Fresh,
	| 'record_kind'
	| 'last_confirmed'
	| 'confirmed_by'
	| 'fresh_days'
	| 'stale_from'
	| 'single_aggregator'
> {
	/** Days its sources are dated, joined with ~. */
	source_dates: string | null;
	/** The day the record itself speaks for, where no source is dated. */
	own: string | null;
	decision: string | null;
	/** Whether values of a day later than every source confirm what came before. */
	own_confirms: 0 | 1;
	/** Actions a project rests on, joined with ~; null for other records. */
	actions: string | null;
}

/** Dates of the sources of a record, and of those that cite it. */
const dates = (kind: string, id: string) => `(SELECT group_concat(s.date_start, '~') FROM sources s
	WHERE s.source_id = x.source_id OR s.source_id IN (SELECT c.source_id FROM citations c
		WHERE c.record_kind = '${kind}' AND c.record_id = ${id}))`;
const COMMON = 'x.dataset, x.date_start, x.date_end, x.date_precision';

const SELECTS: Record<FreshKind, string> = {
	action: `SELECT x.action_id AS record_id, ${COMMON}, x.region, x.date, x.action_type, x.decision, x.summary, x.best_source AS source_id,
			x.tier, x.independent_sources, x.action_type AS of_kind, ${dates('action', 'x.action_id')} AS source_dates,
			x.date_start AS own, 0 AS own_confirms, NULL AS actions
		FROM actions x`,
	poll: `SELECT x.poll_id AS record_id, ${COMMON}, x.region, x.date, NULL AS action_type, NULL AS decision, 'Poll by ' || x.house AS summary,
			x.best_source AS source_id, x.tier, x.independent_sources, 'poll' AS of_kind, ${dates('poll', 'x.poll_id')} AS source_dates,
			x.date_start AS own, 0 AS own_confirms, NULL AS actions
		FROM polls x`,
	// Of a series and region the newest value that is no projection stands for all, else the newest of all: SQLite takes
	// the other columns from the row that has the maximum. What it is about confirms it, unless that lies ahead of the
	// day on which the value came.
	observation: `SELECT x.series_id || '|' || x.region AS record_id,
			${COMMON}, x.region, x.period AS date, NULL AS action_type, NULL AS decision, i.title AS summary, x.best_source AS source_id, x.tier,
			x.independent_sources, iif(x.n = 1, 'once', i.frequency) AS of_kind,
			(SELECT s.date_start FROM sources s WHERE s.source_id = x.source_id) AS source_dates,
			iif(x.estimate = 'projection' OR x.date_end > coalesce(x.changed, x.added, '9999'), x.added, x.date_end) AS own,
			iif(x.estimate = 'projection' OR x.date_end > coalesce(x.changed, x.added, '9999'), 0, 1) AS own_confirms, NULL AS actions
		FROM (SELECT *, count(*) AS n, max(iif(estimate = 'projection', 0, 1) || date_end || date_start || coalesce(vintage, '')) AS newest
			FROM observations WHERE latest = 'yes' AND series_id = @series AND region > @after
				GROUP BY region ORDER BY region LIMIT @few) x
			JOIN series i USING (series_id)`,
	model_price: `SELECT x.model || '|' || coalesce(x.host, '') || '|' || coalesce(x.valid_from, '') || iif(x.dataset = 'groundswell', '', '|' || x.dataset) AS record_id,
			${COMMON}, x.region, x.valid_from AS date, NULL AS action_type, NULL AS decision,
			'Price of ' || x.model_name || coalesce(' at ' || x.host, '') AS summary, x.best_source AS source_id, x.tier, x.independent_sources,
			CASE WHEN x.valid_to IS NOT NULL OR x.place > 1 THEN 'ended' WHEN x.end_basis = 'listed' THEN 'listed' ELSE 'standing' END AS of_kind,
			${dates('model_price', "x.model || '|' || coalesce(x.host, '') || '|' || coalesce(x.valid_from, '')")} AS source_dates,
			x.date_start AS own, 1 AS own_confirms, NULL AS actions
		FROM (SELECT *, row_number() OVER (PARTITION BY model, host, dataset ORDER BY date_start DESC) AS place FROM model_prices) x`,
	claim: `SELECT x.claim_id AS record_id, ${COMMON}, 'WLD' AS region, x.date, NULL AS action_type, NULL AS decision, x.claim AS summary,
			x.best_source AS source_id, b.tier, max(x.independent_sources, 1) AS independent_sources, x.weighed AS of_kind, s.date_start AS source_dates,
			x.date_start AS own, 0 AS own_confirms, NULL AS actions
		FROM claims x JOIN sources s ON s.source_id = x.source_id JOIN sources b ON b.source_id = x.best_source`,
	project: `SELECT j.project_id AS record_id, j.dataset, j.date_start, j.date_end, NULL AS date_precision, j.region, j.date_end AS date,
			NULL AS action_type, NULL AS decision, j.project_name AS summary,
			'' AS source_id, 'own' AS tier, 0 AS independent_sources, j.project_status AS of_kind, NULL AS source_dates,
			j.date_end AS own, 0 AS own_confirms, j.actions
		FROM projects j WHERE j."to" IS NULL`
};

/** Regions of a series that are looked at together, so that no more of its rows are held at once. */
const FEW = 250;

/** The records of a kind: of observations, of which there may be millions, those of a series in a few regions at a time. */
function* foundOf(db: BetterSqlite3.Database, kind: FreshKind): Generator<FreshRow> {
	const select = db.prepare(SELECTS[kind]);
	if (kind !== 'observation') return yield* select.all() as FreshRow[];
	const all = db.prepare('SELECT series_id FROM series ORDER BY series_id').pluck();
	for (const series of all.all())
		for (let after: string | undefined = ''; after !== undefined;) {
			const rows = select.all({ series, after, few: FEW }) as FreshRow[];
			yield* rows;
			after = rows.length < FEW ? undefined : rows.at(-1)?.region;
		}
}

/** When each record that is followed was last confirmed, and from when it is stale; rests on projects and claims. */
export function buildFreshness(db: BetterSqlite3.Database): void {
	const limitOf = limitsBy(
		db.prepare('SELECT record_kind, of_kind, fresh_days FROM fresh_limits').all() as Limit[]
	);
	const insert = inserterOf(db, 'freshness');
	const sourcesOf = sourcesOfActions(db);
	for (const kind of Object.keys(SELECTS) as FreshKind[])
		for (const found of foundOf(db, kind)) {
			if (found.actions) Object.assign(found, sourcesOf(found.actions));
			const { own, tier, independent_sources } = found;
			const sources = found.source_dates?.split(LIST_SEPARATOR) ?? [];
			const confirmed = lastConfirmed(own ?? FIRST_DAY, [
				...sources,
				...(found.own_confirms === 1 ? [own] : [])
			]);
			const of =
				kind === 'action' ? kindOfAction(found.of_kind, found.decision ?? '') : found.of_kind;
			const { of_kind, fresh_days } = limitOf(kind, of);
			// Added to the row itself: there may be a hundred thousand, and copies are most of the work.
			insert(
				Object.assign(found, {
					record_kind: kind,
					of_kind,
					last_confirmed: confirmed,
					confirmed_by: sources.includes(confirmed) ? ('source' as const) : ('record' as const),
					fresh_days,
					stale_from: staleFrom(confirmed, fresh_days),
					single_aggregator:
						tier === 'aggregator' && independent_sources === 1 ? ('yes' as const) : ('no' as const)
				})
			);
		}
}

interface ActionSource extends SourceOf {
	source_id: string;
	date_start: string | null;
}

/** What a project rests on: every source of its actions, and of those that cite them. */
function sourcesOfActions(
	db: BetterSqlite3.Database
): (
	actions: string
) => Pick<FreshRow, 'source_id' | 'source_dates' | 'tier' | 'independent_sources'> {
	const find =
		db.prepare(`SELECT s.source_id, s.date_start, s.tier, s.publisher FROM sources s WHERE s.source_id IN (
			SELECT a.source_id FROM actions a WHERE a.action_id IN (SELECT value FROM json_each(@ids))
			UNION SELECT c.source_id FROM citations c WHERE c.record_kind = 'action' AND c.record_id IN (SELECT value FROM json_each(@ids)))
		ORDER BY s.date_start DESC, s.source_id`);
	return (actions) => {
		const sources = find.all({
			ids: JSON.stringify(actions.split(LIST_SEPARATOR))
		}) as ActionSource[];
		const dated = sources.flatMap(({ date_start }) => date_start ?? []);
		return {
			...supportOf(sources),
			source_id: bestFirst(sources)[0]?.source_id ?? '',
			source_dates: dated.length > 0 ? dated.join(LIST_SEPARATOR) : null
		};
	};
}
