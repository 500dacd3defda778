import { sql } from 'kysely';
import { defineQuery, label } from '../query.ts';

const READING_ID = `g.question_id || '|' || g.subgroup || '|' || g.option`;

/** The one option a wording group follows: what a reading is, unless every option is asked for. */
const FOLLOWED = sql<boolean>`g.followed = 'yes'`;

export const readingsQuery = defineQuery('readings', {
	select: (db) =>
		db
			.selectFrom('readings as g')
			.innerJoin('regions as r', 'r.region', 'g.region')
			.innerJoin('sources as s', 's.source_id', 'g.best_source')
			.select([
				'g.region',
				'r.label as region_name',
				'g.date',
				'g.date_basis',
				'g.date_start',
				'g.date_end',
				'g.date_precision',
				'g.trend_date',
				'g.field_days',
				'g.house',
				'g.pollster',
				'g.population',
				label('population', 'g.population').as('population_label'),
				'g.topic',
				'g.proximity',
				'g.wording_group',
				'g.item',
				label('topic', 'g.topic').as('topic_label'),
				label('proximity', 'g.proximity').as('proximity_label'),
				label('wording_group', 'g.wording_group').as('wording_group_label'),
				'g.summary',
				sql<
					string | null
				>`(SELECT q.question_text FROM questions q WHERE q.question_id = g.question_id)`.as(
					'question_text'
				),
				'g.subgroup_kind',
				'g.subgroup',
				label('subgroup', 'g.subgroup').as('subgroup_label'),
				'g.option',
				label('option', 'g.option').as('option_label'),
				'g.stance',
				'g.followed',
				'g.percent',
				'g.qualifier',
				'g.sample_size',
				'g.margin',
				'g.margin_basis',
				'g.poll_id',
				'g.question_id',
				'g.dataset',
				sql<string>`${sql.raw(READING_ID)}`.as('reading_id'),
				'g.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'g.tier',
				'g.independent_sources'
			]),
	id: READING_ID,
	ties: 'g.question_id, g.subgroup, g.option, g.dataset',
	order: { date: 'g.date_start', date_end: 'g.date_end', tier: 'g.tier' },
	columns: {
		house: 'g.house',
		pollster: 'g.pollster',
		population: 'g.population',
		topic: 'g.topic',
		proximity: 'g.proximity',
		wording_group: 'g.wording_group',
		item: 'g.item',
		subgroup: 'g.subgroup',
		option: 'g.option',
		stance: 'g.stance',
		dataset: 'g.dataset',
		tier: 'g.tier',
		min_sources: 'g.independent_sources'
	},
	special: {
		followed: ([value]) => (value === 'all' ? sql<boolean>`1` : FOLLOWED),
		pool: ([pool]) =>
			sql<boolean>`g.wording_group IN (SELECT wording_group FROM pools WHERE pool = ${pool})`
	},
	always: ({ filters }) => (filters.followed ? [] : [FOLLOWED]),
	dates: 'g',
	region: 'g.region',
	search: { kind: 'question', id: 'g.question_id' }
});
