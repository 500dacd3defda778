import { ascending } from 'd3-array';
import type { Awaits } from '#lib/domain/actions/vote-day.ts';
import { parseDate } from '#lib/domain/dates.ts';
import type { DatePrecision, Tier } from '#lib/domain/closed.ts';
import { stepKind, type Ahead } from '#lib/domain/keeping-up/ahead.ts';
import type { Reach, Rule } from '#lib/domain/status/status-words.ts';
import { reachOf } from '#lib/domain/status/in-force.ts';
import type { OpenRelease } from '../../release.ts';
import { FIRST_DAY } from '#lib/domain/history/history.ts';

/** A date ahead with the record behind it. */
export interface AheadRow extends Ahead {
	/** The same for good: the matter that runs out, or the action that is in the future. */
	ahead_id: string;
	region: string;
	place_id: string;
	action_id: string;
	summary: string;
	source_id: string;
	source_url: string | null;
	publisher: string;
	tier: Tier;
	independent_sources: number;
	/** The days on which the record came and on which it last came or changed; the first of the data where not known. */
	added: string;
	stamp: string;
}

/** Where dates are looked for. */
export interface AheadScope {
	/** Regions with what lies inside them, and the rules of the states and countries around; null for everywhere. */
	regions: readonly string[] | null;
	/** One place: its own dates, and those of the county, state and country around. */
	place?: string;
}

/** The row of an action, its place, region and source, under the names of AheadRow. */
const RECORD = `a.action_id, a.region, r.label AS region_name, r.kind AS region_kind, a.place_id, l.name AS place_name,
	l.place_kind, a.action_type, coalesce(v.label, a.action_type) AS action_type_label, a.decision, a.summary,
	a.source_id, s.url AS source_url, s.publisher, a.tier, a.independent_sources,
	coalesce(a.added, '${FIRST_DAY}') AS added, coalesce(a.changed, a.added, '${FIRST_DAY}') AS stamp`;
const JOINS = `JOIN places l ON l.place_id = a.place_id JOIN regions r ON r.region = a.region
	JOIN sources s ON s.source_id = a.best_source
	LEFT JOIN vocabulary v ON v.kind = 'action_type' AND v.value = a.action_type`;

/** Inside a region, or a rule of a state or country around it; of a place only itself and what is around. */
const WHERE = (reach: string) => `(@everywhere
	OR (@place = '' AND a.region IN (SELECT c.region FROM region_closure c WHERE c.ancestor IN (SELECT value FROM json_each(@regions))))
	OR a.place_id = @place
	OR ((${reach}) AND a.region IN (SELECT c.ancestor FROM region_closure c WHERE c.region IN (SELECT value FROM json_each(@regions)))))`;

interface AheadFound extends Omit<AheadRow, keyof Ahead | 'ahead_id'> {
	region_name: string;
	place_name: string;
	region_kind: string;
	place_kind: string;
	action_type: string;
	action_type_label: string;
	decision: string;
}

/**
 * Dates after a day, soonest first: ends of pauses and bans in force, stated or computed; first days of what takes
 * effect; votes, hearings, reports and other steps in the future, also where a record of an earlier day names them. When a pause without an end may have lapsed is no such date.
 * @param on YYYY-MM-DD
 */
export function datesAhead(
	release: Pick<OpenRelease, 'prepare'>,
	scope: AheadScope,
	on: string
): AheadRow[] {
	const given = {
		on,
		everywhere: scope.regions === null && scope.place === undefined ? 1 : 0,
		place: scope.place ?? '',
		regions: JSON.stringify(scope.regions ?? [])
	};
	return [...expiries(release, given), ...dated(release, given, on)].sort(soonestFirst);
}

/** The same of several regions and places, each date once. */
export function datesAheadOf(
	release: Pick<OpenRelease, 'prepare'>,
	scopes: readonly AheadScope[],
	on: string
): AheadRow[] {
	const found = scopes.flatMap((scope) => datesAhead(release, scope, on));
	return [...new Map(found.map((row) => [row.ahead_id, row])).values()].sort(soonestFirst);
}

const soonestFirst = (a: AheadRow, b: AheadRow): number =>
	ascending(a.date_start, b.date_start) ||
	ascending(a.date_end, b.date_end) ||
	ascending(a.ahead_id, b.ahead_id);

interface Expiry extends AheadFound {
	matter: string;
	rule: Rule;
	reach: Reach;
	last: string;
	first: string;
	precision: DatePrecision;
	basis: Ahead['basis'];
}

