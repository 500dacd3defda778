/**
 * Transforms done plainly, a row at a time, as their definitions read: what the fast way over columns must equal.
 */
import { group } from 'd3-array';
import { addMonths, parseDate } from '#lib/domain/dates.ts';
import { putTogetherWhole } from '#lib/domain/indicators/transforms/frequency.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { Aggregate, FrequencyTo } from '#lib/domain/indicators/measures.ts';
import {
	comparisonOf,
	shownAs,
	type Transformed,
	type TransformOptions
} from '#lib/domain/indicators/transforms/transforms.ts';

/** Rows of a transform, and how many had nothing to compare with. */
export interface Outcome<Row> {
	rows: Row[];
	left_out: number;
}

/** When a value is of. */
type Period = Pick<Observation, 'date_start' | 'date_end' | 'date_precision'>;

const startOf = ({ date_start }: Period) => date_start ?? '';
const inTime = (a: Period, b: Period) =>
	Number(startOf(a) > startOf(b)) - Number(startOf(a) < startOf(b));

/** Observations by series, region and dataset: nothing of unlike origin is compared. */
export const linesToTransform = (rows: readonly Observation[]): Observation[][] =>
	[
		...group(rows, ({ series_id, region, dataset }) => `${series_id} ${region} ${dataset}`).values()
	].map((line) => line.toSorted(inTime));

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
const valueAt = <Row extends Period>(line: readonly Row[], date: string): Row | undefined => {
	const day = parseDate(date)?.start ?? '';
	return line.find((row) => startOf(row) <= day && (row.date_end ?? '') >= day);
};

/** What each value of a line, in the order of time, is compared with. */
function baseIn<Row extends Period & Pick<Observation, 'series_id'>>(
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
		const value = base && comparisonOf(transform, row.unit)(row.value, base.value);
		if (base === undefined || value === undefined) return [];
		return [shownAs(transform, row, base, value)];
	});
	return { rows, left_out: line.length - rows.length };
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
		return [putTogetherWhole([first, ...parts.slice(1)], to, aggregate)];
	});
	return { rows: [...there, ...made].toSorted(inTime), left_out: line.length - used };
}
