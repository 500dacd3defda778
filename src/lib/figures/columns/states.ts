import { regionPath } from '#lib/domain/regions/addresses.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import { formatNumber, readable, signed, withUnit } from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';

const change = (value: number | null) => (value === null ? 'unknown' : `${signed(value)}%`);

const field = fieldsOf<ComputedRow<'state-prices'>>();

/** Residential price by state. */
export const STATE_PRICE_COLUMNS: TableColumn<ComputedRow<'state-prices'>>[] = [
	field('rank', 'Rank', formatNumber, { numeric: true, sortable: true }),
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
	field('date', 'Year', readable),
	field('change_1_year', '1 year', change, { numeric: true, sortable: true }),
	field('change_5_years', '5 years', change, { numeric: true, sortable: true }),
	field('change_10_years', '10 years', change, { numeric: true, sortable: true }),
	{ key: 'source', title: 'Source' }
];
