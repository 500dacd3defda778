import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type BetterSqlite3 from 'better-sqlite3';
import { group } from 'd3-array';
import { parseDate } from '#lib/domain/dates.ts';
import { reachOf } from '#lib/domain/status/in-force.ts';
import { intervalsOf } from '#lib/domain/status/intervals.ts';
import { mattersOf } from '#lib/domain/status/matters.ts';
import type { Step } from '#lib/domain/status/step.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { inserterOf } from '../inserter.ts';

type Action = Pick<
	StoredRow<'actions'>,
	| 'action_id'
	| 'date'
	| 'place_id'
	| 'region'
	| 'action_type'
	| 'body'
	| 'body_kind'
	| 'decision'
	| 'binding'
	| 'duration_months'
	| 'starts_on'
	| 'ends_on'
	| 'later_state'
	| 'later_seen'
	| 'mw_threshold'
	| 'covers'
	| 'follows'
	| 'dataset'
> & { place_kind: string; region_kind: string; mechanism: string };

/**
 * Moratoria and bans; rules on zoning, which can replace them; and laws, orders and measures in force that are a
 * pause or a ban by their words. Bills count for nothing here. What tells an event once more is left out.
 */
const STEPS = `SELECT a.action_id, a.date, a.place_id, a.region, a.action_type, a.body, a.body_kind, a.decision,
		a.binding, a.duration_months, a.starts_on, a.ends_on, a.later_state, a.later_seen, a.covers, a.mw_threshold, a.follows, a.dataset, p.place_kind, r.kind AS region_kind, f.mechanism
	FROM actions a JOIN places p USING (place_id) JOIN action_facts f USING (action_id)
		JOIN regions r ON r.region = a.region
	WHERE f.same_as IS NULL AND (a.action_type IN ('moratorium', 'ban', 'zoning_rule') OR (
		f.mechanism IN ('moratorium', 'ban') AND a.direction = 'restrictive'
		AND a.decision IN ('adopted', 'approved', 'extended') AND a.action_type IN
			('executive_order', 'state_law', 'federal_rule', 'national_policy', 'ballot_measure', 'referendum')))
	ORDER BY a.place_id, a.date_start, a.action_id`;

/** Computes the status of every rule of every place over time. @throws Error where a rule rests on no action or has no valid date */
export function buildStatuses(db: BetterSqlite3.Database): void {
	const actions = db.prepare(STEPS).all() as Action[];
	const before = predecessors(db);
	const insert = inserterOf(db, 'statuses');
	for (const ofPlace of group(actions, ({ place_id }) => place_id).values()) {
		const byId = new Map(ofPlace.map((action) => [action.action_id, action]));
		for (const matter of mattersOf(ofPlace.map((action) => stepOf(action, byId, before))))
			for (const [index, interval] of intervalsOf(matter).entries()) {
				const latest = byId.get(interval.because.at(-1) ?? '');
				if (!latest) throw new Error(`status of ${matter.id} rests on no action`);
				insert({
					status_id: `${matter.id}|${index + 1}`,
					matter: matter.id,
					place_id: latest.place_id,
					region: latest.region,
					action_type: matter.rule,
					status: interval.status,
					from: interval.from,
					from_latest: interval.fromLatest,
					from_precision: interval.fromPrecision,
					from_basis: interval.fromBasis,
					to: interval.to,
					to_earliest: interval.toEarliest,
					to_precision: interval.toPrecision,
					to_basis: interval.toBasis,
					because: interval.because.join(LIST_SEPARATOR),
					last_action: latest.action_id,
					body: interval.body,
					body_kind: interval.bodyKind,
					mw_threshold: interval.mwThreshold,
					covers: interval.covers,
					reach: reachOf(latest.place_kind, latest.region_kind),
					dataset: latest.dataset
				});
			}
	}
}

/** The step before each action. */
function predecessors(db: BetterSqlite3.Database): Map<string, string> {
	const rows = db
		.prepare('SELECT action_id, follows FROM actions WHERE follows IS NOT NULL')
		.raw()
		.all() as [string, string][];
	return new Map(rows);
}

function stepOf(
	action: Action,
	ofPlace: ReadonlyMap<string, Action>,
	before: ReadonlyMap<string, string>
): Step {
	const { mechanism } = action;
	const isRule = mechanism === 'moratorium' || mechanism === 'ban';
	return {
		id: action.action_id,
		rule: isRule ? mechanism : 'other',
		decision: action.decision,
		isAdvisory: action.binding === 'no',
		date: dateOf(action.date),
		startsOn: action.starts_on === null ? null : dateOf(action.starts_on),
		endsOn: action.ends_on === null ? null : dateOf(action.ends_on),
		durationMonths: action.duration_months,
		body: action.body,
		bodyKind: action.body_kind,
		mwThreshold: action.mw_threshold,
		covers: action.covers,
		follows: followed(action.action_id, ofPlace, before),
		later:
			action.later_state === null || action.later_seen === null
				? null
				: { state: action.later_state, seen: dateOf(action.later_seen) }
	};
}

/** The nearest step before it that counts here: a suit or a vote on a project may lie between. */
function followed(
	id: string,
	ofPlace: ReadonlyMap<string, Action>,
	before: ReadonlyMap<string, string>
): string | null {
	const seen = new Set([id]);
	for (let next = before.get(id); next && !seen.has(next); next = before.get(next)) {
		if (ofPlace.has(next)) return next;
		seen.add(next);
	}
	return null;
}

function dateOf(date: string) {
	const interval = parseDate(date);
	if (!interval) throw new Error(`invalid date ${date} in a loaded row`);
	return interval;
}
