import type { Direction, Tier } from '#lib/domain/closed.ts';
import type { ProjectStatus } from '#lib/domain/actions/projects.ts';
import type { RuleStanding } from '#lib/domain/status/in-force.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import type { OpenRelease } from '../release.ts';
import { ruleOf } from './actions/in-force.ts';
import { COVERS_WORDS } from './actions/status.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** What a record rests on. */
export interface Rests {
	source_id: string;
	tier: Tier;
	independent_sources: number;
	source_url: string | null;
	publisher: string;
}

/** An action as screening counts and names it. */
export interface ActionHere extends Rests {
	action_id: string;
	date: string;
	date_start: string;
	date_end: string;
	region: string;
	place_id: string;
	place_name: string;
	action_type: string;
	action_type_label: string;
	body: string;
	body_kind: string;
	decision: string;
	direction: Direction;
	binding: 'yes' | 'no' | null;
	decided_vote: 'yes' | 'no';
	votes_for: number | null;
	votes_against: number | null;
	percent_restrictive: number | null;
	summary: string;
	lon: number | null;
	lat: number | null;
	position_precision: 'place' | 'county' | 'state' | 'none' | null;
	stale_from: string | null;
}

/** Actions of the United States that began not after a day, each event once, newest first. */
export const actionsUntil = ({ prepare }: Prepares, on: string): ActionHere[] =>
	prepare(
		`SELECT a.action_id, a.date, a.date_start, a.date_end, a.region, a.place_id, l.name AS place_name,
				a.action_type, coalesce(v.label, a.action_type) AS action_type_label, a.body, a.body_kind, a.decision,
				a.direction, a.binding, a.votes_for, a.votes_against, a.percent_restrictive, a.summary, a.tier,
				a.independent_sources, a.source_id, s.url AS source_url, s.publisher, x.lon, x.lat, x.position_precision, h.stale_from,
				f.decided_vote
			FROM actions a JOIN action_facts f USING (action_id) JOIN places l ON l.place_id = a.place_id
				JOIN sources s ON s.source_id = a.best_source
				LEFT JOIN positions x ON x.place_id = a.place_id
				LEFT JOIN freshness h ON h.record_kind = 'action' AND h.record_id = a.action_id
				LEFT JOIN vocabulary v ON v.kind = 'action_type' AND v.value = a.action_type
			WHERE f.same_as IS NULL AND a.date_start <= ? AND (a.region = 'US' OR a.region LIKE 'US-%')
			ORDER BY a.date_start DESC, a.date_end DESC, a.action_id`
	).all(on) as ActionHere[];

/** A rule that covers a day, with what it rests on. */
export type RuleHere = RuleStanding & {
	row: StoredRow<'statuses'> &
		Rests &
		Pick<StoredRow<'action_facts'>, 'awaited' | 'awaited_from' | 'awaited_to'> & {
			place_name: string;
			whole: 0 | 1;
			covers_words: string | null;
		};
};

/** Every rule of the United States whose interval covers a day. */
export const rulesOn = ({ prepare }: Prepares, on: string): RuleHere[] => {
	const rows = prepare(
		`SELECT t.*, l.name AS place_name, r.kind = 'county' AND lower(r.name) = lower(l.name || ' city') AS whole,
				a.tier, a.independent_sources, a.source_id, s.url AS source_url, s.publisher, ${COVERS_WORDS} AS covers_words,
				f.awaited, f.awaited_from, f.awaited_to
			FROM statuses t JOIN places l USING (place_id) JOIN regions r ON r.region = t.region
				JOIN actions a ON a.action_id = t.last_action JOIN sources s ON s.source_id = a.best_source
				JOIN action_facts f ON f.action_id = t.last_action
			WHERE (t.region = 'US' OR t.region LIKE 'US-%') AND t."from" <= @on AND (t."to" IS NULL OR t."to" >= @on)
			ORDER BY t.status_id`
	).all({ on }) as RuleHere['row'][];
	return rows.map(ruleOf);
};

/** A project as screening sums it. */
export interface ProjectHere {
	project_id: string;
	project_name: string;
	developer: string | null;
	region: string;
	place_id: string;
	project_status: ProjectStatus;
	project_mw: number | null;
	project_investment_usd: number | null;
	decided_by: string | null;
}

/** Projects of the United States as they stood on a day. */
export const projectsUntil = ({ prepare }: Prepares, on: string): ProjectHere[] =>
	prepare(
		`SELECT project_id, project_name, developer, region, place_id, project_status, project_mw,
				project_investment_usd, decided_by
			FROM projects WHERE "from" <= @on AND ("to" IS NULL OR "to" >= @on) AND (region = 'US' OR region LIKE 'US-%')
			ORDER BY project_name, project_id`
	).all({ on }) as ProjectHere[];

/** A region that a site can lie in. */
export interface RegionHere {
	region: string;
	name: string;
	label: string;
	kind: 'state' | 'county';
	parent: string;
	lon: number | null;
	lat: number | null;
}

/** States and counties of the United States. */
export const usRegions = ({ prepare }: Prepares): RegionHere[] =>
	prepare(
		`SELECT region, name, label, kind, parent, lon, lat FROM regions
			WHERE kind IN ('state', 'county') AND region LIKE 'US-%' ORDER BY region`
	).all() as RegionHere[];

/** Codes that stand for a county, or overlap several. */
export const countyAliases = ({
	prepare
}: Prepares): { alias: string; region: string; name: string; note: string }[] =>
	prepare(
		`SELECT alias, region, name, note FROM region_aliases WHERE alias LIKE 'US-%' ORDER BY alias, region`
	).all() as ReturnType<typeof countyAliases>;

/** A place that something is on record of. */
export interface PlaceHere {
	place_id: string;
	name: string;
	place_kind: string;
	region: string;
	lon: number | null;
	lat: number | null;
	position_precision: 'place' | 'county' | 'state' | 'none' | null;
}

/** Places of the United States on record that are not a state or county as a body. */
export const usPlaces = ({ prepare }: Prepares): PlaceHere[] =>
	prepare(
		`SELECT l.place_id, l.name, l.place_kind, l.region, x.lon, x.lat, x.position_precision
			FROM places l LEFT JOIN positions x USING (place_id)
			WHERE l.region LIKE 'US-%' AND l.place_kind NOT IN ('county', 'parish', 'state', 'country')
			ORDER BY l.place_id`
	).all() as PlaceHere[];

/** Regions of which a reading against data centers of all people asked is on record. */
export const regionsAsked = ({ prepare }: Prepares): ReadonlySet<string> =>
	new Set(
		prepare("SELECT DISTINCT region FROM readings WHERE stance = 'oppose' AND subgroup = 'all'")
			.pluck()
			.all() as string[]
	);