function expiries({ prepare }: Pick<OpenRelease, 'prepare'>, given: object): AheadRow[] {
	const rows = prepare(
		`SELECT ${RECORD}, t.matter, t.action_type AS rule, t.reach, t."to" AS last, t.to_earliest AS first,
				t.to_precision AS precision, t.to_basis AS basis
			FROM statuses t JOIN actions a ON a.action_id = t.last_action ${JOINS}
			WHERE t.status IN ('active', 'extended') AND t.to_basis IN ('stated', 'computed') AND t."to" >= @on
				AND ${WHERE("t.reach IN ('state', 'country') OR (@place <> '' AND t.reach = 'county')")}
			ORDER BY t.matter, t."to"`
	).all(given) as Expiry[];
	const latest = new Map(rows.map((row) => [row.matter, row]));
	return [...latest.values()].map((row) => ({
		...recordOf(row),
		ahead_id: `expiry:${row.matter}`,
		kind: 'expiry',
		date_start: row.first,
		date_end: row.last,
		date_precision: row.precision,
		basis: row.basis,
		reach: row.reach,
		rule: row.rule
	}));
}

/** Actions whose own day, first day in force, or day of what they wait for lies after the day asked for. */
function dated({ prepare }: Pick<OpenRelease, 'prepare'>, given: object, on: string): AheadRow[] {
	const around = `r.kind IN ('state', 'country') AND l.place_kind = r.kind OR (@place <> '' AND r.kind = 'county' AND l.place_kind = 'county')`;
	const rows = prepare(
		`SELECT ${RECORD}, a.date, a.starts_on, f.awaited, f.awaited_from, f.awaited_to FROM actions a ${JOINS} JOIN action_facts f ON f.action_id = a.action_id
			WHERE f.same_as IS NULL AND a.decision NOT IN ('repealed', 'expired', 'withdrawn', 'rejected', 'denied', 'vetoed', 'blocked')
				AND (a.date_end > @on OR a.starts_on IS NOT NULL OR f.awaited_from > @on) AND ${WHERE(around)}`
	).all(given) as (AheadFound & Partial<Awaits> & { date: string; starts_on: string | null })[];
	return rows.flatMap((row): AheadRow[] => {
		const common = {
			...recordOf(row),
			basis: 'stated' as const,
			reach: reachOf(row.place_kind, row.region_kind),
			rule: null
		};
		const day = daysOf(row.date);
		const awaited = awaitedAfter(row, on);
		const start = row.starts_on === null ? null : daysOf(row.starts_on);
		return [
			...(start && start.date_start > on
				? [
						{
							...common,
							...start,
							kind: 'effective' as const,
							ahead_id: `effective:${row.action_id}`
						}
					]
				: []),
			...(day && day.date_start > on
				? [
						{
							...common,
							...day,
							kind: stepKind(row.summary, row.decision),
							ahead_id: `step:${row.action_id}`
						}
					]
				: awaited === null
					? []
					: [{ ...common, ...awaited, ahead_id: `awaited:${row.action_id}` }])
		];
	});
}

/** What a step of an earlier day waits for, where that lies ahead. */
function awaitedAfter(
	{ awaited, awaited_from: start, awaited_to: end }: Partial<Awaits>,
	on: string
): Pick<Ahead, 'kind' | 'date_start' | 'date_end' | 'date_precision'> | null {
	if (!awaited || !start || !end || start <= on) return null;
	const precision =
		start === end ? 'day' : start.slice(0, 7) === end.slice(0, 7) ? 'month' : 'year';
	return { kind: awaited, date_start: start, date_end: end, date_precision: precision };
}

function daysOf(date: string): Pick<Ahead, 'date_start' | 'date_end' | 'date_precision'> | null {
	const days = parseDate(date);
	return days && { date_start: days.start, date_end: days.end, date_precision: days.precision };
}

/** What of a record stands in its dates. */
const OF_RECORD = [
	...(['region', 'region_name', 'place_id', 'place_name', 'action_id'] as const),
	...(['action_type_label', 'summary', 'source_id', 'source_url', 'publisher'] as const),
	...(['tier', 'independent_sources', 'added', 'stamp'] as const)
];
type OfRecord = Pick<AheadFound, (typeof OF_RECORD)[number]>;

const recordOf = (found: AheadFound): OfRecord =>
	Object.fromEntries(OF_RECORD.map((name) => [name, found[name]])) as OfRecord;
