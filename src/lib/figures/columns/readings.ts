import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, readable } from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';
import { pollPath } from '#lib/domain/regions/addresses.ts';

const field = fieldsOf<CollectionRow<'readings'>>();

/** Readings, a row each. */
export const READING_COLUMNS: TableColumn<CollectionRow<'readings'>>[] = [
	field('date', 'Date', readable, { sortable: true }),
	{
		key: 'house',
		title: 'Pollster',
		text: ({ house }) => house,
		href: ({ poll_id }) => pollPath(poll_id),
		sortable: true,
		lead: true
	},
	{ key: 'percent', title: 'Share', sortable: true, numeric: true },
	{
		key: 'option',
		title: 'Answer',
		text: ({ option_label, subgroup, subgroup_label }) =>
			`${option_label}${subgroup === 'all' ? '' : `, ${subgroup_label}`}`
	},
	{
		key: 'population',
		title: 'Population',
		text: ({ population_label }) => population_label,
		sortable: true
	},
	field(
		'sample_size',
		'Sample size',
		(sample_size) => (sample_size === null ? 'not reported' : formatNumber(sample_size)),
		{ numeric: true, sortable: true }
	),
	{ key: 'summary', title: 'Question', text: ({ summary }) => summary },
	{ key: 'tier', title: 'Source', sortable: true }
];
