import { descending } from 'd3-array';
import { covers, type StatusInterval } from './interval.ts';
import { STATUSES } from './status-words.ts';

type Span = Pick<StatusInterval, 'status' | 'from' | 'to'>;

/**
 * Every interval that covers a day: a function of the stored intervals and the day alone. Where several rules of a
 * place are on record, the one that holds most firmly is first, and of those the latest.
 * @param intervals of one place
 * @param day YYYY-MM-DD
 */
export const standingOn = <I extends Span>(intervals: readonly I[], day: string): I[] =>
	intervals
		.filter((interval) => covers(interval, day))
		.sort(
			(a, b) =>
				STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || descending(a.from, b.from)
		);
