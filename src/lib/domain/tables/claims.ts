import { z } from 'zod';
import { CLAIM_RECORD_KINDS, MOVEMENTS, RELATIONS, VERDICTS, WEIGHED_BY } from '../closed.ts';
import { code, date, id, integer, number, oneOf, optional, ref, text } from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { bestSource, dataset, interval, STAMPS, stamps } from './derived.ts';

export const claims = defineTable({
	name: 'claims',
	title: 'Claims',
	description:
		'Figures that the press repeats, linked to the records that confirm or correct them.',
	file: 'claims.csv',
	key: ['claim_id'],
	ids: 'dataset',
	dated: 'date',
	stated: STAMPS,
	row: z.object({
		claim_id: id('Identifier of the claim'),
		claim: text('The claim in our words'),
		subject: oneOf(['polls', 'votes', 'energy', 'ai_cost'], 'Which part of the data it is about', {
			indexed: true
		}),
		value: optional(number('The figure claimed')),
		unit: optional(code('unit', 'Unit of the figure')),
		date: optional(date('When it was made', 'published')),
		verdict: optional(
			oneOf(
				VERDICTS,
				'A verdict given by hand; it holds only where no record can be compared and no source repeats the claim'
			)
		),
		source_id: ref('sources', 'source_id', 'Where the claim was read'),
		note: optional(text('What the records say'))
	}),
	derived: z.object({
		...dataset,
		...stamps,
		...interval,
		weighed: oneOf(
			VERDICTS,
			'What the records make of it: confirmed, corrected, single_source, contested or unverified',
			{ indexed: true }
		),
		weighed_by: oneOf(
			WEIGHED_BY,
			'records: computed from figures of records; editor: the verdict stated in data/; sources: computed from who says the same'
		),
		evidence: text('Why, in words'),
		independent_sources: integer(
			'Different publishers behind the records and sources that say it; two editions of one publisher count once',
			{ min: 0 }
		),
		...bestSource
	})
});

export const claim_records = defineTable({
	name: 'claim_records',
	title: 'Records behind claims',
	description: 'Records that confirm or correct a claim.',
	file: 'claim_records.csv',
	key: ['claim_id', 'record_kind', 'record_id'],
	ids: 'dataset',
	row: z.object({
		claim_id: ref('claims', 'claim_id', 'The claim'),
		record_kind: oneOf(
			CLAIM_RECORD_KINDS,
			'Kind of record; statistic: a figure computed from records'
		),
		record_id: text(
			'Its id; of a statistic cheapest|class, median|class or open-gap|class of model prices, or actions|type',
			{ indexed: true }
		),
		relation: optional(
			oneOf(
				RELATIONS,
				'figure: the record the claim is about, compared with it; likely: the record the claim may be mistaken for, shown; repeats: a source that says the same. Empty: it bears on the claim'
			)
		),
		claimed_value: optional(number('The figure as the claim has it, in the unit of the record')),
		claimed_date: optional(date('The date as the claim has it', 'planned')),
		claimed_by: optional(text('The house, body or company as the claim has it')),
		claimed_of: optional(code('population', 'The population as the claim has it')),
		claimed_movement: optional(
			oneOf(MOVEMENTS, 'Which way the value moved as the claim has it, up to claimed_date')
		),
		claimed_since: optional(
			date(
				'From when it moved; empty: a year before for a statistic, the first value on record for a series',
				'planned'
			)
		)
	}),
	derived: z.object({ ...dataset })
});
