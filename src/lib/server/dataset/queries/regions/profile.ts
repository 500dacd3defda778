import { group } from 'd3-array';
import { SELF_ONLY_KINDS, type Tier } from '#lib/domain/closed.ts';
import { standingOn } from '#lib/domain/status/on.ts';
import type { Status } from '#lib/domain/status/status-words.ts';
import type { Counted } from '#lib/domain/actions/votes.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** A place as a profile names it. */
export interface ProfilePlace {
	place_id: string;
	name: string;
	place_kind: string;
	region: string;
}

/** The place of an id; null where a release has none. */
export function placeOf({ prepare }: Prepares, id: string): ProfilePlace | null {
	const row = prepare(
		'SELECT place_id, name, place_kind, region FROM places WHERE place_id = ?'
	).get(id) as ProfilePlace | undefined;
	return row ?? null;
}

/** A city that is a county of its own is the whole region; as `isWholeRegion`. */
const IS_WHOLE_REGION = `(r.kind = 'county' AND lower(r.name) = lower(l.name || ' city'))`;

const INSIDE = 'SELECT region FROM region_closure WHERE ancestor = @region';

/** The firmest status of each place inside a region on a day, counted; the region's own rules are left out. */
export function statusesInside(
	{ prepare }: Prepares,
	region: string,
	on: string
): { region: string; place_id: string; status: Status; tier: Tier }[] {
	const rows = prepare(
		`SELECT t.place_id, t.region, t.status, t."from", t."to", a.tier
			FROM statuses t JOIN places l USING (place_id) JOIN regions r ON r.region = t.region
				JOIN actions a ON a.action_id = t.last_action
			WHERE (@region = 'WLD' OR t.region IN (${INSIDE})) AND t."from" <= @on AND (t."to" IS NULL OR t."to" >= @on)
				AND NOT (t.region = @region AND (t.reach IN ('county', 'state', 'country') OR ${IS_WHOLE_REGION}))`
	).all({ region, on }) as {
		place_id: string;
		region: string;
		status: Status;
		tier: Tier;
		from: string;
		to: string | null;
	}[];
	return [...group(rows, ({ place_id }) => place_id).values()].flatMap((rules) => {
		const [firmest] = standingOn(rules, on);
		return firmest
			? [
					{
						region: firmest.region,
						place_id: firmest.place_id,
						status: firmest.status,
						tier: firmest.tier
					}
				]
			: [];
	});
}

/** Places of exactly this region that something is on record of, with their actions; the region itself, as a body, is none. */
export function placesIn(
	{ prepare }: Prepares,
	region: string,
	on: string
): { place_id: string; name: string; place_kind: string; actions: number; restrictive: number }[] {
	return prepare(
		`SELECT l.place_id, l.name, l.place_kind, count(*) AS actions, count(*) FILTER (WHERE a.direction = 'restrictive') AS restrictive
			FROM places l JOIN actions a USING (place_id) JOIN action_facts f USING (action_id)
			WHERE l.region = ? AND l.place_kind NOT IN ('county', 'parish', 'state', 'country') AND a.date_start <= ? AND f.same_as IS NULL
			GROUP BY l.place_id ORDER BY actions DESC, l.name`
	).all(region, on) as ReturnType<typeof placesIn>;
}

const SELF_ONLY = SELF_ONLY_KINDS.map((kind) => `'${kind}'`).join(', ');

/** Regions directly inside a region that something is on record of, and how many there are in all. */
export function childrenOf(
	{ prepare }: Prepares,
	region: string,
	on: string
): {
	all: number;
	known: {
		region: string;
		region_name: string;
		kind: string;
		actions: number;
		restrictive: number;
	}[];
} {
	const all = prepare(
		`SELECT count(*) FROM regions WHERE parent = ? AND kind NOT IN (${SELF_ONLY})`
	)
		.pluck()
		.get(region) as number;
	const known = prepare(
		`SELECT r.region, r.name AS region_name, r.kind, count(*) AS actions, count(*) FILTER (WHERE a.direction = 'restrictive') AS restrictive
			FROM regions r JOIN region_closure c ON c.ancestor = r.region JOIN actions a ON a.region = c.region
				JOIN action_facts f USING (action_id)
			WHERE r.parent = ? AND a.date_start <= ? AND f.same_as IS NULL
			GROUP BY r.region ORDER BY actions DESC, r.name`
	).all(region, on) as ReturnType<typeof childrenOf>['known'];
	return { all, known };
}

/** Of each region with a rule inside a region, the part directly inside that region in which it lies. */
export const partOf = ({ prepare }: Prepares, region: string): ReadonlyMap<string, string> =>
	new Map(
		prepare(
			`SELECT c.region, c.ancestor FROM regions r JOIN region_closure c ON c.ancestor = r.region
				WHERE r.parent = ? AND c.region IN (SELECT region FROM statuses)`
		)
			.raw()
			.all(region) as [string, string][]
	);

/** Actions of a region with what lies inside, or of one place, up to a day, each event once, as far as counts need them. */
export const countedActions = (
	{ prepare }: Prepares,
	at: { region: string; place: string | null },
	on: string
): Counted[] =>
	prepare(
		`SELECT f.decided_vote, a.direction, a.tier
			FROM actions a JOIN action_facts f USING (action_id)
			WHERE f.same_as IS NULL AND a.date_start <= @on
				AND iif(@place IS NULL, @region = 'WLD' OR a.region IN (${INSIDE}), a.place_id = @place)`
	).all({ ...at, on }) as Counted[];

/** Actions that tell an event another record tells already: counts leave them out. */
export const repeated = ({ prepare }: Prepares): ReadonlySet<string> =>
	new Set(
		prepare('SELECT action_id FROM action_facts WHERE same_as IS NOT NULL')
			.pluck()
			.all() as string[]
	);

/** A yearly value among those of all states: 1 is the highest. */
export interface Rank {
	period: string;
	rank: number;
	of: number;
}

/** Where a state stands among the states and the District of Columbia in one period of a series. */
export function rankAmongStates(
	{ prepare }: Prepares,
	series: string,
	region: string,
	period: string
): Rank | null {
	const row = prepare(
		`SELECT o.period, (SELECT count(*) FROM observations x JOIN regions r ON r.region = x.region AND r.kind = 'state' AND r.parent = 'US'
				WHERE x.series_id = o.series_id AND x.period = o.period AND x.latest = 'yes' AND x.dataset = 'groundswell' AND x.value > o.value) + 1 AS rank,
			(SELECT count(*) FROM observations x JOIN regions r ON r.region = x.region AND r.kind = 'state' AND r.parent = 'US'
				WHERE x.series_id = o.series_id AND x.period = o.period AND x.latest = 'yes' AND x.dataset = 'groundswell') AS "of"
		FROM observations o JOIN regions h ON h.region = o.region AND h.kind = 'state' AND h.parent = 'US'
		WHERE o.series_id = ? AND o.region = ? AND o.period = ? AND o.latest = 'yes' AND o.dataset = 'groundswell'`
	).get(series, region, period) as Rank | undefined;
	return row ?? null;
}
