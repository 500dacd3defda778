import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { dollars, readable, withDates, words } from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/column.ts';

const price = (value: number | null) => (value === null ? 'not seen' : dollars(value));

const field = fieldsOf<CollectionRow<'model-prices'>>();

/** Model prices, US dollars per million tokens. */
export const PRICE_COLUMNS: TableColumn<CollectionRow<'model-prices'>>[] = [
	{
		key: 'model',
		title: 'Model',
		text: ({ model_name, host, provider }) =>
			host === null || host === provider ? model_name : `${model_name} at ${host}`,
		sortable: true,
		lead: true
	},
	{ key: 'provider', title: 'Provider', text: ({ provider }) => provider, sortable: true },
	{
		key: 'date',
		title: 'From',
		text: ({ date, valid_from_basis }) =>
			date === null
				? 'start not seen'
				: `${readable(date)}${valid_from_basis === 'tracker' ? ', first seen' : ''}`,
		named: true,
		sortable: true
	},
	field(
		'valid_to',
		'Valid until',
		(valid_to) => (valid_to === null ? 'no end stated' : readable(valid_to)),
		{ named: true }
	),
	field('input_usd_per_mtok', 'Input', price, { numeric: true, sortable: true }),
	field('output_usd_per_mtok', 'Output', price, { numeric: true, sortable: true }),
	field('blended_usd_per_mtok', 'Blend 3:1', price, { numeric: true, sortable: true }),
	field(
		'condition',
		'Condition',
		(condition) => (condition === null ? 'not stated' : words(condition)),
		{ named: true }
	),
	{
		key: 'model_class',
		title: 'Class',
		text: ({ model_class, open_weights }) =>
			`${words(model_class)}${open_weights === 'yes' ? ', open weights' : ''}`,
		sortable: true
	},
	{ key: 'tier', title: 'Source', sortable: true },
	field('note', 'Note', (note) => withDates(note ?? ''))
];
