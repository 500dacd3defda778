import { weightsWords } from '#lib/domain/prices/prices.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import {
	formatNumber,
	priced,
	publishers,
	readable,
	TIER_WORDS,
	words
} from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';

const cheapestField = fieldsOf<ComputedRow<'cheapest-prices'>>();

/** The cheapest price by class. */
export const CHEAPEST_COLUMNS: TableColumn<ComputedRow<'cheapest-prices'>>[] = [
	cheapestField('date', 'From', readable, { sortable: true, lead: true }),
	cheapestField('model_class', 'Class', words, { sortable: true }),
	cheapestField('price', 'Cheapest price', priced, { numeric: true, sortable: true }),
	cheapestField('model_name', 'Model', (model_name) => model_name ?? ''),
	cheapestField('until', 'Valid until', (until) => (until === null ? 'today' : readable(until)), {
		named: true
	}),
	cheapestField('open_weights', 'Weights', weightsWords, { named: true }),
	cheapestField('offers', 'Prices compared', formatNumber, { numeric: true, secondary: true }),
	{
		key: 'unsure_price',
		title: 'Cheaper, but may be discontinued',
		text: ({ unsure_price, unsure_model_name }) =>
			unsure_price === null ? '' : `${priced(unsure_price)}, ${unsure_model_name}`,
		named: true
	},
	{ key: 'tier', title: 'Source' }
];

const gapField = fieldsOf<ComputedRow<'open-gap'>>();

/** Open and closed weights compared. */
export const GAP_COLUMNS: TableColumn<ComputedRow<'open-gap'>>[] = [
	gapField('date', 'From', readable, { lead: true }),
	gapField('until', 'Valid until', (until) => (until === null ? 'today' : readable(until)), {
		named: true
	}),
	gapField('model_class', 'Class', words),
	{
		key: 'open_price',
		title: 'Open weights',
		text: ({ open_price, open_model_name }) => `${priced(open_price)}, ${open_model_name}`,
		named: true
	},
	{
		key: 'closed_price',
		title: 'Closed',
		text: ({ closed_price, closed_model_name }) => `${priced(closed_price)}, ${closed_model_name}`,
		named: true
	},
	gapField(
		'ratio',
		'Closed divided by open',
		(ratio) => (ratio === null ? 'open one is free' : formatNumber(ratio, 2)),
		{ numeric: true }
	),
	{
		key: 'tier',
		title: 'Weaker source of the two',
		text: ({ tier, independent_sources }) =>
			`${TIER_WORDS[tier]}, ${publishers(independent_sources)}`,
		named: true
	}
];
