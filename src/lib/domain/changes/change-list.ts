import { z } from 'zod';
import { date, oneOf, optional, text } from '../schema/column.ts';
import { defineCollection, regionName } from '../collections/collection.ts';
import { CHANGES, COMPARED } from './compared-tables.ts';

/** What became of each row between two releases; `since` names the first, `release` or `as_of` the second. */
export const changesCollection = defineCollection({
	name: 'changes',
	title: 'Changes',
	description:
		'What changed in each row of the data between two versions: since= is the id of the first (by default the one before), release= or as_of= the second (by default the current one). Computed values are not compared.',
	row: z.object({
		region: optional(text('Region the row is about; empty where it is about none')),
		region_name: optional(regionName.region_name),
		date: optional(date('Date of the row, in any form of dates')),
		record_table: oneOf(COMPARED, 'Table of the row'),
		change: oneOf(CHANGES, 'added, changed or removed'),
		record: text('The row, as a person would call it'),
		words: text('What changed, in words'),
		columns: optional(text('Columns that changed, joined with ~')),
		dataset: text('Dataset of the row'),
		record_id: text('Key of the row, its columns joined with |'),
		change_id: text('record_table|dataset|record_id')
	}),
	id: 'change_id',
	filters: ['since', 'record_table', 'change', 'region', 'scope', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['record_table', 'change', 'date', 'region', 'record'],
	page: '/changes',
	shown: ['record', 'record_table', 'change', 'words', 'region_name'],
	searched: null
});
