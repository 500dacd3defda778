import { group } from 'd3-array';
import type { MonthCounts } from '#lib/charts/kinds/months.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, readable, withUnit } from '#lib/domain/text/format.ts';
import { inTime, valueWords, type Observation } from '#lib/domain/indicators/indicators.ts';

type Reading = Pick<
	CollectionRow<'readings'>,
	'house' | 'item' | 'percent' | 'date' | 'trend_date' | 'date_start'
>;

/** What the panels of one time axis hold. */
export interface Panels {
	overview: { headline: { item: string | null } | null; readings: readonly Reading[] };
	months: readonly MonthCounts[];
	price: readonly Observation[];
	capex: readonly Observation[];
}

/** What one panel says of a day. */
interface AtMoment {
	panel: string;
	words: string;
}

/** What each panel says of one day: the newest that was known of it then, never a value between two. */
export const atMoment = (panels: Panels, day: string): AtMoment[] => [
	{ panel: 'Opposition', words: opposition(panels.overview, day) },
	{ panel: 'Actions', words: actions(panels.months, day) },
	{ panel: 'Price', words: price(panels.price, day) },
	{ panel: 'Spending', words: spending(panels.capex, day) }
];

function opposition({ headline, readings }: Panels['overview'], day: string): string {
	const dayOf = ({ trend_date, date_start }: Reading) => trend_date ?? date_start ?? '';
	const before = readings
		.filter((reading) => dayOf(reading) !== '' && dayOf(reading) <= day)
		.filter(({ item }) => !headline?.item || item === headline.item)
		.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
	const last = before.at(-1);
	return last
		? `${formatNumber(last.percent, 1)}% (${last.house}, ${readable(last.date)})`
		: 'no poll of this question yet';
}

function actions(months: readonly MonthCounts[], day: string): string {
	const month = months.find((one) => one.month === day.slice(0, 7));
	const name = readable(day.slice(0, 7));
	return month
		? `${formatNumber(month.restrictive)} restrictive, ${formatNumber(month.permissive)} permissive in ${name}`
		: `no records found in ${name}`;
}

/** The newest value of a period that had begun; none where its period ended over a year before. */
const newestBy = (rows: readonly Observation[], day: string): Observation | undefined =>
	rows
		.filter(({ date_start }) => (date_start ?? '9999') <= day)
		.toSorted(inTime)
		.at(-1);

function price(rows: readonly Observation[], day: string): string {
	const last = newestBy(rows, day);
	return last ? `${valueWords(last.value, last.unit)} (${readable(last.date)})` : 'no value yet';
}

function spending(rows: readonly Observation[], day: string): string {
	const values = [...group(rows, ({ series_id }) => series_id).values()].flatMap((own) => {
		const last = newestBy(own, day);
		return last ? [last] : [];
	});
	return values.length === 0
		? 'no value yet'
		: values
				.map(
					(row) =>
						`${row.subject ?? row.series_title} ${withUnit(row.value, row.unit)} (${readable(row.date)})`
				)
				.join(', ');
}
