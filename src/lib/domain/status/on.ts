import { covers, type StatusInterval } from './interval.ts';
import { STATUSES } from './status-words.ts';

type Span = Pick<StatusInterval, 'status' | 'from' | 'to'>;

/** The status that holds on a day, and whether the day is beyond the doubt of coarse dates. */
export interface StatusOn<I> {
	interval: I;
	/** False where the beginning or the end is known only to a month or more, and the day lies within it. */
	isCertain: boolean;
}

/**
 * Status on a day: a function of the stored intervals and the day alone. Where several rules of a place are on
 * record, the one that holds most firmly counts, and of those the latest.
 * @param intervals of one place
 * @param day YYYY-MM-DD
 * @returns null before anything is on record
 */
export function statusOn<I extends Span & Pick<StatusInterval, 'fromLatest' | 'toEarliest'>>(
	intervals: readonly I[],
	day: string
): StatusOn<I> | null {
	const [interval] = standingOn(intervals, day);
	if (!interval) return null;
	const isCertain =
		day >= interval.fromLatest && (interval.toEarliest === null || day <= interval.toEarliest);
	return { interval, isCertain };
}

/** Every interval that covers a day, the firmest first. */
export const standingOn = <I extends Span>(intervals: readonly I[], day: string): I[] =>
	intervals
		.filter((interval) => covers(interval, day))
		.sort(
			(a, b) =>
				STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
				(a.from > b.from ? -1 : a.from < b.from ? 1 : 0)
		);
