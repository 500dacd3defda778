import { z } from 'zod';
import { integer, optional, text } from '../../schema/column.ts';
import { answers, polls, questions, readings } from '../../tables/polls.ts';
import {
	COMMON_FILTERS,
	provenance,
	RECORD_FILTERS,
	regionName,
	STAMP_SORT,
	picked,
	words
} from '../collection.ts';
import { stamps } from '../../tables/derived.ts';
import { defineStored, described } from '../stored.ts';

const poll = { ...polls.row.shape, ...polls.derived.shape };
const reading = { ...readings.row.shape, ...readings.derived.shape };

const labels = {
	topic_label: text('Topic in words'),
	proximity_label: text('How near, in words'),
	wording_group_label: text('Question group in words')
};
const populationLabel = { population_label: text('People asked, in words') };
const subgroupLabel = { subgroup_label: text('Group in words') };
const optionLabel = { option_label: text('Answer in words') };

export const pollsCollection = defineStored({
	name: 'polls',
	title: 'Polls',
	description: 'Polls: who asked whom, when, how many people, and the source.',
	from: { p: 'polls', ...described('p') },
	row: z.object({
		region: poll.region,
		...regionName,
		...picked(poll, 'date date_basis date_start date_end house pollster sponsor'),
		...picked(poll, 'sponsor_kind population'),
		...populationLabel,
		...picked(poll, 'place_name field_start field_end published sample_size'),
		...picked(poll, 'margin_of_error mode'),
		questions: integer('Questions of the poll in the release', { min: 0 }),
		same_as: poll.same_as,
		note: poll.note,
		...stamps,
		dataset: poll.dataset,
		poll_id: poll.poll_id,
		...provenance
	}),
	id: 'poll_id',
	filters: [
		...words('region scope from to topic proximity wording_group item house pollster'),
		...words('population repeated'),
		...RECORD_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		...words('house pollster population sample_size region tier independent_sources'),
		...STAMP_SORT
	],
	shown: ['house', 'date', 'region_name', 'population_label', 'sample_size', 'questions'],
	searched: 'poll'
});

const questionsCollection = defineStored({
	name: 'questions',
	title: 'Questions',
	description: 'Questions asked, with the group of questions they can be compared with.',
	from: {
		q: 'questions',
		p: { table: 'polls', on: 'q.poll_id' },
		...described('p'),
		w: { table: 'sources', on: 'q.text_source_id', optional: true }
	},
	row: z.object({
		region: poll.region,
		...regionName,
		...picked(poll, 'date date_start date_end house pollster population'),
		...populationLabel,
		...picked(questions.row.shape, 'topic proximity wording_group item'),
		...labels,
		...picked(questions.row.shape, 'multi summary question_text text_source_id'),
		text_publisher: optional(text('Who printed the words')),
		text_url: optional(text('Address of the document that prints the words')),
		poll_id: questions.row.shape.poll_id,
		...stamps,
		dataset: questions.derived.shape.dataset,
		question_id: questions.row.shape.question_id,
		...provenance
	}),
	id: 'question_id',
	filters: [
		...words('region scope from to topic proximity wording_group item house pollster'),
		...words('population poll'),
		...RECORD_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		...words('house topic wording_group region tier independent_sources'),
		...STAMP_SORT
	],
	shown: ['summary', 'house', 'date', 'region_name', 'topic_label'],
	searched: 'question'
});

export const answersCollection = defineStored({
	name: 'answers',
	title: 'Answers',
	description: 'Shares: one row per question, group of people and answer.',
	from: {
		a: 'answers',
		q: { table: 'questions', on: 'a.question_id' },
		p: { table: 'polls', on: 'q.poll_id' },
		...described('p')
	},
	row: z.object({
		region: poll.region,
		...regionName,
		...picked(poll, 'date date_start date_end house pollster population'),
		...populationLabel,
		sample_size: poll.sample_size,
		...picked(questions.row.shape, 'topic proximity wording_group item summary'),
		subgroup_kind: answers.row.shape.subgroup_kind,
		subgroup: answers.row.shape.subgroup,
		...subgroupLabel,
		option: answers.row.shape.option,
		...optionLabel,
		...picked(answers.row.shape, 'stance strength percent qualifier reading note'),
		poll_id: questions.row.shape.poll_id,
		question_id: answers.row.shape.question_id,
		...stamps,
		dataset: answers.derived.shape.dataset,
		answer_id: text('question_id|subgroup|option'),
		...provenance
	}),
	id: 'answer_id',
	filters: [
		...words('region scope from to topic proximity wording_group item house pollster'),
		...words('population subgroup stance poll'),
		...RECORD_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		...words('house percent stance subgroup wording_group region tier'),
		...words('independent_sources'),
		...STAMP_SORT
	],
	shown: ['option_label', 'percent', 'summary', 'house', 'date', 'region_name', 'subgroup_label'],
	searched: 'question'
});

export const readingsCollection = defineStored({
	name: 'readings',
	title: 'Poll results',
	description:
		'Poll results over time: one share per question and group of people, the dots of a chart. followed=all adds the other answers.',
	from: { g: 'readings', ...described('g') },
	row: z.object({
		region: reading.region,
		...regionName,
		...picked(reading, 'date date_basis date_start date_end date_precision trend_date'),
		...picked(reading, 'field_days house pollster population'),
		...populationLabel,
		...picked(reading, 'topic proximity wording_group item'),
		...labels,
		summary: reading.summary,
		question_text: questions.row.shape.question_text,
		subgroup_kind: reading.subgroup_kind,
		subgroup: reading.subgroup,
		...subgroupLabel,
		option: reading.option,
		...optionLabel,
		...picked(reading, 'stance followed percent qualifier sample_size margin'),
		...picked(reading, 'margin_basis poll_id question_id dataset'),
		reading_id: text('question_id|subgroup|option'),
		...provenance
	}),
	id: 'reading_id',
	filters: [
		...words('region scope from to topic proximity wording_group pool item house'),
		...words('pollster population subgroup option followed stance'),
		...COMMON_FILTERS
	],
	region: { scope: 'exact', fallback: 'US' },
	sort: [
		'-date',
		...words('house percent sample_size population wording_group tier'),
		...words('independent_sources')
	],
	page: '/polls',
	searched: 'question'
});

/** Lists of polls. */
export const pollLists = {
	polls: pollsCollection,
	questions: questionsCollection,
	answers: answersCollection,
	readings: readingsCollection
};
