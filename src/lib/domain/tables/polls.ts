import { z } from 'zod';
import { MARGIN_BASES, POLL_DATE_BASES, QUALIFIERS, STANCES, STRENGTHS } from '../closed.ts';
import {
	code,
	date,
	id,
	integer,
	number,
	oneOf,
	optional,
	percent,
	ref,
	text,
	yesNo
} from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { bestSource, dataset, interval, STAMPS, stamps, support } from './derived.ts';

export const polls = defineTable({
	name: 'polls',
	title: 'Polls',
	description: 'Polls: who asked whom, when, and how many people.',
	file: 'polls.csv',
	key: ['poll_id'],
	ids: 'dataset',
	stated: STAMPS,
	row: z.object({
		poll_id: id('Identifier of the poll'),
		house: text('Pollster: the name under which the polls are published', { indexed: true }),
		pollster: text('Firm that did the fieldwork', { indexed: true }),
		sponsor: optional(text('Who paid for it')),
		sponsor_kind: optional(code('sponsor_kind', 'Kind of sponsor')),
		population: code('population', 'People asked: whom the sample represents', { indexed: true }),
		region: ref('regions', 'region', 'Region the sample stands for'),
		place_id: optional(
			ref('places', 'place_id', 'Place the sample stands for, where it is smaller than the region')
		),
		place_name: optional(text('Area surveyed, where it is not a coded region')),
		field_start: optional(date('First day of fieldwork', 'happened')),
		field_end: optional(date('Last day of fieldwork', 'happened')),
		published: optional(date('When it was published', 'published')),
		sample_size: optional(integer('Respondents', { unit: 'respondents', min: 1 })),
		margin_of_error: optional(
			number('Margin of error as stated, 95%', { unit: 'percentage points', min: 0, max: 50 })
		),
		mode: optional(code('mode', 'How respondents were reached')),
		source_id: ref('sources', 'source_id', 'Source'),
		note: optional(text('Note on the poll'))
	}),
	derived: z.object({
		...dataset,
		...stamps,
		date: text('End of the fieldwork, otherwise the publication'),
		date_basis: oneOf(POLL_DATE_BASES, 'Whether date is the field end or the publication'),
		...interval,
		trend_date: optional(
			text('Middle of the fieldwork, YYYY-MM-DD; empty where known only to the quarter or year')
		),
		same_as: optional(
			text('Earlier record of the same poll; it counts once', {
				indexed: true
			})
		),
		probably_same_as: optional(text('Earlier record that may be of the same poll')),
		...support,
		...bestSource
	})
});

export const questions = defineTable({
	name: 'questions',
	title: 'Questions',
	description: 'Questions asked in a poll, with the group of questions they can be compared with.',
	file: 'questions.csv',
	key: ['question_id'],
	ids: 'dataset',
	stated: STAMPS,
	row: z.object({
		question_id: id('Identifier of the question'),
		poll_id: ref('polls', 'poll_id', 'The poll it was asked in'),
		topic: code('topic', 'What it is about', { indexed: true }),
		proximity: code('proximity', 'How near the data center in the question would be', {
			indexed: true
		}),
		wording_group: code('wording_group', 'Question group: questions that can be compared', {
			indexed: true
		}),
		item: optional(
			code(
				'item',
				'Question series: one pollster asking again in the same words; a line may join these polls',
				{
					indexed: true
				}
			)
		),
		multi: yesNo('Whether several answers were allowed'),
		summary: text('What was asked, in our words'),
		question_text: optional(
			text('What was asked, word for word as printed; empty where nobody here has seen the words')
		),
		text_source_id: optional(
			ref('sources', 'source_id', 'Where the words are printed; empty without them')
		)
	}),
	derived: z.object({ ...dataset, ...stamps })
});

