import { z } from 'zod';
import { FRESH_KINDS } from '../actions/freshness.ts';
import { TIERS } from '../closed.ts';
import { integer, oneOf, optional, text, yesNo } from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { dataset, interval } from './derived.ts';

const recordKind = oneOf(FRESH_KINDS, 'Kind of record');

/** How long records of each kind stay fresh. */
export const fresh_limits = defineTable({
	name: 'fresh_limits',
	title: 'Limits for outdated records',
	description:
		'After how many days without confirmation a record of each kind counts as outdated, and why. A user folder can add limits for its own kinds.',
	file: 'fresh_limits.csv',
	key: ['record_kind', 'of_kind'],
	ids: 'shared',
	row: z.object({
		record_kind: recordKind,
		of_kind: text(
			'Which of them: a kind of action, or open for what is under way; the frequency of a series, or once; the standing of a project; the verdict of a claim; ended or listed for a model price; other for all that are not listed'
		),
		fresh_days: optional(
			integer('Days until it is outdated; empty where it cannot become so', {
				unit: 'days',
				min: 0
			})
		),
		reason: text('Why so long')
	}),
	derived: z.object({ ...dataset })
});

/** When a record was last confirmed, and from when it wants another look. Has no file. */
export const freshness = defineTable({
	name: 'freshness',
	title: 'Freshness',
	description: 'Last confirmation of each record, and the day from which it counts as outdated.',
	file: '',
	key: ['record_kind', 'record_id'],
	ids: 'shared',
	row: z.object({
		record_kind: recordKind,
		record_id: text(
			'The record; series_id|region for the values of a series, model|host|valid_from for a model price',
			{
				indexed: true
			}
		)
	}),
	derived: z.object({
		...dataset,
		...interval,
		region: text('Region of the record; WLD where it belongs to none', { indexed: true }),
		date: optional(text('Date of the record; for values of a series that of the newest')),
		action_type: optional(text('Kind of action', { indexed: true })),
		summary: text('What the record is, in words'),
		source_id: text('The best source that states it, to link first; of equals the newest'),
		tier: oneOf(TIERS, 'Best tier among its sources', { indexed: true }),
		independent_sources: integer('Number of different publishers that state it', { min: 0 }),
		last_confirmed: text('Newest date among its sources, else its own, YYYY-MM-DD'),
		confirmed_by: oneOf(['source', 'record'], 'Whether a source is dated so, or only the record'),
		of_kind: text('What of its kind sets the limit'),
		fresh_days: optional(
			integer('Days until it is outdated; empty where it cannot become so', {
				unit: 'days',
				min: 0
			})
		),
		stale_from: optional(text('First day on which it is outdated, YYYY-MM-DD', { indexed: true })),
		single_aggregator: yesNo('yes where it is known from one tracker only', {
			indexed: true
		})
	})
});
