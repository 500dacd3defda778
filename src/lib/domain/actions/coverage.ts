import { addDays, parseDate } from '../dates.ts';
import { readable } from '../text/format.ts';

/** What is known of when a tracker collected; null where it is not known, which is never taken as watched. */
export interface Watched {
	began: string | null;
	swept_from: string | null;
	read_to: string | null;
}

/** The days the trackers cover together, YYYY-MM-DD; null where no tracker states a first or last one. */
export interface Coverage {
	/** The first day on which one of them is known to have collected. */
	from: string | null;
	/** The newest day up to which one of them was read. */
	to: string | null;
}

const days = (date: string | null) => (date === null ? null : parseDate(date));

/** The days that the trackers cover together: from the first stated beginning to the newest copy read. */
export function coverageOf(trackers: readonly Watched[]): Coverage {
	const begun = trackers.flatMap(({ began, swept_from }) =>
		[days(began), days(swept_from)].flatMap((interval) => interval?.start ?? [])
	);
	const read = trackers.flatMap(({ read_to }) => days(read_to)?.end ?? []);
	return { from: begun.sort()[0] ?? null, to: read.sort().at(-1) ?? null };
}

/** How far the days from one to another are covered. */
export type Covered = 'yes' | 'partly' | 'no';

/** Whether the trackers cover the days from one to another, both YYYY-MM-DD. */
function coveredBetween({ from, to }: Coverage, start: string, end: string): Covered {
	const isOutside = (from !== null && end < from) || (to !== null && start > to);
	if (isOutside) return 'no';
	const isInside = (from === null || start >= from) && (to === null || end <= to);
	return isInside ? 'yes' : 'partly';
}

/** How far a month is covered. @param month YYYY-MM */
export function coveredIn(coverage: Coverage, month: string): Covered {
	const interval = parseDate(month);
	return interval === null ? 'no' : coveredBetween(coverage, interval.start, interval.end);
}

/**
 * Whether counts of two stretches of days can be set against each other: both are covered in full. A change in
 * watching is no change in what happened.
 */
export const areComparable = (
	coverage: Coverage,
	...spans: [start: string, end: string][]
): boolean => spans.every(([start, end]) => coveredBetween(coverage, start, end) === 'yes');

/** A stretch of a time axis outside the coverage, from `start` to `end`, both YYYY-MM-DD. */
interface Shade {
	start: string;
	end: string;
}

/** What is to be shaded between the first and the last day of an axis. */
export function shadesIn({ from, to }: Coverage, first: string, last: string): Shade[] {
	const shades: Shade[] = [];
	if (from !== null && first < from)
		shades.push({ start: first, end: earlier(addDays(from, -1), last) });
	if (to !== null && last > to) shades.push({ start: later(addDays(to, 1), first), end: last });
	return shades;
}

const earlier = (one: string, other: string) => (one < other ? one : other);
const later = (one: string, other: string) => (one > other ? one : other);

/**
 * What is shaded between two days, in one short line; nothing where all is covered.
 * @example 'Shaded: before the trackers are known to have begun (Mar 4, 2026), and not yet collected (after Sep 23, 2026).'
 */
export function shadeWords(coverage: Coverage, first: string, last: string): string {
	const { from, to } = coverage;
	const parts = [
		from !== null && first < from ? `before trackers began (${readable(from)})` : null,
		to !== null && last > to ? `not yet collected (after ${readable(to)})` : null
	].filter((part) => part !== null);
	return parts.length === 0 ? '' : `Shaded: ${parts.join(', and ')}.`;
}

/** Why a count has no change beside it, in one short line. */
export const notComparedWords = ({ from, to }: Coverage): string =>
	from === null
		? 'no change shown: trackers covered the two periods differently'
		: `no change shown: trackers began ${readable(from)}${to === null ? '' : ` and were read to ${readable(to)}`}`;

/** The newest day of some that the trackers cover; the newest of all where their end is not known. */
export const newestCovered = ({ to }: Coverage, dates: readonly string[]): string | null =>
	dates
		.filter((date) => to === null || (days(date)?.start ?? date) <= to)
		.toSorted((a, b) => (a < b ? -1 : 1))
		.at(-1) ?? null;
