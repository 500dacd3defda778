import { mean, sum } from 'd3-array';
import { parseDate, type DateInterval } from '../../dates.ts';
import type { Observation } from '../indicators.ts';
import type { Aggregate, FrequencyTo } from '../measures.ts';
import {
	dayNumber,
	madeAnew,
	pointAt,
	PRECISIONS,
	sizeOf,
	type Point,
	type PointLine,
	type Points
} from './points.ts';
import { weakest, withoutDust } from './transforms.ts';

/** Months in a period of each frequency. */
const MONTHS: Record<FrequencyTo, number> = { quarterly: 3, annual: 12 };
const PRECISION = { quarterly: 'quarter', annual: 'year' } as const;
const LENGTHS: Partial<Record<string, number>> = { month: 1, quarter: 3 };
const lengthOf = (precision: number) => LENGTHS[PRECISIONS[precision] ?? ''] ?? 99;

/** The quarters or years until the one that a day lies in: periods as numbers, of which there are a million. */
const periodOf = (day: number, to: FrequencyTo): number => {
	const year = Math.floor(day / 10_000);
	return to === 'annual' ? year : year * 4 + Math.floor(((Math.floor(day / 100) % 100) - 1) / 3);
};

/** Such a period as dates are written. */
const written = (period: number, to: FrequencyTo): string =>
	to === 'annual'
		? String(period).padStart(4, '0')
		: `${String(Math.floor(period / 4)).padStart(4, '0')}-Q${(period % 4) + 1}`;

const AGGREGATED: Record<Aggregate, (values: readonly number[]) => number> = {
	average: (values) => mean(values) ?? 0,
	sum: (values) => sum(values),
	last: (values) => values.at(-1) ?? 0
};
const AGGREGATE_WORDS: Record<Aggregate, string> = {
	average: 'Average',
	sum: 'Sum',
	last: 'Last'
};

/**
 * Finer values of each line put together into quarters or calendar years by a named method. Only complete periods
 * are: of twelve months or four quarters. Values of the wanted frequency stay; coarser ones, single days and
 * incomplete periods are left out and counted.
 */
export function toFrequency(
	points: Points,
	to: FrequencyTo,
	aggregate: Aggregate
): { points: Points; left_out: number } {
	let used = 0;
	const made = madeAnew(points, points.lines, (line) => {
		const { there, complete } = inPeriods(points, line, to);
		used += there.length + complete.reduce((all, { parts }) => all + parts.length, 0);
		const together = complete.map(({ period, parts }) =>
			putTogether(points, parseDate(written(period, to)), parts, aggregate)
		);
		return [...there.map((index) => pointAt(points, index)), ...together].sort(
			(a, b) => a.start - b.start
		);
	});
	return { points: made, left_out: sizeOf(points) - used };
}

/** Points of a line, by index, that are of a frequency, and whole periods of finer ones that no such point states. */
function inPeriods({ starts, precisions }: Points, line: PointLine, to: FrequencyTo) {
	const there: number[] = [];
	const periods = new Map<number, { period: number; wanted: number; parts: number[] }>();
	for (let index = line.from; index < line.to; index++) {
		const precision = precisions[index] ?? 0;
		if (PRECISIONS[precision] === PRECISION[to]) there.push(index);
		const length = lengthOf(precision);
		if (length >= MONTHS[to]) continue;
		const period = periodOf(starts[index] ?? 0, to);
		const key = period * PRECISIONS.length + precision;
		const known = periods.get(key);
		if (known) known.parts.push(index);
		else periods.set(key, { period, wanted: MONTHS[to] / length, parts: [index] });
	}
	const stated = new Set(there.map((index) => periodOf(starts[index] ?? 0, to)));
	const complete = [...periods.values()].filter(({ period, wanted, parts }) => {
		const isNew = parts.length === wanted && !stated.has(period);
		if (isNew) stated.add(period);
		return isNew;
	});
	return { there, complete };
}

function putTogether(
	{ values, at }: Points,
	days: DateInterval | null,
	parts: readonly number[],
	aggregate: Aggregate
): Point {
	return {
		value: AGGREGATED[aggregate](parts.map((index) => values[index] ?? 0)),
		start: dayNumber(days?.start ?? null),
		end: dayNumber(days?.end ?? null),
		precision: PRECISIONS.indexOf(days?.precision ?? null),
		at: at[parts.at(-1) ?? 0] ?? 0,
		parts: parts.map((index) => at[index] ?? 0)
	};
}

/** Whole observations put together as their points were. @param parts in the order of time, one at least */
export function putTogetherWhole(
	parts: readonly [Observation, ...Observation[]],
	to: FrequencyTo,
	aggregate: Aggregate
): Observation {
	const last = parts.at(-1) ?? parts[0];
	const date = written(periodOf(dayNumber(parts[0].date_start), to), to);
	const days = parseDate(date);
	return {
		...last,
		...weakest(parts),
		date,
		date_start: days?.start ?? null,
		date_end: days?.end ?? null,
		date_precision: days?.precision ?? null,
		value: withoutDust(AGGREGATED[aggregate](parts.map(({ value }) => value))),
		low: null,
		high: null,
		note: `${AGGREGATE_WORDS[aggregate]} of ${parts.length} ${last.date_precision}s`,
		observation_id: `${last.series_id}|${last.region}|${date}|${last.vintage ?? ''}`
	};
}
