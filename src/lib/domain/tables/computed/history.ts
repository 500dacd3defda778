import { z } from 'zod';
import { date, oneOf, optional, text } from '../../schema/column.ts';
import { defineTable } from '../../schema/table.ts';
import { dataset } from '../derived.ts';

/** Tables whose rows carry the day on which they came and the day on which they last changed. */
export const HISTORY_TABLES = [
	'polls',
	'questions',
	'answers',
	'actions',
	'series',
	'observations',
	'model_prices',
	'claims',
	'sources'
] as const;
export type HistoryTable = (typeof HISTORY_TABLES)[number];

export const history = defineTable({
	name: 'history',
	title: 'History of rows',
	description:
		'The UTC day on which each row came into this folder and the day on which it last changed, kept by `npm run describe`; feeds sort and stamp by them.',
	file: 'history',
	key: ['record_table', 'record_id'],
	ids: 'dataset',
	row: z.object({
		record_table: oneOf(HISTORY_TABLES, 'Table of the row'),
		record_id: text('Key of the row, its columns joined with |'),
		added: date('Day on which the row came, YYYY-MM-DD', 'published'),
		changed: optional(
			date('Day on which it last changed, YYYY-MM-DD; empty where it never did', 'published')
		),
		row_hash: text('First 10 hex digits of sha256 over the cells of the row that are not empty'),
		change: optional(text('What changed on that day, in words; empty where it is not known'))
	}),
	derived: z.object({ ...dataset })
});
