import { regionPath } from '#lib/domain/regions/addresses.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import { formatNumber, readable, signed, withUnit } from '#lib/domain/text/format.ts';
import type { TableColumn } from '#lib/figures/columns/column.ts';

const change = (value: number | null) => (value === null ? 'unknown' : `${signed(value)}%`);

/** Residential price by state. */
export const STATE_PRICE_COLUMNS: TableColumn<ComputedRow<'state-prices'>>[] = [
	{
		key: 'rank',
		title: 'Rank',
		text: ({ rank }) => formatNumber(rank),
		numeric: true,
		sortable: true
	},
	{
		key: 'region_name',
		title: 'State',
		text: ({ region_name }) => region_name,
		href: ({ region }) => regionPath(region),
		lead: true
	},
	{
		key: 'value',
		title: 'Price per kWh',
		text: ({ value, unit }) => withUnit(value, unit),
		numeric: true,
		sortable: true
	},
	{ key: 'date', title: 'Year', text: ({ date }) => readable(date) },
	{
		key: 'change_1_year',
		title: '1 year',
		text: ({ change_1_year }) => change(change_1_year),
		numeric: true,
		sortable: true
	},
	{
		key: 'change_5_years',
		title: '5 years',
		text: ({ change_5_years }) => change(change_5_years),
		numeric: true,
		sortable: true
	},
	{
		key: 'change_10_years',
		title: '10 years',
		text: ({ change_10_years }) => change(change_10_years),
		numeric: true,
		sortable: true
	},
	{ key: 'source', title: 'Source' }
];
