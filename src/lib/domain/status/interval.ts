import type { DatePrecision } from '../closed.ts';
import { addDays, type DateInterval } from '../dates.ts';
import type { FROM_BASES, Status, TO_BASES } from './status-words.ts';

/**
 * A stretch of days on which a rule has one status; both ends inclusive. A date known only to the month, quarter
 * or year counts from its first day to its last: the status surely holds from `fromLatest` to `toEarliest`.
 */
export interface StatusInterval {
	status: Status;
	from: string;
	/** The last day on which it can have begun; equals `from` where the day is known. */
	fromLatest: string;
	fromPrecision: DatePrecision;
	fromBasis: (typeof FROM_BASES)[number];
	/** Last day; null where none is on record. */
	to: string | null;
	/** The first day that can have been the last; null as `to` is. */
	toEarliest: string | null;
	toPrecision: DatePrecision | null;
	toBasis: (typeof TO_BASES)[number];
	/** Actions behind it, in the order of time. */
	because: string[];
	body: string;
	bodyKind: string;
	mwThreshold: number | null;
	covers: string | null;
}

type From = Pick<StatusInterval, 'from' | 'fromLatest' | 'fromPrecision' | 'fromBasis'>;
type To = Pick<StatusInterval, 'to' | 'toEarliest' | 'toPrecision' | 'toBasis'>;

export const OPEN: To = { to: null, toEarliest: null, toPrecision: null, toBasis: 'open' };

/** How an interval begins that begins at a date known as exactly as it is. */
export const beginning = (
	{ start, end, precision }: DateInterval,
	fromBasis: From['fromBasis']
): From => ({ from: start, fromLatest: end, fromPrecision: precision, fromBasis });

/** How an interval ends that ends at a date known as exactly as it is. */
export const ending = (
	{ start, end, precision }: DateInterval,
	toBasis: To['toBasis']
): To & { to: string } => ({ to: end, toEarliest: start, toPrecision: precision, toBasis });

/** Whether a day lies between first and last day. */
export const covers = ({ from, to }: Pick<StatusInterval, 'from' | 'to'>, day: string): boolean =>
	from <= day && (to === null || day <= to);

/**
 * The intervals as they stand when something new begins: later ones are gone, the one under way ends the day
 * before. Where the beginning is known only to the month, the new interval says how late it can have been. What is
 * over by a list can have ended on any day before the list.
 */
export function cutBefore(
	intervals: readonly StatusInterval[],
	begin: DateInterval,
	toBasis: 'step' | 'listed' = 'step'
): StatusInterval[] {
	const last = addDays(begin.start, -1);
	const endOf = ({ from }: StatusInterval): To => ({
		to: last,
		toEarliest: toBasis === 'listed' ? from : last,
		toPrecision: begin.precision,
		toBasis
	});
	return intervals
		.filter(({ from }) => from < begin.start)
		.map((interval) =>
			covers(interval, begin.start) ? { ...interval, ...endOf(interval) } : interval
		);
}
