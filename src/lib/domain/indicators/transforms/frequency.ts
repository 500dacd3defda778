import { mean, sum } from 'd3-array';
import { parseDate } from '../../dates.ts';
import type { Observation } from '../indicators.ts';
import type { Aggregate, FrequencyTo } from '../measures.ts';
import {
	copyPoint,
	dayNumber,
	emptyPoints,
	PRECISIONS,
	sizeOf,
	type Point,
	type Points
} from './points.ts';
import { weakest, withoutDust } from './transforms.ts';

/** Months in a period of each frequency. */
const MONTHS: Record<FrequencyTo, number> = { quarterly: 3, annual: 12 };
const PRECISION = { quarterly: 'quarter', annual: 'year' } as const;
/** By precision, the months of a period; NaN where it is not put together. */
const LENGTHS = Float64Array.from(PRECISIONS, (name) =>
	name === 'month' ? 1 : name === 'quarter' ? 3 : NaN
);

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

/** Days of periods, each worked out once: a million values have a few hundred. */
function daysOf(to: FrequencyTo): (period: number) => Pick<Point, 'start' | 'end'> {
	const known = new Map<number, Pick<Point, 'start' | 'end'>>();
	return (period) => {
		const before = known.get(period);
		if (before) return before;
		const days = parseDate(written(period, to));
		const made = { start: dayNumber(days?.start ?? null), end: dayNumber(days?.end ?? null) };
		known.set(period, made);
		return made;
	};
}

/**
 * Finer values of each line put together into quarters or calendar years by a named method. Only complete periods
 * are: of twelve months or four quarters. Values of the wanted frequency stay; coarser ones, single days and
 * incomplete periods are left out and counted. Linear in points.
 */
export function toFrequency(
	points: Points,
	to: FrequencyTo,
	aggregate: Aggregate
): { points: Points; left_out: number } {
	const size = sizeOf(points);
	const room = emptyPoints(size);
	const parts = { at: new Int32Array(size), ends: new Int32Array(size) };
	const daysIn = daysOf(to);
	const { values, starts, precisions, at } = points;
	const tellsIn = tellers(points, to);
	const wanted = PRECISIONS.indexOf(PRECISION[to]);
	const own: number[] = [];
	let [next, put] = [0, 0];
	const keep = (index: number) => {
		copyPoint(points, index, room, next);
		parts.ends[next++] = put;
	};
	const together = (period: number) => {
		const { start, end } = daysIn(period);
		room.values[next] = AGGREGATED[aggregate](own);
		room.starts[next] = start;
		room.ends[next] = end;
		room.precisions[next] = wanted;
		room.at[next] = parts.at[put - 1] ?? 0;
		parts.ends[next++] = put;
	};
	const periodAt = (index: number) => periodOf(starts[index] ?? 0, to);
	let used = 0;
	const lines = points.lines.map((line) => {
		const from = next;
		for (let index = line.from; index < line.to;) {
			const period = periodAt(index);
			let end = index + 1;
			while (end < line.to && periodAt(end) === period) end++;
			const precision = tellsIn(index, end);
			own.length = 0;
			for (; index < end; index++) {
				if (precisions[index] !== precision) continue;
				used++;
				if (precision === wanted) keep(index);
				else {
					own.push(values[index] ?? 0);
					parts.at[put++] = at[index] ?? 0;
				}
			}
			if (own.length > 0) together(period);
		}
		return { ...line, from, to: next };
	});
	return { points: { ...room, lines, parts }, left_out: size - used };
}

/**
 * Which points of a period tell its value: those of its own length, else the first length of which there are enough to
 * be all of it.
 * @returns a function that gives their precision, of points that lie from one index up to another; undefined where none do
 */
function tellers({ precisions }: Points, to: FrequencyTo) {
	const wanted = PRECISIONS.indexOf(PRECISION[to]);
	const counts = new Int32Array(PRECISIONS.length);
	const isWhole = (precision: number) =>
		(LENGTHS[precision] ?? NaN) < MONTHS[to] &&
		(counts[precision] ?? 0) * (LENGTHS[precision] ?? NaN) === MONTHS[to];
	return (from: number, end: number): number | undefined => {
		counts.fill(0);
		for (let index = from; index < end; index++) {
			const precision = precisions[index] ?? 0;
			if (precision === wanted) return wanted;
			counts[precision] = (counts[precision] ?? 0) + 1;
		}
		for (let index = from; index < end; index++) {
			const precision = precisions[index] ?? 0;
			if (isWhole(precision)) return precision;
		}
		return undefined;
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
