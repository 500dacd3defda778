import { z } from 'zod';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { id, integer, number, optional, text, url } from '#lib/domain/schema/column.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import type { Description } from '#lib/server/api/list/describe.ts';
import type { Result, Row } from '#lib/server/api/formats/result.ts';

/** A list made up for a test: a column of each kind. */
export const COLLECTION: Collection = {
	name: 'things',
	title: 'Things: a name/of [many] words, longer than a sheet’s',
	description: 'What is counted.',
	row: z.object({
		thing: id('Which thing'),
		words: optional(text('What is said of it')),
		count: optional(integer('How many')),
		share: optional(number('How much of all', { unit: 'percent' })),
		lon: optional(number('Where it lies, east')),
		lat: optional(number('Where it lies, north')),
		address: optional(url('Source'))
	}),
	id: 'thing',
	filters: [],
	region: null,
	sort: ['thing'],
	searched: null
};
export const COLUMNS = columnsOf(COLLECTION.row);

export const DESCRIPTION: Description = {
	title: 'Groundswell: Things',
	description: 'What is counted.',
	sentence: 'Things in *Virginia*',
	parameters: { region: 'US-VA', q: 'a `b`' },
	release: {
		id: '0123456789ab',
		published_at: '2026-11-23T12:00:00.000Z',
		data_through: '2026-11',
		commit: 'fedcba9876543210fedcba9876543210fedcba98'
	},
	on: '2026-11-25',
	retrieved_at: '2026-11-25T08:00:00.000Z',
	rows: 3,
	address: 'https://example.org/api/v1/things.csv?region=US-VA',
	columns: [
		{
			name: 'thing',
			type: 'text',
			unit: null,
			definition: 'Which thing',
			values: ['a', 'b'],
			optional: false
		},
		{
			name: 'share',
			type: 'number',
			unit: 'percent',
			definition: 'How much of all',
			values: null,
			optional: true
		}
	],
	sources: [
		{
			source_id: 'open',
			title: 'An [open] source',
			publisher: 'Test Agency',
			url: 'https://example.org/open',
			tier: 'primary',
			licence: 'CC-BY-4.0',
			attribution: 'Test Agency, 2026',
			redistribute: 'yes',
			rows: 2
		},
		{
			source_id: 'closed',
			title: 'A source that states nothing',
			publisher: 'Nobody',
			url: null,
			tier: 'aggregator',
			licence: null,
			attribution: null,
			redistribute: null,
			rows: 1
		}
	],
	terms: 'Each under its own terms.',
	citation: { text: 'Groundswell (2026).', bibtex: '@misc{groundswell}' },
	notes: ['OLD stands for _two_']
};

/** Of an answer that came from no published release and rests on no source. */
export const BARE: Description = {
	...DESCRIPTION,
	parameters: {},
	release: { id: '0123456789ab', published_at: null, data_through: null, commit: null },
	sources: [],
	notes: []
};

/** Rows in three batches, the second of them empty. */
export const BATCHES: readonly (readonly Row[])[] = [
	[
		['a', '=1+1', 3, 12.5, -77.5, 39, 'https://example.org/a'],
		['b', 'two\rlines, "quoted"', null, null, null, 39, null]
	],
	[],
	[['c', null, -1, 0, 1, 2, null]]
];

/** The whole result, afresh: writers may change its rows. */
export const result = (changes: Partial<Result> = {}): Result => ({
	collection: COLLECTION,
	columns: COLUMNS,
	batches: async function* () {
		for (const rows of BATCHES) yield await Promise.resolve(rows.map((row) => [...row]));
	},
	description: DESCRIPTION,
	meta: {
		release: '0123456789ab',
		on: '2026-11-25',
		filters: { region: ['US-VA'] },
		scope: 'within',
		sentence: 'Things in *Virginia*',
		notes: []
	},
	bom: false,
	guard: true,
	...changes
});

/** The same list without a row. */
export const noRows = (changes: Partial<Result> = {}): Result =>
	result({
		batches: async function* () {
			yield await Promise.resolve([]);
		},
		...changes
	});
