import type { CompiledQuery } from 'kysely';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Direction, Tier } from '#lib/domain/closed.ts';
import type { Rule, Status } from '#lib/domain/status/status-words.ts';
import { verifiedSql } from '../../counted.ts';
import type { OpenRelease } from '../../release.ts';

export type Prepares = Pick<OpenRelease, 'prepare'>;

/** Kinds of region a map is divided into. */
export type Level = 'state' | 'county';

/** A count of one region. */
export interface CountRow {
	region: string;
	region_name: string;
	date: string | null;
	value: number;
	confirmed: number;
}

/** A count of places with a restriction, and the rules of the region itself. */
export interface RestrictionRow extends CountRow {
	no_end: number;
	/** `rule|status|last day|what it covers` of each rule of the region itself, joined with `~`. */
	own: string | null;
}

/** The newest record of a place, and where it lies. */
export interface PlaceRow {
	place_id: string;
	place_name: string;
	region_name: string;
	lon: number | null;
	lat: number | null;
	position_precision: 'place' | 'county' | 'state' | 'none' | null;
	records: number;
}

/** The same event told twice counts once. */
export const TOLD_ONCE = `a.action_id NOT IN (SELECT action_id FROM action_facts WHERE same_as IS NOT NULL)`;
/** SQLite takes the bare column from the row of the maximum: the date as it is written. */
const COUNTED = `a.date, max(a.date_start) AS newest, count(*) AS value, count(*) FILTER (WHERE ${verifiedSql('a')}) AS confirmed`;
const RESTRICTED = `max(a."from") AS date, count(DISTINCT a.place_id) AS value,
	count(DISTINCT a.place_id) FILTER (WHERE ${verifiedSql('a')}) AS confirmed,
	count(DISTINCT a.place_id) FILTER (WHERE a.status = 'unknown_end') AS no_end`;
/** A city that is a county of its own is the whole region. */
const IS_OWN = `a.region = r.region AND (a.reach = r.kind OR lower(r.name) = lower(a.place_name || ' city'))`;
const IN_LEVEL = `JOIN region_closure c ON c.region = a.region JOIN regions r ON r.region = c.ancestor AND r.kind = ?`;

/** A statement around the rows of a query. */
export const over = <Row>(
	release: Prepares,
	{ sql, parameters }: CompiledQuery,
	around: (rows: string) => string,
	...after: string[]
): Row[] => release.prepare(around(`(${sql}) a`)).all(...parameters, ...after) as Row[];

/** Actions of a query by region, most first. */
export const actionsByRegion = (
	release: Prepares,
	actions: CompiledQuery<CollectionRow<'actions'>>,
	level: Level
): CountRow[] =>
	over(
		release,
		actions,
		(rows) => `SELECT r.region, r.label AS region_name, ${COUNTED} FROM ${rows} ${IN_LEVEL}
			WHERE ${TOLD_ONCE} GROUP BY r.region ORDER BY value DESC, r.region`,
		level
	);

/** All actions of a query. */
export const actionsInAll = (
	release: Prepares,
	actions: CompiledQuery<CollectionRow<'actions'>>
): Omit<CountRow, 'region' | 'region_name'> | undefined =>
	over<CountRow>(
		release,
		actions,
		(rows) => `SELECT ${COUNTED} FROM ${rows} WHERE ${TOLD_ONCE}`
	)[0];

/** Places with a restriction among those of a query, by region, most first. */
export const restrictionsByRegion = (
	release: Prepares,
	statuses: CompiledQuery<CollectionRow<'statuses'>>,
	level: Level
): RestrictionRow[] =>
	over(
		release,
		statuses,
		(rows) => `SELECT r.region, r.label AS region_name, ${RESTRICTED},
				group_concat(CASE WHEN ${IS_OWN} THEN a.action_type || '|' || a.status || '|' || coalesce(a."to", '') || '|' || coalesce(a.covers, '') END, '~') AS own
			FROM ${rows} ${IN_LEVEL} GROUP BY r.region ORDER BY value DESC, r.region`,
		level
	);

