import type { DateInterval } from './dates.ts';

/**
 * Which days a column of dates can hold. `published`: what cannot lie ahead, as a publication. `happened`: a step, or
 * fieldwork, perhaps announced a little ahead. `planned`: ends, projections and delivery years.
 */
export type DateSpan = 'published' | 'happened' | 'planned';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** The spans in words, as the dictionary gives them. */
export const SPAN_WORDS: Record<DateSpan, string> = {
	published: `${FIRST_YEAR} to today`,
	happened: `${FIRST_YEAR} to next year`,
	planned: `${FIRST_YEAR} to ${LAST_YEAR}`
};

/**
 * Why a date cannot stand in a column, or null where it can.
 * @param today YYYY-MM-DD in UTC; null where the dates come from another machine's clock, so that this one's says
 * nothing: then the last year of all ends the span
 */
export function outsideSpan(
	{ start }: DateInterval,
	span: DateSpan,
	today: string | null
): string | null {
	const year = Number(start.slice(0, 4));
	if (today !== null && span === 'published' && start > today)
		return `lies ahead of today, ${today} in UTC; write the day on which it happened`;
	const last = span === 'planned' || today === null ? LAST_YEAR : Number(today.slice(0, 4)) + 1;
	return year < FIRST_YEAR || year > last
		? `expected a year from ${FIRST_YEAR} to ${last}; check for a mistyped year`
		: null;
}
