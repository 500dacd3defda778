import { coveredIn, type Coverage, type Covered } from '#lib/domain/actions/coverage.ts';
import { addDays, parseDate, utcDay, DAY_MS } from '#lib/domain/dates.ts';
import { counted, formatNumber, readable } from '#lib/domain/text/format.ts';
import type { Measure } from '#lib/domain/map/map-measures.ts';
import type { MapPeriod } from '#lib/domain/map/map-period.ts';
import { levelsOf, type Level } from '../levels.ts';
import { shortName, shortValue } from '../map-words.ts';

/** A stretch of a bar: all of it, and the part verified. */
export interface Stretch {
	value: number;
	confirmed: number;
}

/** One month of a timeline. */
export interface TimeBar {
	/** The month, or its last day. */
	date: string;
	/** Above the line, and below it. */
	up: Stretch;
	down: Stretch;
	/** The month in words. */
	words: string;
	href: string;
	/** In the days the map counts. */
	isInside: boolean;
	/** How far trackers are known to have collected in the month. */
	covered: Covered;
}

/** One value of a timeline. */
export interface TimeDot {
	/** Position in time, 0 at the left edge and 1 at the right. */
	x: number;
	y: number;
	words: string;
	href: string;
	/** The value the map shows. */
	isShown: boolean;
}

/** The values of one region. */
interface TimeLine {
	region: string;
	name: string;
	dots: TimeDot[];
}

/** A mark of the time axis. */
export interface Tick {
	at: number;
	label: string;
}

interface Axes {
	levels: Level[];
	/** Ends of the scale of values. */
	min: number;
	max: number;
	ticks: Tick[];
}

export type Timeline =
	| (Axes & { kind: 'bars'; bars: TimeBar[]; /** Counted before the first bar. */ earlier: number })
	| (Axes & {
			kind: 'dots';
			lines: TimeLine[];
			/** The values of a region are of one series. */ isJoined: boolean;
	  });

/** What a timeline is drawn for. */
interface TimeView {
	measure: Measure;
	/** The day the map is of. */
	on: string;
	/** The days that trackers cover together. */
	coverage: Coverage;
	/** First and last day of the window, as the address has them. */
	from: string | null;
	to: string | null;
	/** The address of the same view with some keys changed. */
	href: (changes: Record<string, string | null>) => string;
}

/** Months that are drawn; before them little is on record. */
const DRAWN = 36;
const NO_COUNT: Stretch = { value: 0, confirmed: 0 };

/** The drawing of a measure over time; null where nothing is on record. */
export function timelineOf(rows: readonly MapPeriod[], view: TimeView): Timeline | null {
	if (rows.length === 0) return null;
	if (view.measure === 'actions') return barsOf(monthBars(rows, view));
	if (view.measure === 'restrictions' || view.measure === 'pending')
		return barsOf(dayBars(rows, view));
	return dotsOf(rows, view);
}

function barsOf(all: TimeBar[]): Timeline {
	const cut = Math.max(0, all.length - DRAWN);
	const bars = all.slice(cut);
	const earlier = all.slice(0, cut).reduce((sum, { up, down }) => sum + up.value + down.value, 0);
	const max = Math.max(1, ...bars.map(({ up }) => up.value));
	const min = Math.min(0, ...bars.map(({ down }) => -down.value));
	return {
		kind: 'bars',
		bars,
		earlier,
		...levelsOf(min, max, (value) => formatNumber(Math.abs(value))),
		ticks: monthTicks(bars.map(({ date }) => date.slice(0, 7)))
	};
}

/** A bar for every month from the first action to the day of the map; restrictive above the line, permissive below. */
function monthBars(
	rows: readonly MapPeriod[],
	{ on, from, to, href, coverage }: TimeView
): TimeBar[] {
	const months = new Map<string, MapPeriod[]>();
	for (const month of monthsFrom(rows[0]?.date ?? on, on)) months.set(month, []);
	for (const row of rows) months.get(row.date)?.push(row);
	const kinds = new Set(rows.map(({ kind }) => kind));
	const below = kinds.size > 1 ? 'permissive' : null;
	const above = kinds.has('restrictive') ? 'restrictive' : [...kinds].find((one) => one !== below);
	const stretch = (counted: readonly MapPeriod[], kind: string | null | undefined): Stretch => {
		const row = counted.find((one) => one.kind === kind);
		return row ? { value: row.value, confirmed: row.confirmed ?? 0 } : NO_COUNT;
	};
	return [...months].map(([month, counted]) => ({
		date: month,
		up: stretch(counted, above),
		down: stretch(counted, below),
		words: `${readable(month)}: ${counted.length === 0 ? 'no records found' : counted.map(countWords).join('; ')}`,
		href: href({ from: month, to: month }),
		isInside: overlaps(month, from, to),
		covered: coveredIn(coverage, month)
	}));
}

