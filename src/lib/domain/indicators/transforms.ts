import { group, mean, sum } from 'd3-array';
import type { Tier } from '../closed.ts';
import type { ComputedRow } from '../collections/computed.ts';
import { addMonths, parseDate } from '../dates.ts';
import { readable } from '../text/format.ts';
import type { Observation } from './indicators.ts';
import type { Aggregate, FrequencyTo, Transform } from './measures.ts';

/** An observation as a transform shows it, with the value it was made from. */
export type Transformed = ComputedRow<'transformed'>;

/** Rows of a transform, and how many had nothing to compare with. */
export interface Outcome<Row> {
	rows: Row[];
	left_out: number;
}

/** From the most certain to the least. */
const ESTIMATES: readonly Observation['estimate'][] = [
	'actual',
	'estimate',
	'reported_claim',
	'projection'
];
const TIERS: readonly Tier[] = ['primary', 'own', 'reported', 'aggregator'];

/** A figure made from several is as certain as the least certain of them. */
function weakest(rows: readonly Observation[]) {
	const worst = <V>(order: readonly V[], values: readonly V[]): V | undefined =>
		order.findLast((value) => values.includes(value));
	return {
		estimate:
			worst(
				ESTIMATES,
				rows.map(({ estimate }) => estimate)
			) ?? 'actual',
		tier:
			worst(
				TIERS,
				rows.map(({ tier }) => tier)
			) ?? 'primary',
		independent_sources: Math.min(...rows.map(({ independent_sources }) => independent_sources))
	};
}

/** When a value is of. */
export type Period = Pick<Observation, 'date_start' | 'date_end' | 'date_precision'>;

const startOf = ({ date_start }: Period) => date_start ?? '';
const inTime = (a: Period, b: Period) =>
	Number(startOf(a) > startOf(b)) - Number(startOf(a) < startOf(b));

/** Observations by series, region and dataset: nothing of unlike origin is compared. */
export const linesToTransform = (rows: readonly Observation[]): Observation[][] =>
	[
		...group(rows, ({ series_id, region, dataset }) => `${series_id} ${region} ${dataset}`).values()
	].map((line) => line.toSorted(inTime));

/** Digits a computed value keeps: more are the dust of binary fractions, fewer would round. */
const DIGITS = 12;
/** A computed value without that dust. */
export const withoutDust = (value: number): number => Number(value.toPrecision(DIGITS));

/** The unit of a transform of values in a unit: the difference of two shares is in points. */
export function unitOf(transform: Transform, unit: string): string {
	if (transform === 'level') return unit;
	if (transform === 'index') return 'index';
	if (transform === 'percent_change') return 'percent';
	if (transform === 'year_on_year') return unit === 'percent' ? 'points' : 'percent';
	return unit === 'percent' ? 'points' : unit;
}

/** What a transform shows, in words. */
export const transformWords = (transform: Transform, indexDate: string | null): string =>
	({
		level: 'as published',
		change: 'change on the period before',
		percent_change: 'change on the period before, in percent of it',
		year_on_year: 'change on the same period a year before',
		index: `index, ${readable(indexDate)} = 100`
	})[transform];

/** Whole months from one `YYYY-MM-DD` to another. */
const monthsBetween = (from: string, to: string): number => monthOf(to) - monthOf(from);

/** Months since the year 0, of a day. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** The shortest step between periods of one length; a longer one is a gap. */
function stepOf(line: readonly Period[]): number {
	let step = Infinity;
	for (let index = 1; index < line.length; index++) {
		const [before, row] = [line[index - 1], line[index]];
		if (!row || before?.date_precision !== row.date_precision) continue;
		const months = monthsBetween(startOf(before), startOf(row));
		if (months > 0 && months < step) step = months;
	}
	return step;
}

/**
 * The value before each of a line's: of a regular series the one of the period just before, none across a gap; of
 * one published at irregular times the last one published. The step of a line is found once: lines can be long.
 */
function previousIn<Row extends Period>(line: readonly Row[], irregular: boolean) {
	const step = irregular ? 0 : stepOf(line);
	return (row: Row, index: number): Row | undefined => {
		const before = line[index - 1];
		if (!before || irregular || row.date_precision === 'day') return before;
		return before.date_precision === row.date_precision &&
			monthsBetween(startOf(before), startOf(row)) === step
			? before
			: undefined;
	};
}

/** The value of the same period a year before each of a line's. */
function yearBeforeIn<Row extends Period>(line: readonly Row[]) {
	const periods = new Map<string, Row>();
	for (const row of line) {
		const period = `${row.date_precision} ${startOf(row)}`;
		if (!periods.has(period)) periods.set(period, row);
	}
	return (row: Row): Row | undefined =>
		periods.get(`${row.date_precision} ${addMonths(startOf(row), -12)}`);
}

/** The value of the period that holds the first day of a date. */
export const valueAt = <Row extends Period>(
	line: readonly Row[],
	date: string
): Row | undefined => {
	const day = parseDate(date)?.start ?? '';
	return line.find((row) => startOf(row) <= day && (row.date_end ?? '') >= day);
};

