import { parseDate } from '../../dates.ts';
import { dayNumber, monthOf, PRECISIONS, type PointLine, type Points } from './points.ts';
import type { TransformOptions } from './transforms.ts';

/** What stands for no point. */
export const NONE = -1;
const DAY = PRECISIONS.indexOf('day');

/**
 * What each point is compared with, as its index; NONE where there is nothing. Linear in points: step and base of a
 * line are found once.
 */
export function basesOf(points: Points, options: TransformOptions): Int32Array<ArrayBuffer> {
	const bases = new Int32Array(points.values.length).fill(NONE);
	for (const line of points.lines) fill(bases, points, line, options);
	return bases;
}

function fill(
	bases: Int32Array,
	points: Points,
	line: PointLine,
	{ transform, indexDate, irregular }: TransformOptions
): void {
	switch (transform) {
		case 'level':
			for (let index = line.from; index < line.to; index++) bases[index] = index;
			return;
		case 'index':
			if (indexDate !== null) bases.fill(valueAt(points, line, indexDate), line.from, line.to);
			return;
		case 'year_on_year':
			yearBefore(bases, points, line);
			return;
		case 'change':
		case 'percent_change':
			previous(bases, points, line, irregular.has(line.series_id));
	}
}

/**
 * The value before each: of a regular series the one of the period just before, none across a gap; of one published
 * at irregular times the last one published.
 */
function previous(
	bases: Int32Array,
	{ starts, precisions }: Points,
	line: PointLine,
	isIrregular: boolean
): void {
	// The shortest step between periods of one length; a longer one is a gap.
	let step = Infinity;
	for (let index = line.from + 1; index < line.to && !isIrregular; index++) {
		const months = monthOf(starts[index] ?? 0) - monthOf(starts[index - 1] ?? 0);
		if (months > 0 && months < step && precisions[index] === precisions[index - 1]) step = months;
	}
	for (let index = line.from + 1; index < line.to; index++) {
		const precision = precisions[index];
		const isNext =
			isIrregular ||
			precision === DAY ||
			(precision === precisions[index - 1] &&
				monthOf(starts[index] ?? 0) - monthOf(starts[index - 1] ?? 0) === step);
		if (isNext) bases[index] = index - 1;
	}
}

/** The value of the same period a year before each: both are in the order of time, so that one walk finds them. */
function yearBefore(bases: Int32Array, { starts, precisions }: Points, line: PointLine): void {
	let first = line.from;
	for (let index = line.from; index < line.to; index++) {
		const wanted = aYearBefore(starts[index] ?? 0);
		while (first < index && (starts[first] ?? 0) < wanted) first++;
		for (let at = first; at < index && starts[at] === wanted; at++)
			if (precisions[at] === precisions[index]) {
				bases[index] = at;
				break;
			}
	}
}

/** 29 February has the day before a year before. */
const aYearBefore = (day: number) => day - 10_000 - (day % 10_000 === 229 ? 1 : 0);

/** The point of the period that holds the first day of a date; NONE where there is none. */
export function valueAt({ starts, ends }: Points, { from, to }: PointLine, date: string): number {
	const day = dayNumber(parseDate(date)?.start ?? null);
	for (let index = from; index < to; index++)
		if ((starts[index] ?? 0) <= day && (ends[index] ?? 0) >= day) return index;
	return NONE;
}
