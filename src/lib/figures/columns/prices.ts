import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { dollars, readable, words } from '#lib/domain/text/format.ts';
import type { TableColumn } from '#lib/figures/columns/column.ts';

const price = (value: number | null) => (value === null ? 'not seen' : dollars(value));

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
		sortable: true
	},
	{
		key: 'valid_to',
		title: 'Valid until',
		text: ({ valid_to }) => (valid_to === null ? 'no end stated' : readable(valid_to))
	},
	{
		key: 'input_usd_per_mtok',
		title: 'Input',
		text: ({ input_usd_per_mtok }) => price(input_usd_per_mtok),
		numeric: true,
		sortable: true
	},
	{
		key: 'output_usd_per_mtok',
		title: 'Output',
		text: ({ output_usd_per_mtok }) => price(output_usd_per_mtok),
		numeric: true,
		sortable: true
	},
	{
		key: 'blended_usd_per_mtok',
		title: 'Blend 3:1',
		text: ({ blended_usd_per_mtok }) => price(blended_usd_per_mtok),
		numeric: true,
		sortable: true
	},
	{
		key: 'condition',
		title: 'Condition',
		text: ({ condition }) => (condition === null ? 'not stated' : words(condition))
	},
	{
		key: 'model_class',
		title: 'Class',
		text: ({ model_class, open_weights }) =>
			`${words(model_class)}${open_weights === 'yes' ? ', open weights' : ''}`,
		sortable: true
	},
	{ key: 'tier', title: 'Source', sortable: true },
	{ key: 'note', title: 'Note', text: ({ note }) => note ?? '' }
];