/** Percent of an earlier value; undefined where that is zero or less, since it would mean nothing. */
const percentOf = (now: number, before: number) =>
	before > 0 ? ((now - before) / before) * 100 : undefined;

/**
 * What a value shows beside the one it is compared with; undefined where that would mean nothing.
 * @param now its value in its unit; the other is in the same unit
 */
export function compare(
	transform: Transform,
	now: Pick<Observation, 'value' | 'unit'>,
	base: Pick<Observation, 'value'>
): number | undefined {
	switch (transform) {
		case 'level':
			return now.value;
		case 'change':
			return now.value - base.value;
		case 'percent_change':
			return percentOf(now.value, base.value);
		case 'year_on_year':
			return now.unit === 'percent' ? now.value - base.value : percentOf(now.value, base.value);
		case 'index':
			return base.value > 0 ? (now.value / base.value) * 100 : undefined;
	}
}

/** How lines are transformed. */
export interface TransformOptions {
	transform: Transform;
	/** The date whose value is 100. */
	indexDate: string | null;
	/** Series that are published at irregular times. */
	irregular: ReadonlySet<string>;
}

/** What each value of a line, in the order of time, is compared with. */
export function baseIn<Row extends Period & Pick<Observation, 'series_id'>>(
	line: readonly Row[],
	{ transform, indexDate, irregular }: TransformOptions
): (row: Row, index: number) => Row | undefined {
	switch (transform) {
		case 'level':
			return (row) => row;
		case 'index': {
			const fixed = indexDate === null ? undefined : valueAt(line, indexDate);
			return () => fixed;
		}
		case 'year_on_year':
			return yearBeforeIn(line);
		case 'change':
		case 'percent_change':
			return previousIn(line, irregular.has(line[0]?.series_id ?? ''));
	}
}

/**
 * One line (a series in a region, one value a period, in the order of time) transformed.
 * Values with nothing to compare with are left out and counted. Formulas as on FRED, fredhelp.stlouisfed.org:
 * change xₜ − xₜ₋₁, percent change (xₜ/xₜ₋₁ − 1)·100, from a year ago the same over 12 months, index xₜ/x_b·100.
 */
export function transformLine(
	line: readonly Observation[],
	{ transform, indexDate, irregular }: TransformOptions
): Outcome<Transformed> {
	const baseOf = baseIn(line, { transform, indexDate, irregular });
	const rows = line.flatMap((row, index): Transformed[] => {
		const base = baseOf(row, index);
		const value = base && compare(transform, row, base);
		if (base === undefined || value === undefined) return [];
		return [shownAs(transform, row, base, value)];
	});
	return { rows, left_out: line.length - rows.length };
}

/** A value as a transform shows it, beside the one it is compared with. @param value as `compare` has it */
export function shownAs(
	transform: Transform,
	row: Observation,
	base: Observation,
	value: number
): Transformed {
	const isLevel = transform === 'level';
	return {
		...row,
		...weakest([row, base]),
		value: withoutDust(value),
		low: isLevel ? row.low : null,
		high: isLevel ? row.high : null,
		unit: unitOf(transform, row.unit),
		transform,
		level: row.value,
		level_unit: row.unit,
		base_date: isLevel ? null : base.date
	};
}

/** Months in a period of each frequency. */
const MONTHS: Record<FrequencyTo, number> = { quarterly: 3, annual: 12 };
const PRECISION = { quarterly: 'quarter', annual: 'year' } as const;
const LENGTHS: Partial<Record<string, number>> = { month: 1, quarter: 3 };

/** The calendar quarter or year that a day lies in, as dates are written. */
const periodOf = (day: string, to: FrequencyTo): string =>
	to === 'annual'
		? day.slice(0, 4)
		: `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const AGGREGATED: Record<Aggregate, (values: number[]) => number> = {
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
 * Finer values of one line put together into quarters or calendar years by a named method. Only complete periods
 * are: of twelve months or four quarters. Values of the wanted frequency stay; coarser ones, single days and
 * incomplete periods are left out and counted.
 */
export function toFrequency(
	line: readonly Observation[],
	to: FrequencyTo,
	aggregate: Aggregate
): Outcome<Observation> {
	const there = line.filter(({ date_precision }) => date_precision === PRECISION[to]);
	const stated = new Set(there.map(({ date }) => date));
	const finer = line.filter(
		({ date_precision }) => (LENGTHS[date_precision ?? ''] ?? 99) < MONTHS[to]
	);
	const periods = group(finer, (row) => `${periodOf(startOf(row), to)} ${row.date_precision}`);
	let used = there.length;
	const made = [...periods.values()].flatMap((parts): Observation[] => {
		const [first] = parts;
		const last = parts.at(-1);
		if (!first || !last) return [];
		const date = periodOf(startOf(first), to);
		const wanted = MONTHS[to] / (LENGTHS[first.date_precision ?? ''] ?? 1);
		if (parts.length !== wanted || stated.has(date)) return [];
		stated.add(date);
		used += parts.length;
		return [aggregated(parts, last, date, aggregate)];
	});
	return { rows: [...there, ...made].toSorted(inTime), left_out: line.length - used };
}

function aggregated(
	parts: readonly Observation[],
	last: Observation,
	date: string,
	aggregate: Aggregate
): Observation {
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