const countWords = ({ kind, value, confirmed }: MapPeriod) =>
	`${formatNumber(value)} ${kind}${confirmed ? `, ${formatNumber(confirmed)} verified` : ''}`;

/** Whether a month shares a day with a window. */
function overlaps(month: string, from: string | null, to: string | null): boolean {
	const days = parseDate(month);
	if (days === null) return false;
	const first = from === null ? null : (parseDate(from)?.start ?? null);
	const last = to === null ? null : (parseDate(to)?.end ?? null);
	return (first === null || days.end >= first) && (last === null || days.start <= last);
}

/** A bar for the end of every month, and for the day of the map, which stands for its own month. */
const dayBars = (
	rows: readonly MapPeriod[],
	{ measure, on, href, coverage }: TimeView
): TimeBar[] =>
	rows.map(({ date, value, confirmed }) => ({
		date,
		up: { value, confirmed: confirmed ?? 0 },
		down: NO_COUNT,
		words:
			measure === 'pending'
				? `${readable(date)}: ${formatNumber(value)} seen pending`
				: `${readable(date)}: in force in ${counted(value, 'place')}, ${formatNumber(confirmed ?? 0)} verified`,
		href: href({ on: date }),
		isInside: date === on,
		covered: coveredIn(coverage, date.slice(0, 7))
	}));

function monthsFrom(first: string, on: string): string[] {
	const months: string[] = [];
	for (let day = `${first.slice(0, 7)}-01`; day <= on;) {
		const month = day.slice(0, 7);
		months.push(month);
		day = addDays(parseDate(month)?.end ?? day, 1);
	}
	return months;
}

/** Every third month of the calendar, with its year where it starts one; the first month always has its year. */
function monthTicks(months: readonly string[]): Tick[] {
	return months.flatMap((month, index) => {
		const number = Number(month.slice(5));
		if (number % 3 !== 1) return [];
		const label = number === 1 ? readable(month) : (readable(month).split(' ')[0] ?? month);
		return [{ at: (index + 0.5) / months.length, label }];
	});
}

function dotsOf(rows: readonly MapPeriod[], { measure, on, href }: TimeView): Timeline {
	const isJoined = measure !== 'opposition';
	const [first, last] = reach(rows.map(({ date }) => middleMs(date)));
	const x = (date: string) => (first === last ? 0.5 : (middleMs(date) - first) / (last - first));
	const values = rows.map(({ value }) => value);
	const least = Math.min(...values);
	const { min, max, levels } = levelsOf(
		measure === 'opposition' ? 0 : Math.min(0, least),
		Math.max(...values),
		(value) => shortValue(value, measure)
	);
	const regions = [...new Set(rows.map(({ region }) => region))];
	const lines = regions
		.map((region): TimeLine => {
			const own = rows.filter((row) => row.region === region);
			const [row] = own;
			const name = row ? shortName(row) : region;
			return {
				region,
				name,
				dots: own.map((one, index) => ({
					x: x(one.date),
					y: one.value,
					words: `${name}, ${readable(one.date)}: ${shortValue(one.value, measure)}${one.note === null ? '' : `, ${one.note}`}`,
					href: href({ on: dayOf(one.date, on) }),
					isShown: index === own.length - 1
				}))
			};
		})
		.toSorted((a, b) => Number(a.region === 'US') - Number(b.region === 'US'));
	return { kind: 'dots', lines, isJoined, min, max, levels, ticks: yearTicks(rows, x) };
}

/** Years that stand beside each other on the narrowest screen. */
const MOST_YEARS = 5;

/** A tick for each year with a value, few enough to be read, the newest among them. */
function yearTicks(rows: readonly MapPeriod[], x: (date: string) => number): Tick[] {
	const years = [...new Set(rows.map(({ date }) => date.slice(0, 4)))];
	const step = Math.ceil(years.length / MOST_YEARS);
	return years.flatMap((year, index) => {
		const at = x(rows.find(({ date }) => date.startsWith(year))?.date ?? year);
		return (years.length - 1 - index) % step === 0 ? [{ at, label: year }] : [];
	});
}

const reach = (values: readonly number[]): [number, number] => [
	Math.min(...values),
	Math.max(...values)
];

/** The day from which the map shows a value: the last of its period, never later than the map's own. */
function dayOf(date: string, on: string): string {
	const end = parseDate(date)?.end ?? on;
	return end < on ? end : on;
}

/** The middle of a period, in milliseconds since 1970 UTC. */
function middleMs(date: string): number {
	const days = parseDate(date) ?? parseDate(utcDay(new Date(date)));
	if (days === null) return 0;
	return (Date.parse(days.start) + Date.parse(days.end) + DAY_MS) / 2;
}
