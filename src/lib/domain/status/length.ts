import { addDays, addMonths, type DateInterval } from '../dates.ts';

/** From here on a fraction is part of a calendar length (22.5: 22 months and 15 days); below, days as months. */
const CALENDAR_FROM = 6;
const DAYS_A_MONTH = 30;

/**
 * A length in months as calendar months and days. Whole months follow the calendar. A fraction stands for days:
 * sources write 45 or 100 days, recorded as 1.5 or 3.3 months of 30 days, so a short length with a fraction is
 * taken back to days, to the multiple of five that rounds to it where there is one (3.3 is 100 days, not 99).
 * A length of days recorded as whole months (90 days as 3) can't be told from months: its end may be off by up
 * to two days a quarter.
 * @example lengthOf(22.5) // { months: 22, days: 15 }, as in California Government Code § 65858
 */
export function lengthOf(months: number): { months: number; days: number } {
	const whole = Math.floor(months);
	if (Number.isInteger(months)) return { months, days: 0 };
	if (months >= CALENDAR_FROM)
		return { months: whole, days: Math.round((months - whole) * DAYS_A_MONTH) };
	const days = Math.round(months * DAYS_A_MONTH);
	const near = [0, 1, -1, 2, -2].map((by) => days + by);
	return { months: 0, days: near.find((day) => day % 5 === 0 && roundsTo(day, months)) ?? days };
}

const roundsTo = (days: number, months: number) =>
	Math.round((days / DAYS_A_MONTH) * 10) === Math.round(months * 10);

/**
 * The day a length after another: the same day of the later month, or its last where it has no such day.
 * @example addLength('2024-02-29', 12) // '2025-02-28'
 */
export function addLength(day: string, months: number): string {
	const length = lengthOf(months);
	return addDays(addMonths(day, length.months), length.days);
}

/** The days on which a length that began on one of these days can end; as exact as the start. */
export const afterLength = (
	{ start, end, precision }: DateInterval,
	months: number
): DateInterval => ({ start: addLength(start, months), end: addLength(end, months), precision });