/** All places with a restriction among those of a query. */
export const restrictionsInAll = (
	release: Prepares,
	statuses: CompiledQuery<CollectionRow<'statuses'>>,
	region: string
): Omit<RestrictionRow, 'region' | 'region_name'> | undefined =>
	over<RestrictionRow>(
		release,
		statuses,
		(rows) => `SELECT ${RESTRICTED},
				group_concat(CASE WHEN ${IS_OWN} THEN a.action_type || '|' || a.status || '|' || coalesce(a."to", '') || '|' || coalesce(a.covers, '') END, '~') AS own
			FROM ${rows} JOIN regions r ON r.region = ?`,
		region
	)[0];

const PLACE = `a.place_id, a.place_name, a.region_name, x.lon, x.lat, x.position_precision, count(*) AS records`;

/** Places of the actions of a query, each with its newest action: SQLite takes bare columns from the row of the maximum. */
export const placesOfActions = (
	release: Prepares,
	actions: CompiledQuery<CollectionRow<'actions'>>
): (PlaceRow & {
	action_id: string;
	direction: Direction;
	date: string;
	action_type_label: string;
	decision: string;
})[] =>
	over(
		release,
		actions,
		(rows) => `SELECT ${PLACE}, a.action_id, a.direction, a.date, a.action_type_label, a.decision,
				max(a.date_start || a.action_id)
			FROM ${rows} LEFT JOIN positions x ON x.place_id = a.place_id
			WHERE ${TOLD_ONCE} GROUP BY a.place_id ORDER BY a.place_id`
	);

/** Places of the restrictions of a query, each with its newest. */
export const placesOfRestrictions = (
	release: Prepares,
	statuses: CompiledQuery<CollectionRow<'statuses'>>
): (PlaceRow & { because: string; action_type: Rule; status: Status; to: string | null })[] =>
	over(
		release,
		statuses,
		(
			rows
		) => `SELECT ${PLACE}, a.because, a.action_type, a.status, a."to", max(a."from" || a.status_id)
			FROM ${rows} LEFT JOIN positions x ON x.place_id = a.place_id
			GROUP BY a.place_id ORDER BY a.place_id`
	);

/** What a measured value of a region is read from. */
export interface MeasuredRow {
	region: string;
	region_name: string;
	kind: string;
	date: string;
	date_start: string;
	date_end: string;
	value: number;
	source_id: string;
	source_url: string | null;
	publisher: string;
	tier: Tier;
	independent_sources: number;
}

const MEASURED = `a.region, a.region_name, r.kind, a.date, a.date_start, a.date_end, a.source_id, a.source_url, a.publisher, a.tier, a.independent_sources`;

/** Values of the observations of a query that are no projection and begin not after a day, newest first. */
export const measuredValues = (
	release: Prepares,
	observations: CompiledQuery<CollectionRow<'observations'>>,
	on: string
): MeasuredRow[] =>
	over(
		release,
		observations,
		(rows) => `SELECT ${MEASURED}, a.value FROM ${rows} JOIN regions r ON r.region = a.region
			WHERE a.estimate <> 'projection' AND a.date_start <= ? ORDER BY a.date_start DESC, a.dataset, a.region`,
		on
	);

/** Shares of the readings of a query, newest first. */
export const measuredReadings = (
	release: Prepares,
	readings: CompiledQuery<CollectionRow<'readings'>>,
	on: string
): (MeasuredRow & { house: string; wording_group_label: string; population_label: string })[] =>
	over(
		release,
		readings,
		(
			rows
		) => `SELECT ${MEASURED}, a.percent AS value, a.house, a.wording_group_label, a.population_label
			FROM ${rows} JOIN regions r ON r.region = a.region
			WHERE a.date_start <= ? ORDER BY a.date_start DESC, a.wording_group, a.reading_id`,
		on
	);

/** What kind of region a code is; undefined where the release has no such region. */
export const kindOf = ({ prepare }: Prepares, region: string): string | undefined =>
	prepare('SELECT kind FROM regions WHERE region = ?').pluck().get(region) as string | undefined;

/** Names of the counties of a state, by code. */
export const countyNames = ({ prepare }: Prepares, state: string): [string, string][] =>
	prepare(`SELECT region, name FROM regions WHERE kind = 'county' AND parent = ? ORDER BY name`)
		.raw()
		.all(state) as [string, string][];
