import { counted, articled, formatNumber, readable } from '#lib/domain/text/format.ts';
import type { MapPeriod } from '#lib/domain/map/map-period.ts';
import { areComparable, type Coverage } from '#lib/domain/actions/coverage.ts';
import { addMonths } from '#lib/domain/dates.ts';
import { countedWords, shortName, shortValue, type Shown } from '../map-words.ts';

/** The finding of a timeline as a headline. */
export function timeTitle(
	rows: readonly MapPeriod[],
	shown: Pick<Shown, 'measure' | 'areaName' | 'directions' | 'years'>,
	on: string,
	coverage: Coverage
): string {
	const { measure, areaName, directions, years } = shown;
	switch (measure) {
		case 'actions': {
			const [month, count] = busiest(rows);
			return month === undefined
				? 'No month with an action'
				: `Most ${countedWords({ directions })} in ${readable(month)}: ${formatNumber(count)}`;
		}
		case 'restrictions': {
			const now = rows.at(-1);
			const day = addMonths(on, -12);
			const before = rows.findLast(({ date }) => date <= day);
			// More places a year on may only be more that were found.
			const isComparable = before && now && areComparable(coverage, dayOf(before), dayOf(now));
			return `A moratorium or ban in force in ${counted(now?.value ?? 0, 'place')} on ${readable(now?.date ?? on)}${isComparable ? `, ${formatNumber(before.value)} a year earlier` : ''}`;
		}
		case 'pending': {
			const now = rows.at(-1);
			return `${counted(now?.value ?? 0, 'restriction')} seen pending, as known on ${readable(now?.date ?? on)}`;
		}
		case 'opposition':
			return pollsTitle(rows, areaName);
		default: {
			const own = rows.filter(({ region }) => region === (ownRegion(rows) ?? region));
			const [first, last] = [own[0], own.at(-1)];
			if (!first || !last) return 'No figure found';
			const value = (row: MapPeriod) => `${shortValue(row.value, measure)} in ${row.date}`;
			const over = measure === 'price_growth' ? `, over ${counted(years, 'year')}` : '';
			return first === last
				? `${articled(shortName(last))}: ${value(last)}${over}`
				: `${shortName(last)}: from ${value(first)} to ${value(last)}${over}`;
		}
	}
}

/** The region a measure is followed for, where it stands beside the country. */
const ownRegion = (rows: readonly MapPeriod[]): string | undefined =>
	(rows.find(({ region }) => region !== 'US') ?? rows[0])?.region;

const dayOf = ({ date }: MapPeriod): [string, string] => [date, date];

function busiest(rows: readonly MapPeriod[]): [string | undefined, number] {
	const counts = new Map<string, number>();
	for (const { date, value } of rows) counts.set(date, (counts.get(date) ?? 0) + value);
	const [most] = [...counts].sort(([, a], [, b]) => b - a);
	return [most?.[0], most?.[1] ?? 0];
}

function pollsTitle(rows: readonly MapPeriod[], areaName: string): string {
	const [first, last] = [rows[0], rows.at(-1)];
	if (!first || !last) return `No ${areaName} poll found`;
	const count = counted(rows.length, 'share');
	const when =
		first.date === last.date
			? readable(first.date)
			: `${readable(first.date)} to ${readable(last.date)}`;
	return `Opposed, in polls of the place itself: ${count}, ${when}`;
}

/** What a timeline draws, under its headline: measure, unit, marks, and what its links do. */
export function timeMeasure(
	{ measure, directions, years }: Pick<Shown, 'measure' | 'directions' | 'years'>,
	hasBelow: boolean
): string {
	const filled = 'filled: verified, pale: tracker only';
	switch (measure) {
		case 'actions':
			return `Number of ${countedWords({ directions })} per month, all days${hasBelow ? ': restrictive above the line, permissive below' : ''} · ${filled} · faint: outside the days of the map · select a month to see its map`;
		case 'restrictions':
			return `Number of places with a moratorium or ban in force at the end of each month, as known now · ${filled} · select a month to see the map of its last day`;
		case 'pending':
			return 'Number of restrictions that trackers listed as pending, as known at the end of each month · changes can also come from how closely trackers watched · select a month to see the map of its last day';
		case 'opposition':
			return 'Percent opposed in each poll of the place itself. Pollsters and wordings differ, so no line joins them · filled: the newest of its place, as on the map · select a poll to see the map of its day';
		case 'price':
			return 'Average revenue per kWh sold to households, cents, by year · filled: newest, as on the map · select a year to see its map';
		case 'price_growth':
			return `Change in the average household price over ${counted(years, 'year')}, percent, by the later year; computed · filled: newest, as on the map · select a year to see its map`;
		default:
			return 'Share of electricity that data centers use, percent, by year, EPRI estimates · filled: newest, as on the map · select a year to see its map';
	}
}
