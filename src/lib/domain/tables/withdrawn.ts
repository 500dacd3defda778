import { z } from 'zod';
import { date, oneOf, optional, text } from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { dataset } from './derived.ts';
import { HISTORY_TABLES } from './computed/history.ts';

export const withdrawn = defineTable({
	name: 'withdrawn',
	title: 'Withdrawn records',
	description:
		'Records that were published here and proved wrong: when they were taken out, why, and what stands instead. Their addresses answer 410.',
	file: 'withdrawn.csv',
	key: ['record_table', 'record_id'],
	ids: 'dataset',
	row: z.object({
		record_table: oneOf(HISTORY_TABLES, 'Table the record was in'),
		record_id: text('Key of the record, its columns joined with |'),
		withdrawn: date('Day on which it was taken out, YYYY-MM-DD', 'published'),
		reason: text('What was wrong with it'),
		replaced_by: optional(text('Key of the record that stands instead, in the same table'))
	}),
	derived: z.object({ ...dataset })
});
