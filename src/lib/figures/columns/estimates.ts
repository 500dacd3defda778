import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, readable, words } from '#lib/domain/text/format.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';

const interval = (low: number | null, high: number | null) =>
	low === null || high === null
		? 'no interval'
		: `${formatNumber(low, 1)} to ${formatNumber(high, 1)}`;

const field = fieldsOf<CollectionRow<'trends'>>();

/** Estimates by day. */
export const ESTIMATE_COLUMNS: TableColumn<CollectionRow<'trends'>>[] = [
	field('date', 'Day', readable, { sortable: true, lead: true }),
	{ key: 'wording_label', title: 'Question', text: ({ wording_label }) => wording_label },
	{
		key: 'method',
		title: 'Method',
		text: ({ method, known }) => (known === 'then' ? `${method}, as known then` : method),
		named: true,
		sortable: true
	},
	field('estimate', 'Estimate, %', (estimate) => formatNumber(estimate, 1), {
		numeric: true,
		sortable: true
	}),
	{
		key: 'low80',
		title: '80% interval',
		text: ({ low80, high80 }) => interval(low80, high80),
		numeric: true
	},
	{
		key: 'low95',
		title: '95% interval',
		text: ({ low95, high95 }) => interval(low95, high95),
		numeric: true
	},
	field('polls', 'Polls', formatNumber, { numeric: true }),
	field('houses', 'Pollsters', formatNumber, { numeric: true }),
	{
		key: 'population',
		title: 'Answer, and by whom',
		text: ({ option, subgroup, population }) =>
			`${words(option.replaceAll(LIST_SEPARATOR, ' or '))}; ${population === 'all' ? 'everyone asked' : words(population)}${subgroup === 'all' ? '' : `, ${words(subgroup)}`}`
	}
];
