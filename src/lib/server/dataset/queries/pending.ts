import { sql, type Expression, type SqlBool } from 'kysely';
import type { Tier } from '#lib/domain/closed.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { OpenRelease } from '../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** A restriction that a tracker listed as pending, as it was known on a day. */
export interface PendingMatter {
	region: string;
	region_name: string;
	place_id: string | null;
	place_name: string | null;
	tracker: string;
	tracker_record_id: string;
	tracker_types: string | null;
	status: string;
	/** First and last day on which it was seen pending, up to the day asked for. */
	first_pending: string;
	last_pending: string;
	project_name: string | null;
	/** Actions it was matched to, joined with |. */
	action_id: string | null;
	/** The first restriction adopted there, or project denied, since it was last seen pending. */
	since_action: string | null;
	since_date: string | null;
	source_id: string;
	source_url: string | null;
	publisher: string;
	tier: Tier;
}

/** Sightings that tell what was known at the end of a day. */
const KNOWN = `g.first_seen <= @on AND (g.known_until IS NULL OR g.known_until > @on)`;

/** A restriction of the same place, or of the same region where the place is not one of ours. */
const SINCE = `FROM actions a WHERE a.region = g.region AND (g.place_id IS NULL OR a.place_id = g.place_id)
	AND a.direction = 'restrictive' AND a.date_start > g.last_seen AND a.date_start <= @on
	AND (a.decision IN ('adopted', 'approved', 'extended') AND a.action_type IN ('moratorium', 'ban', 'zoning_rule', 'ballot_measure', 'referendum')
		OR a.decision = 'denied' AND a.action_type = 'project_vote')
	ORDER BY a.date_start, a.action_id LIMIT 1`;

const MATTERS = `SELECT g.region, r.label AS region_name, g.place_id, g.place_name, g.tracker, g.tracker_record_id,
		g.tracker_types, g.status,
		(SELECT min(x.first_seen) FROM sightings x WHERE x.tracker = g.tracker AND x.tracker_record_id = g.tracker_record_id
			AND x.dataset = g.dataset AND x.says = 'pending' AND x.first_seen <= @on) AS first_pending,
		min(g.last_seen, @on) AS last_pending, g.project_name, g.action_id,
		(SELECT a.action_id ${SINCE}) AS since_action, (SELECT a.date ${SINCE}) AS since_date,
		g.source_id, s.url AS source_url, s.publisher, s.tier
	FROM sightings g JOIN regions r USING (region) JOIN sources s USING (source_id)
	WHERE g.says = 'pending' AND ${KNOWN}`;
const ORDER = 'ORDER BY last_pending DESC, g.region, g.place_name, g.tracker, g.tracker_record_id';

/**
 * Restrictions pending in a region with what lies inside, or in one place, as known on a day, those seen last first.
 * @param on YYYY-MM-DD
 */
export const pendingIn = (
	{ prepare }: Prepares,
	at: { region: string; place: string | null },
	on: string
): PendingMatter[] =>
	prepare(
		`${MATTERS} AND iif(@place IS NULL, @region = 'WLD' OR g.region IN (SELECT region FROM region_closure WHERE ancestor = @region),
			g.place_id = @place) ${ORDER}`
	).all({ ...at, on }) as PendingMatter[];

/** Every restriction pending as known on a day. */
export const pendingOn = ({ prepare }: Prepares, on: string): PendingMatter[] =>
	prepare(`${MATTERS} ${ORDER}`).all({ on }) as PendingMatter[];

/** Where a place with a restriction pending lies. */
interface PendingPlace {
	place_id: string;
	place_name: string;
	lon: number | null;
	lat: number | null;
	position_precision: 'place' | 'county' | 'state' | 'none';
}

/** Places of ours with a restriction pending as known on a day, by their id. */
export const pendingPlaces = ({ prepare }: Prepares, on: string): Map<string, PendingPlace> =>
	new Map(
		(
			prepare(
				`SELECT x.place_id, p.name AS place_name, x.lon, x.lat, x.position_precision
					FROM positions x JOIN places p USING (place_id)
					WHERE x.place_id IN (SELECT g.place_id FROM sightings g WHERE g.says = 'pending' AND ${KNOWN})`
			).all({ on }) as PendingPlace[]
		).map((place) => [place.place_id, place])
	);

/** Whether a tracker listed anything of a region itself on a day that is pending, adopted or fought over. */
export const isListed = ({ prepare }: Prepares, region: string, on: string): boolean =>
	prepare(
		`SELECT 1 FROM sightings g WHERE g.region = @region AND g.says <> 'other' AND ${KNOWN} LIMIT 1`
	).get({ region, on }) !== undefined;

/** The condition that sightings `g` show a restriction pending as known on the day of a query. */
const pendingOnDay = (day: string) =>
	sql<SqlBool>`g.says = 'pending' AND g.first_seen <= ${day} AND (g.known_until IS NULL OR g.known_until > ${day})`;

/** Narrows sightings `g` to those that show a restriction pending on the day, or to all others. */
export const pendingSightings = (query: Query): Expression<SqlBool>[] =>
	narrowed(query, (day) => pendingOnDay(day));

/** Narrows regions `r` to those in which a restriction was pending on the day, as it was known then. */
export const pendingRegions = (query: Query): Expression<SqlBool>[] =>
	narrowed(
		query,
		(day) => sql<SqlBool>`r.region IN (SELECT g.region FROM sightings g WHERE ${pendingOnDay(day)})`
	);

function narrowed(
	{ filters, day }: Query,
	condition: (day: string) => Expression<SqlBool>
): Expression<SqlBool>[] {
	const [asked] = filters.pending ?? [];
	if (asked === undefined || day === null) return [];
	return [
		asked === 'yes' ? sql<SqlBool>`(${condition(day)})` : sql<SqlBool>`NOT (${condition(day)})`
	];
}
