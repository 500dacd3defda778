import { sql } from 'kysely';
import { parseDate } from '#lib/domain/dates.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { defineQuery } from '../query.ts';

/** What the word for the scope of a rule `t` means. */
export const COVERS_WORDS = `(SELECT coalesce(w.definition, w.label) FROM vocabulary w WHERE w.kind = 'covers' AND w.value = t.covers)`;

export const statusesQuery = defineQuery('statuses', {
	select: (db) =>
		db
			.selectFrom('statuses as t')
			.innerJoin('places as l', 'l.place_id', 't.place_id')
			.innerJoin('regions as r', 'r.region', 't.region')
			.innerJoin('actions as a', 'a.action_id', 't.last_action')
			.innerJoin('action_facts as f', 'f.action_id', 't.last_action')
			.leftJoin('positions as x', 'x.place_id', 't.place_id')
			.select([
				't.region',
				'r.label as region_name',
				't.from as date',
				'l.name as place_name',
				'l.place_kind',
				't.place_id',
				't.action_type',
				't.status',
				't.from',
				't.to',
				't.from_basis',
				't.to_basis',
				't.from_latest',
				't.to_earliest',
				't.from_precision',
				't.to_precision',
				't.because',
				't.body',
				't.body_kind',
				't.mw_threshold',
				't.covers',
				sql<string | null>`${sql.raw(COVERS_WORDS)}`.as('covers_words'),
				't.reach',
				'f.awaited',
				'f.awaited_from',
				'f.awaited_to',
				'x.lon',
				'x.lat',
				sql<'place' | 'county' | 'state' | 'none'>`coalesce(x.position_precision, 'none')`.as(
					'position_precision'
				),
				't.matter',
				't.dataset',
				't.status_id',
				'a.tier',
				'a.independent_sources'
			]),
	id: 't.status_id',
	order: { date: 't."from"', to: 't."to"', region: 't.region', action_type: 't.action_type' },
	columns: {
		place: 't.place_id',
		action_type: 't.action_type',
		status: 't.status',
		reach: 't.reach',
		dataset: 't.dataset',
		tier: 'a.tier',
		min_sources: 'a.independent_sources'
	},
	special: {
		from: ([day = '']) =>
			sql<boolean>`(t."to" IS NULL OR t."to" >= ${parseDate(day)?.start ?? day})`,
		to: ([day = '']) => sql<boolean>`t."from" <= ${parseDate(day)?.end ?? day}`,
		current: () => sql<boolean>`1`
	},
	always: ({ filters, day }) => {
		if (!filters.current || day === null) return [];
		const covers = sql<boolean>`(t."from" <= ${day} AND (t."to" IS NULL OR t."to" >= ${day}))`;
		return [filters.current[0] === 'yes' ? covers : sql<boolean>`NOT ${covers}`];
	},
	region: 't.region'
});

/** The standing of a project on a day; without one, as when a record is asked for by its id, the latest. */
const stands = (day: string | null) =>
	day === null
		? sql<boolean>`j."to" IS NULL`
		: sql<boolean>`(j."from" <= ${day} AND (j."to" IS NULL OR j."to" >= ${day}))`;

export const projectsQuery = defineQuery('projects', {
	select: (db, { day }) =>
		db
			.selectFrom('projects as j')
			.innerJoin('places as l', 'l.place_id', 'j.place_id')
			.innerJoin('regions as r', 'r.region', 'j.region')
			.leftJoin('positions as x', 'x.place_id', 'j.place_id')
			.select([
				'j.region',
				'r.label as region_name',
				'j.date_end as date',
				'l.name as place_name',
				'l.place_kind',
				'j.place_id',
				'j.project_name',
				'j.developer',
				'j.project_status',
				'j.blocked',
				'j.refiled_as',
				'j.project_mw',
				'j.project_mw_min',
				'j.project_mw_max',
				'j.project_investment_usd',
				'j.project_investment_usd_min',
				'j.project_investment_usd_max',
				'j.date_start',
				'j.date_end',
				'j.decided_by',
				sql<string | null>`(SELECT d.note FROM actions d WHERE d.action_id = j.decided_by)`.as(
					'decided_note'
				),
				'j.actions',
				'j.from',
				'j.to',
				'x.lon',
				'x.lat',
				sql<'place' | 'county' | 'state' | 'none'>`coalesce(x.position_precision, 'none')`.as(
					'position_precision'
				),
				'j.dataset',
				'j.project_id'
			])
			.where(stands(day)),
	shape: () => null,
	id: 'j.project_id',
	order: {
		date: 'j.date_end',
		date_end: 'j.date_start',
		region: 'j.region',
		// The actions joined have columns of these names, too.
		project_name: 'j.project_name',
		developer: 'j.developer',
		project_mw: 'j.project_mw',
		project_investment_usd: 'j.project_investment_usd'
	},
	columns: {
		project_status: 'j.project_status',
		blocked: 'j.blocked',
		developer: 'j.developer',
		dataset: 'j.dataset'
	},
	dates: 'j',
	region: 'j.region'
});