export const answers = defineTable({
	name: 'answers',
	title: 'Answers',
	description: 'The share of one answer in one group of people.',
	file: 'answers.csv',
	key: ['question_id', 'subgroup', 'option'],
	ids: 'dataset',
	stated: STAMPS,
	row: z.object({
		question_id: ref('questions', 'question_id', 'The question answered'),
		subgroup_kind: code('subgroup_kind', 'Kind of group'),
		subgroup: code('subgroup', 'Group of people; all for everyone asked', { indexed: true }),
		option: code('option', 'The answer chosen'),
		stance: oneOf(
			STANCES,
			'Position on data centers the answer means; oppose is always against the data center',
			{ indexed: true }
		),
		strength: oneOf(STRENGTHS, 'Whether the share is one grade of a stance or their net'),
		percent: percent('Share of the subgroup'),
		qualifier: optional(oneOf(QUALIFIERS, 'Word the source put before the figure')),
		reading: optional(
			oneOf(
				['yes'],
				'yes on the one answer that is tracked over time; estimates and pages show only these, so a group without any has no estimate. Mark the same answer in every poll of the group'
			)
		),
		note: optional(text('Anything to know about the figure'))
	}),
	derived: z.object({ ...dataset, ...stamps })
});

/** Built from polls, questions and answers; has no file. */
export const readings = defineTable({
	name: 'readings',
	title: 'Poll results',
	description:
		'Shares of answers, ready for a chart over time; followed marks the one answer of a question that is tracked.',
	file: '',
	key: ['question_id', 'subgroup', 'option'],
	ids: 'dataset',
	row: z.object({
		region: ref('regions', 'region', 'Region the sample stands for'),
		date: text('End of the fieldwork, otherwise the publication'),
		question_id: ref('questions', 'question_id', 'The question'),
		poll_id: ref('polls', 'poll_id', 'The poll it was asked in'),
		house: text('Pollster: the name under which the polls are published', { indexed: true }),
		pollster: text('Firm that did the fieldwork', { indexed: true }),
		population: code('population', 'People asked: whom the sample represents', { indexed: true }),
		topic: code('topic', 'What it is about', { indexed: true }),
		proximity: code('proximity', 'How near the data center in the question would be', {
			indexed: true
		}),
		wording_group: code('wording_group', 'Question group: questions that can be compared', {
			indexed: true
		}),
		item: optional(
			code('item', 'Question series: one pollster asking again in the same words', {
				indexed: true
			})
		),
		subgroup_kind: code('subgroup_kind', 'Kind of group'),
		subgroup: code('subgroup', 'Group of people; all for everyone asked', { indexed: true }),
		option: code('option', 'The option', { indexed: true }),
		stance: oneOf(STANCES, 'Position on data centers the answer means', { indexed: true }),
		followed: yesNo('yes on the one answer that is tracked over time'),
		percent: percent('Share of the subgroup'),
		qualifier: optional(oneOf(QUALIFIERS, 'Word the source put before the figure')),
		sample_size: optional(
			integer('Respondents of the whole sample; empty where not reported', {
				unit: 'respondents',
				min: 1
			})
		),
		margin: optional(
			number('Half-width of the 95% interval of the share', { unit: 'percentage points', min: 0 })
		),
		margin_basis: oneOf(
			MARGIN_BASES,
			'stated by the poll, computed from the sample size with a design effect, or not reported'
		),
		summary: text('What was asked, in our words'),
		source_id: ref('sources', 'source_id', 'Source')
	}),
	derived: z.object({
		...dataset,
		date_basis: oneOf(POLL_DATE_BASES, 'Whether date is the field end or the publication'),
		...interval,
		trend_date: optional(
			text('Middle of the fieldwork, YYYY-MM-DD; empty where known only to the quarter or year')
		),
		field_days: integer('Length of the field period; 1 where its days are not known', {
			unit: 'days',
			min: 1
		}),
		...support,
		...bestSource
	})
});

export const pools = defineTable({
	name: 'pools',
	title: 'Pools',
	description:
		'Question groups that a reader may combine; the model then gives each wording its own difference.',
	file: 'pools.csv',
	key: ['pool', 'wording_group'],
	ids: 'shared',
	row: z.object({
		pool: code('pool', 'Name of the pool', { indexed: true }),
		wording_group: code('wording_group', 'A wording group in it')
	}),
	derived: z.object({ ...dataset })
});
