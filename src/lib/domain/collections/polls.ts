import { z } from 'zod';
import { integer, text } from '../column.ts';
import { answers, polls, questions, readings } from '../tables/polls.ts';
import {
	COMMON_FILTERS,
	defineCollection,
	provenance,
	regionName,
	STAMP_FILTERS,
	STAMP_SORT
} from './collection.ts';
import { stamps } from '../tables/derived.ts';

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

export const pollsCollection = defineCollection({
	name: 'polls',
	title: 'Polls',
	description: 'Survey waves: who asked whom, when, how many, and where it was seen.',
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
	searched: 'poll'
});

export const questionsCollection = defineCollection({
	name: 'questions',
	title: 'Questions',
	description: 'Items asked, with the group of wordings they can be compared with.',
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
	searched: 'question'
});

export const answersCollection = defineCollection({
	name: 'answers',
	title: 'Answers',
	description: 'One row per question, subgroup and option.',
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
	searched: 'question'
});

export const readingsCollection = defineCollection({
	name: 'readings',
	title: 'Readings',
	description:
		'The one share a question contributes to its wording group: the dots of a trend chart. followed=all adds the other whole options.',
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
	searched: 'question'
});