/** Without a day, as when a collection is counted as a whole, nothing has gone stale yet. */
const isStale = (day: string | null) =>
	day === null ? sql<boolean>`0` : sql<boolean>`coalesce(f.stale_from <= ${day}, 0)`;

const NEEDS_A_LOOK = ({ day }: Query) =>
	sql<boolean>`(f.single_aggregator = 'yes' OR ${isStale(day)})`;

export const staleQuery = defineQuery('stale', {
	select: (db, { day }) =>
		db
			.selectFrom('freshness as f')
			.innerJoin('regions as r', 'r.region', 'f.region')
			.innerJoin('sources as s', 's.source_id', 'f.source_id')
			.leftJoin('fresh_limits as w', (on) =>
				on.onRef('w.record_kind', '=', 'f.record_kind').onRef('w.of_kind', '=', 'f.of_kind')
			)
			.select([
				'f.region',
				'r.label as region_name',
				'f.date',
				'f.record_kind',
				'f.record_id',
				'f.action_type',
				'f.of_kind',
				'f.summary',
				sql<'yes' | 'no'>`iif(${isStale(day)}, 'yes', 'no')`.as('stale'),
				'f.single_aggregator',
				'f.last_confirmed',
				'f.confirmed_by',
				'f.fresh_days',
				'w.reason as limit_reason',
				'f.stale_from',
				'f.dataset',
				sql<string>`f.record_kind || '|' || f.record_id`.as('stale_id'),
				's.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'f.tier',
				'f.independent_sources'
			]),
	shape: () => null,
	id: `f.record_kind || '|' || f.record_id`,
	order: {
		date: 'f.date_start',
		date_end: 'f.date_end',
		region: 'f.region',
		record_kind: 'f.record_kind',
		last_confirmed: 'f.last_confirmed'
	},
	columns: {
		record_kind: 'f.record_kind',
		single_aggregator: 'f.single_aggregator',
		action_type: 'f.action_type',
		dataset: 'f.dataset',
		tier: 'f.tier'
	},
	special: { stale: () => sql<boolean>`1` },
	always: (query) => [
		NEEDS_A_LOOK(query),
		...(query.filters.stale
			? [
					query.filters.stale[0] === 'yes'
						? isStale(query.day)
						: sql<boolean>`NOT ${isStale(query.day)}`
				]
			: [])
	],
	dates: 'f',
	region: 'f.region'
});

const LIMIT_ID = `w.record_kind || '|' || w.of_kind`;

export const freshLimitsQuery = defineQuery('fresh-limits', {
	select: (db) =>
		db
			.selectFrom('fresh_limits as w')
			.select([
				sql<string>`${sql.raw(LIMIT_ID)}`.as('limit_id'),
				'w.record_kind',
				'w.of_kind',
				sql<string>`coalesce((SELECT v.label FROM vocabulary v WHERE w.record_kind = 'action' AND v.kind = 'action_type' AND v.value = w.of_kind), replace(w.of_kind, '_', ' '))`.as(
					'of_label'
				),
				'w.fresh_days',
				'w.reason',
				'w.dataset'
			]),
	id: LIMIT_ID,
	order: { record_kind: 'w.record_kind', of_kind: 'w.of_kind', fresh_days: 'w.fresh_days' },
	columns: { record_kind: 'w.record_kind', dataset: 'w.dataset' }
});
