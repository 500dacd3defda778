import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import { dollars, priced, readable, withDates, words } from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';
import { modelSold } from '#lib/domain/prices/prices.ts';

const field = fieldsOf<CollectionRow<'model-prices'>>();

/** What prices and costs say alike of a model. */
type Offer = Pick<
	CollectionRow<'model-prices'>,
	'model_name' | 'host' | 'provider' | 'condition' | 'model_class' | 'open_weights'
>;
const MODEL: TableColumn<Offer> = {
	key: 'model',
	title: 'Model',
	text: modelSold,
	sortable: true,
	lead: true
};
const CONDITION = fieldsOf<Offer>()(
	'condition',
	'Condition',
	(condition) => (condition === null ? 'not stated' : words(condition)),
	{ named: true }
);
const MODEL_CLASS: TableColumn<Offer> = {
	key: 'model_class',
	title: 'Class',
	text: ({ model_class, open_weights }) =>
		`${words(model_class)}${open_weights === 'yes' ? ', open weights' : ''}`,
	sortable: true
};

/** Model prices, US dollars per million tokens. */
export const PRICE_COLUMNS: TableColumn<CollectionRow<'model-prices'>>[] = [
	MODEL,
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
	field('input_usd_per_mtok', 'Input', priced, { numeric: true, sortable: true }),
	field('output_usd_per_mtok', 'Output', priced, { numeric: true, sortable: true }),
	field('blended_usd_per_mtok', 'Blend 3:1', priced, { numeric: true, sortable: true }),
	CONDITION,
	MODEL_CLASS,
	{ key: 'tier', title: 'Source', sortable: true },
	field('note', 'Note', (note) => withDates(note ?? ''))
];

const cost = fieldsOf<ComputedRow<'model-costs'>>();

/** What a number of tokens costs with each model, US dollars. */
export const COST_COLUMNS: TableColumn<ComputedRow<'model-costs'>>[] = [
	MODEL,
	cost('date', 'On', readable, { sortable: true, named: true }),
	cost('cost_usd', 'Cost per month', dollars, { numeric: true, sortable: true }),
	cost('input_usd_per_mtok', 'Input, per million', dollars, { numeric: true }),
	cost('output_usd_per_mtok', 'Output, per million', priced, { numeric: true }),
	CONDITION,
	MODEL_CLASS,
	{
		key: 'valid_from',
		title: 'Price since',
		text: ({ valid_from, may_have_ended }) =>
			`${readable(valid_from)}${may_have_ended === 'yes' ? '; may have ended' : ''}`,
		named: true
	},
	{ key: 'tier', title: 'Source' }
];
