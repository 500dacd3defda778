import { ESTIMATE_WORDS, exactWithUnit } from '#lib/domain/indicators/indicators.ts';
import { readable } from '#lib/domain/text/format.ts';
import type { Shown } from '#lib/server/api/views/indicators/series.ts';
import { fieldsOf, type TableColumn } from '#lib/figures/columns/table-column.ts';

/** What a table of values has to tell apart. */
export interface ObservationTable {
	/** False where values are what a transform made of them. */
	isLevel: boolean;
	/** Whether they are of several series. */
	many: boolean;
	/** Whether every edition is listed. */
	isEveryEdition: boolean;
}

const field = fieldsOf<Shown>();

/** The columns of a table of values; value and source are drawn by the table itself. */
export const observationColumns = ({
	isLevel,
	many,
	isEveryEdition
}: ObservationTable): TableColumn<Shown>[] => [
	field('date', 'Period', readable, { sortable: true, lead: true }),
	...(many
		? [
				{
					key: 'series_id',
					title: 'Series',
					text: ({ series_title }: Shown) => series_title,
					sortable: true as const
				}
			]
		: []),
	{ key: 'region', title: 'Place', text: ({ region_name }) => region_name, sortable: true },
	{ key: 'value', title: isLevel ? 'Value' : 'Shown', numeric: true, sortable: true },
	...(isLevel
		? []
		: [
				{
					key: 'level',
					title: 'Value',
					text: ({ level, level_unit }: Shown) => exactWithUnit(level ?? 0, level_unit ?? ''),
					numeric: true as const
				},
				field('base_date', 'Compared with', (base_date) => readable(base_date ?? null), {
					named: true
				})
			]),
	{
		key: 'estimate',
		title: 'Kind',
		text: ({ estimate, low, high, unit }) =>
			`${ESTIMATE_WORDS[estimate]}${low === null || high === null ? '' : `, range ${exactWithUnit(low, unit)} to ${exactWithUnit(high, unit)}`}`
	},
	{
		key: 'vintage',
		title: 'Published',
		text: ({ vintage, origin }) =>
			`${vintage === null ? 'with its period' : readable(vintage)}${origin === 'upstream' ? ', fetched' : ''}`,
		named: true,
		sortable: true,
		...(isEveryEdition ? {} : { secondary: true as const })
	},
	...(isEveryEdition
		? [
				field(
					'latest',
					'Counts as newest',
					(latest) => (latest === 'yes' ? 'yes' : 'no, kept as an earlier edition'),
					{ named: true }
				)
			]
		: []),
	{ key: 'tier', title: 'Source', sortable: true },
	field('note', 'Note', (note) => note ?? '')
];
