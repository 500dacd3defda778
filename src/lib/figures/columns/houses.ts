import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, readable, signed } from '#lib/domain/text/format.ts';
import type { TableColumn } from '#lib/figures/columns/column.ts';

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
	{
		key: 'effect',
		title: 'Difference, points',
		text: ({ effect }) => signed(effect),
		numeric: true,
		sortable: true
	},
	{
		key: 'low95',
		title: '95% interval',
		text: ({ low95, high95 }) => `${signed(low95)} to ${signed(high95)}`,
		numeric: true
	},
	{
		key: 'polls',
		title: 'Polls',
		text: ({ polls }) => formatNumber(polls),
		numeric: true,
		sortable: true
	},
	{ key: 'wording_label', title: 'Question', text: ({ wording_label }) => wording_label }
];

/** Polls of a model. */
export const TREND_POLL_COLUMNS: TableColumn<CollectionRow<'trend-polls'>>[] = [
	{ key: 'date', title: 'Middle of fieldwork', text: ({ date }) => readable(date) },
	{
		key: 'house',
		title: 'Pollster',
		text: ({ house }) => house,
		href: ({ poll_id }) => `/polls/${encodeURIComponent(poll_id)}`,
		lead: true
	},
	{
		key: 'percent',
		title: 'Share, %',
		text: ({ percent }) => formatNumber(percent, 1),
		numeric: true
	},
	{
		key: 'margin',
		title: 'Margin',
		text: ({ margin }) => (margin === null ? 'not reported' : `±${formatNumber(margin, 1)}`),
		numeric: true
	},
	{
		key: 'adjusted',
		title: 'Adjusted share, %',
		text: ({ adjusted }) => formatNumber(adjusted, 1),
		numeric: true
	},
	{ key: 'weight', title: 'Weight', text: ({ weight }) => formatNumber(weight, 2), numeric: true },
	{ key: 'residual', title: 'Residual', text: ({ residual }) => signed(residual), numeric: true }
];
