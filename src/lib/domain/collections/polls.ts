import { z } from 'zod';
import { integer, optional, text } from '../schema/column.ts';
import { answers, polls, questions, readings } from '../tables/polls.ts';
import { COMMON_FILTERS, provenance, regionName, STAMP_FILTERS, STAMP_SORT } from './collection.ts';
import { stamps } from '../tables/derived.ts';
import { defineStored, described } from './stored.ts';

const poll = { ...polls.row.shape, ...polls.derived.shape };
const reading = { ...readings.row.shape, ...readings.derived.shape };

const labels = {
	topic_label: text('Topic in words'),
	proximity_label: text('Proximity in words'),
	wording_group_label: text('Wording group in words')
};
const populationLabel = { population_label: text('Population in words') };
const subgroupLabel = { subgroup_label: text('Subgroup in words') };
const optionLabel = { option_label: text('Option in words') };

export const pollsCollection = defineStored({
	name: 'polls',
	title: 'Polls',
	description: 'Survey waves: who asked whom, when, how many, and where it was seen.',
	from: { p: 'polls', ...described('p') },
	row: z.object({
		region: poll.region,
		...regionName,
		date: poll.date,
		date_basis: poll.date_basis,
		date_start: poll.date_start,
		date_end: poll.date_end,
		house: poll.house,
		pollster: poll.pollster,
		sponsor: poll.sponsor,
		sponsor_kind: poll.sponsor_kind,
		population: poll.population,
		...populationLabel,
		place_name: poll.place_name,
		field_start: poll.field_start,
		field_end: poll.field_end,
		published: poll.published,
		sample_size: poll.sample_size,
		margin_of_error: poll.margin_of_error,
		mode: poll.mode,
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
		'region',
		'scope',
		'from',
		'to',
		'topic',
		'proximity',
		'wording_group',
		'item',
		'house',
		'pollster',
		'population',
		'repeated',
		...STAMP_FILTERS,
		...COMMON_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		'house',
		'pollster',
		'population',
		'sample_size',
		'region',
		'tier',
		'independent_sources',
		...STAMP_SORT
	],
	shown: ['house', 'date', 'region_name', 'population_label', 'sample_size', 'questions'],
	searched: 'poll'
});

export const questionsCollection = defineStored({
	name: 'questions',
	title: 'Questions',
	description: 'Items asked, with the group of wordings they can be compared with.',
	from: {
		q: 'questions',
		p: { table: 'polls', on: 'q.poll_id' },
		...described('p'),
		w: { table: 'sources', on: 'q.text_source_id', optional: true }
	},
	row: z.object({
		region: poll.region,
		...regionName,
		date: poll.date,
		date_start: poll.date_start,
		date_end: poll.date_end,
		house: poll.house,
		pollster: poll.pollster,
		population: poll.population,
		...populationLabel,
		topic: questions.row.shape.topic,
		proximity: questions.row.shape.proximity,
		wording_group: questions.row.shape.wording_group,
		item: questions.row.shape.item,
		...labels,
		multi: questions.row.shape.multi,
		summary: questions.row.shape.summary,
		question_text: questions.row.shape.question_text,
		text_source_id: questions.row.shape.text_source_id,
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
		'region',
		'scope',
		'from',
		'to',
		'topic',
		'proximity',
		'wording_group',
		'item',
		'house',
		'pollster',
		'population',
		'poll',
		...STAMP_FILTERS,
		...COMMON_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		'house',
		'topic',
		'wording_group',
		'region',
		'tier',
		'independent_sources',
		...STAMP_SORT
	],
	shown: ['summary', 'house', 'date', 'region_name', 'topic_label'],
	searched: 'question'
});

export const answersCollection = defineStored({
	name: 'answers',
	title: 'Answers',
	description: 'One row per question, subgroup and option.',
	from: {
		a: 'answers',
		q: { table: 'questions', on: 'a.question_id' },
		p: { table: 'polls', on: 'q.poll_id' },
		...described('p')
	},
	row: z.object({
		region: poll.region,
		...regionName,
		date: poll.date,
		date_start: poll.date_start,
		date_end: poll.date_end,
		house: poll.house,
		pollster: poll.pollster,
		population: poll.population,
		...populationLabel,
		sample_size: poll.sample_size,
		topic: questions.row.shape.topic,
		proximity: questions.row.shape.proximity,
		wording_group: questions.row.shape.wording_group,
		item: questions.row.shape.item,
		summary: questions.row.shape.summary,
		subgroup_kind: answers.row.shape.subgroup_kind,
		subgroup: answers.row.shape.subgroup,
		...subgroupLabel,
		option: answers.row.shape.option,
		...optionLabel,
		stance: answers.row.shape.stance,
		strength: answers.row.shape.strength,
		percent: answers.row.shape.percent,
		qualifier: answers.row.shape.qualifier,
		reading: answers.row.shape.reading,
		note: answers.row.shape.note,
		poll_id: questions.row.shape.poll_id,
		question_id: answers.row.shape.question_id,
		...stamps,
		dataset: answers.derived.shape.dataset,
		answer_id: text('question_id|subgroup|option'),
		...provenance
	}),
	id: 'answer_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'topic',
		'proximity',
		'wording_group',
		'item',
		'house',
		'pollster',
		'population',
		'subgroup',
		'stance',
		'poll',
		...STAMP_FILTERS,
		...COMMON_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		'house',
		'percent',
		'stance',
		'subgroup',
		'wording_group',
		'region',
		'tier',
		'independent_sources',
		...STAMP_SORT
	],
	shown: ['option_label', 'percent', 'summary', 'house', 'date', 'region_name', 'subgroup_label'],
	searched: 'question'
});

export const readingsCollection = defineStored({
	name: 'readings',
	title: 'Readings',
	description:
		'The one share a question contributes to its wording group: the dots of a trend chart. followed=all adds the other whole options.',
	from: { g: 'readings', ...described('g') },
	row: z.object({
		region: reading.region,
		...regionName,
		date: reading.date,
		date_basis: reading.date_basis,
		date_start: reading.date_start,
		date_end: reading.date_end,
		date_precision: reading.date_precision,
		trend_date: reading.trend_date,
		field_days: reading.field_days,
		house: reading.house,
		pollster: reading.pollster,
		population: reading.population,
		...populationLabel,
		topic: reading.topic,
		proximity: reading.proximity,
		wording_group: reading.wording_group,
		item: reading.item,
		...labels,
		summary: reading.summary,
		question_text: questions.row.shape.question_text,
		subgroup_kind: reading.subgroup_kind,
		subgroup: reading.subgroup,
		...subgroupLabel,
		option: reading.option,
		...optionLabel,
		stance: reading.stance,
		followed: reading.followed,
		percent: reading.percent,
		qualifier: reading.qualifier,
		sample_size: reading.sample_size,
		margin: reading.margin,
		margin_basis: reading.margin_basis,
		poll_id: reading.poll_id,
		question_id: reading.question_id,
		dataset: reading.dataset,
		reading_id: text('question_id|subgroup|option'),
		...provenance
	}),
	id: 'reading_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'topic',
		'proximity',
		'wording_group',
		'pool',
		'item',
		'house',
		'pollster',
		'population',
		'subgroup',
		'option',
		'followed',
		'stance',
		...COMMON_FILTERS
	],
	region: { scope: 'exact', fallback: 'US' },
	sort: [
		'-date',
		'house',
		'percent',
		'sample_size',
		'population',
		'wording_group',
		'tier',
		'independent_sources'
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
