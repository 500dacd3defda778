import { sql } from 'kysely';
import { defineQuery, label } from '../query.ts';

/** Filters of a question, applied to the polls that asked one. */
const asked = (column: string) => (values: string[]) =>
	sql<boolean>`p.poll_id IN (SELECT poll_id FROM questions WHERE ${sql.ref(column)} IN (${sql.join(values)}))`;

const ORDER = { date: 'p.date_start', date_end: 'p.date_end', region: 'p.region', tier: 'p.tier' };

const pollColumns = {
	house: 'p.house',
	pollster: 'p.pollster',
	population: 'p.population',
	tier: 'p.tier',
	min_sources: 'p.independent_sources'
} as const;

const questionColumns = {
	...pollColumns,
	topic: 'q.topic',
	proximity: 'q.proximity',
	wording_group: 'q.wording_group',
	item: 'q.item',
	poll: 'q.poll_id'
} as const;

export const pollsQuery = defineQuery('polls', {
	select: (db) =>
		db
			.selectFrom('polls as p')
			.innerJoin('regions as r', 'r.region', 'p.region')
			.innerJoin('sources as s', 's.source_id', 'p.best_source')
			.select([
				'p.region',
				'r.label as region_name',
				'p.date',
				'p.date_basis',
				'p.date_start',
				'p.date_end',
				'p.house',
				'p.pollster',
				'p.sponsor',
				'p.sponsor_kind',
				'p.population',
				label('population', 'p.population').as('population_label'),
				'p.place_name',
				'p.field_start',
				'p.field_end',
				'p.published',
				'p.sample_size',
				'p.margin_of_error',
				'p.mode',
				sql<number>`(SELECT count(*) FROM questions q WHERE q.poll_id = p.poll_id)`.as('questions'),
				'p.same_as',
				'p.note',
				'p.added',
				'p.changed',
				'p.dataset',
				'p.poll_id',
				'p.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'p.tier',
				'p.independent_sources'
			]),
	id: 'p.poll_id',
	order: ORDER,
	stamps: 'p',
	columns: { ...pollColumns, dataset: 'p.dataset' },
	special: {
		repeated: ([value]) =>
			value === 'yes' ? sql<boolean>`p.same_as IS NOT NULL` : sql<boolean>`p.same_as IS NULL`,
		topic: asked('topic'),
		proximity: asked('proximity'),
		wording_group: asked('wording_group'),
		item: asked('item')
	},
	dates: 'p',
	region: 'p.region',
	search: { kind: 'poll', id: 'p.poll_id' }
});

export const questionsQuery = defineQuery('questions', {
	select: (db) =>
		db
			.selectFrom('questions as q')
			.innerJoin('polls as p', 'p.poll_id', 'q.poll_id')
			.innerJoin('regions as r', 'r.region', 'p.region')
			.innerJoin('sources as s', 's.source_id', 'p.best_source')
			.leftJoin('sources as w', 'w.source_id', 'q.text_source_id')
			.select([
				'p.region',
				'r.label as region_name',
				'p.date',
				'p.date_start',
				'p.date_end',
				'p.house',
				'p.pollster',
				'p.population',
				label('population', 'p.population').as('population_label'),
				'q.topic',
				'q.proximity',
				'q.wording_group',
				'q.item',
				label('topic', 'q.topic').as('topic_label'),
				label('proximity', 'q.proximity').as('proximity_label'),
				label('wording_group', 'q.wording_group').as('wording_group_label'),
				'q.multi',
				'q.summary',
				'q.question_text',
				'q.text_source_id',
				'w.publisher as text_publisher',
				'w.url as text_url',
				'q.poll_id',
				'q.added',
				'q.changed',
				'q.dataset',
				'q.question_id',
				'p.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'p.tier',
				'p.independent_sources'
			]),
	id: 'q.question_id',
	order: ORDER,
	stamps: 'q',
	columns: { ...questionColumns, dataset: 'q.dataset' },
	dates: 'p',
	region: 'p.region',
	search: { kind: 'question', id: 'q.question_id' }
});

const ANSWER_ID = `a.question_id || '|' || a.subgroup || '|' || a.option`;

export const answersQuery = defineQuery('answers', {
	select: (db) =>
		db
			.selectFrom('answers as a')
			.innerJoin('questions as q', 'q.question_id', 'a.question_id')
			.innerJoin('polls as p', 'p.poll_id', 'q.poll_id')
			.innerJoin('regions as r', 'r.region', 'p.region')
			.innerJoin('sources as s', 's.source_id', 'p.best_source')
			.select([
				'p.region',
				'r.label as region_name',
				'p.date',
				'p.date_start',
				'p.date_end',
				'p.house',
				'p.pollster',
				'p.population',
				label('population', 'p.population').as('population_label'),
				'p.sample_size',
				'q.topic',
				'q.proximity',
				'q.wording_group',
				'q.item',
				'q.summary',
				'a.subgroup_kind',
				'a.subgroup',
				label('subgroup', 'a.subgroup').as('subgroup_label'),
				'a.option',
				label('option', 'a.option').as('option_label'),
				'a.stance',
				'a.strength',
				'a.percent',
				'a.qualifier',
				'a.reading',
				'a.note',
				'q.poll_id',
				'a.question_id',
				'a.added',
				'a.changed',
				'a.dataset',
				sql<string>`${sql.raw(ANSWER_ID)}`.as('answer_id'),
				'p.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'p.tier',
				'p.independent_sources'
			]),
	id: ANSWER_ID,
	ties: 'a.question_id, a.subgroup, a.option, a.dataset',
	order: ORDER,
	stamps: 'a',
	columns: {
		...questionColumns,
		subgroup: 'a.subgroup',
		stance: 'a.stance',
		dataset: 'a.dataset'
	},
	dates: 'p',
	region: 'p.region',
	search: { kind: 'question', id: 'q.question_id' }
});
