import { sql } from 'kysely';
import { defineQuery, label } from '../query.ts';

export const actionsQuery = defineQuery('actions', {
	select: (db, { day }) =>
		db
			.selectFrom('actions as a')
			.innerJoin('places as l', 'l.place_id', 'a.place_id')
			.innerJoin('regions as r', 'r.region', 'a.region')
			.innerJoin('sources as s', 's.source_id', 'a.best_source')
			.innerJoin('action_facts as f', 'f.action_id', 'a.action_id')
			.innerJoin('positions as x', 'x.place_id', 'a.place_id')
			.select([
				'a.region',
				'r.label as region_name',
				'a.date',
				'a.date_basis',
				'a.date_start',
				'a.date_end',
				'l.name as place_name',
				'l.place_kind',
				'a.place_id',
				'a.action_type',
				label('action_type', 'a.action_type').as('action_type_label'),
				'a.body',
				'a.body_kind',
				'a.decision',
				'a.direction',
				'a.binding',
				'a.votes_for',
				'a.votes_against',
				'a.percent_for',
				'a.percent_restrictive',
				'a.duration_months',
				'a.starts_on',
				'a.ends_on',
				'a.later_state',
				'a.later_seen',
				'a.awaits',
				'a.awaits_on',
				'a.covers',
				'a.mw_threshold',
				'a.project_name',
				'a.developer',
				'a.project_mw',
				'a.project_investment_usd',
				'a.follows',
				'a.summary',
				'a.note',
				'f.mechanism',
				'f.mechanism_strength',
				'f.advisory',
				'f.project_id',
				'f.same_as',
				'f.vote_day',
				'f.awaited',
				'f.awaited_from',
				'f.awaited_to',
				sql<
					'yes' | 'no'
				>`iif(${day} IS NOT NULL AND f.awaited_to < ${day} AND NOT EXISTS (SELECT 1 FROM actions n WHERE n.follows = a.action_id
						OR (n.place_id = a.place_id AND n.action_type = a.action_type AND n.action_id <> a.action_id AND n.date_end >= f.awaited_from)), 'yes', 'no')`.as(
					'result_missing'
				),
				'x.lon',
				'x.lat',
				'x.position_precision',
				'a.added',
				'a.changed',
				'a.dataset',
				'a.action_id',
				'a.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'a.tier',
				'a.independent_sources'
			]),
	shape: () => null,
	id: 'a.action_id',
	order: { date: 'a.date_start', date_end: 'a.date_end', region: 'a.region', tier: 'a.tier' },
	stamps: 'a',
	columns: {
		place: 'a.place_id',
		action_type: 'a.action_type',
		decision: 'a.decision',
		direction: 'a.direction',
		binding: 'a.binding',
		body_kind: 'a.body_kind',
		mechanism: 'f.mechanism',
		dataset: 'a.dataset',
		tier: 'a.tier',
		min_sources: 'a.independent_sources'
	},
	special: {
		repeated: ([value]) =>
			value === 'yes' ? sql<boolean>`f.same_as IS NOT NULL` : sql<boolean>`f.same_as IS NULL`
	},
	dates: 'a',
	region: 'a.region',
	search: { kind: 'action', id: 'a.action_id' }
});
