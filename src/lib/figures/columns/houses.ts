import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, readable, signed } from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';
import { pollPath } from '#lib/domain/regions/addresses.ts';

const houseField = fieldsOf<CollectionRow<'houses'>>();

/** Effects of a model. */
export const EFFECT_COLUMNS: TableColumn<CollectionRow<'houses'>>[] = [
	{
		key: 'name',
		title: 'Name',
		text: ({ name_label }) => name_label,
		sortable: true,
		lead: true
	},
	{ key: 'factor', title: 'Kind', text: ({ factor }) => factor, sortable: true },
	houseField('effect', 'Difference, points', signed, { numeric: true, sortable: true }),
	{
		key: 'low95',
		title: '95% interval',
		text: ({ low95, high95 }) => `${signed(low95)} to ${signed(high95)}`,
		numeric: true
	},
	houseField('polls', 'Polls', formatNumber, { numeric: true, sortable: true }),
	{ key: 'wording_label', title: 'Question', text: ({ wording_label }) => wording_label }
];

const pollField = fieldsOf<CollectionRow<'trend-polls'>>();

/** Polls of a model. */
export const TREND_POLL_COLUMNS: TableColumn<CollectionRow<'trend-polls'>>[] = [
	pollField('date', 'Middle of fieldwork', readable, { named: true }),
	{
		key: 'house',
		title: 'Pollster',
		text: ({ house }) => house,
		href: ({ poll_id }) => pollPath(poll_id),
		lead: true
	},
	pollField('percent', 'Share, %', (percent) => formatNumber(percent, 1), { numeric: true }),
	pollField(
		'margin',
		'Margin',
		(margin) => (margin === null ? 'not reported' : `±${formatNumber(margin, 1)}`),
		{ numeric: true }
	),
	pollField('adjusted', 'Adjusted share, %', (adjusted) => formatNumber(adjusted, 1), {
		numeric: true
	}),
	pollField('weight', 'Weight', (weight) => formatNumber(weight, 2), { numeric: true }),
	pollField('residual', 'Residual', signed, { numeric: true })
];
