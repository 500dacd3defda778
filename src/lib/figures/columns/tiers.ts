import { weightsWords } from '#lib/domain/prices/prices.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import {
	dollars,
	formatNumber,
	publishers,
	readable,
	TIER_WORDS,
	words
} from '#lib/domain/text/format.ts';
import type { TableColumn } from '#lib/figures/columns/column.ts';

const priced = (value: number | null) => (value === null ? 'not seen' : dollars(value));

/** The cheapest price by class. */
export const CHEAPEST_COLUMNS: TableColumn<ComputedRow<'cheapest-prices'>>[] = [
	{ key: 'date', title: 'From', text: ({ date }) => readable(date), sortable: true, lead: true },
	{
		key: 'model_class',
		title: 'Class',
		text: ({ model_class }) => words(model_class),
		sortable: true
	},
	{
		key: 'price',
		title: 'Cheapest price',
		text: ({ price }) => priced(price),
		numeric: true,
		sortable: true
	},
	{ key: 'model_name', title: 'Model', text: ({ model_name }) => model_name ?? '' },
	{
		key: 'until',
		title: 'Valid until',
		text: ({ until }) => (until === null ? 'today' : readable(until))
	},
	{
		key: 'open_weights',
		title: 'Weights',
		text: ({ open_weights }) => weightsWords(open_weights)
	},
	{
		key: 'offers',
		title: 'Prices compared',
		text: ({ offers }) => formatNumber(offers),
		numeric: true
	},
	{
		key: 'unsure_price',
		title: 'Cheaper, but may be discontinued',
		text: ({ unsure_price, unsure_model_name }) =>
			unsure_price === null ? '' : `${priced(unsure_price)}, ${unsure_model_name}`
	},
	{ key: 'tier', title: 'Source' }
];

/** Open and closed weights compared. */
export const GAP_COLUMNS: TableColumn<ComputedRow<'open-gap'>>[] = [
	{ key: 'date', title: 'From', text: ({ date }) => readable(date), lead: true },
	{
		key: 'until',
		title: 'Valid until',
		text: ({ until }) => (until === null ? 'today' : readable(until))
	},
	{ key: 'model_class', title: 'Class', text: ({ model_class }) => words(model_class) },
	{
		key: 'open_price',
		title: 'Open weights',
		text: ({ open_price, open_model_name }) => `${priced(open_price)}, ${open_model_name}`
	},
	{
		key: 'closed_price',
		title: 'Closed',
		text: ({ closed_price, closed_model_name }) => `${priced(closed_price)}, ${closed_model_name}`
	},
	{
		key: 'ratio',
		title: 'Closed divided by open',
		text: ({ ratio }) => (ratio === null ? 'open one is free' : formatNumber(ratio, 2)),
		numeric: true
	},
	{
		key: 'tier',
		title: 'Weaker source of the two',
		text: ({ tier, independent_sources }) =>
			`${TIER_WORDS[tier]}, ${publishers(independent_sources)}`
	}
];
