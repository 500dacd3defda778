import type { DatePrecision } from './closed.ts';

/** The days a partial date stands for; both ends inclusive, `YYYY-MM-DD`. */
export interface DateInterval {
	start: string;
	end: string;
	precision: DatePrecision;
}

/** How to write a date, said where one cannot be read. */
export const DATE_HINT = 'use a date such as 2026-01-15, 2026-01, 2026-Q1 or 2026';

export const DATE_FORMS = 'YYYY, YYYY-Qn, YYYY-MM, YYYY-MM-DD or YYYY/YY';

/** What DATE_FORMS look like, as a regular expression; whether the day exists is for parseDate to say. */
export const DATE_PATTERN = '^(\\d{4})(?:-(?:Q([1-4])|(\\d{2})(?:-(\\d{2}))?)|\\/(\\d{2}))?$';
const FORM = new RegExp(DATE_PATTERN);

/**
 * Reads a date in one of the forms of DATE_FORMS. `YYYY/YY` is a delivery year, Jun 1 to May 31.
 * Returns null where the text is no such date, or a day that does not exist.
 * @example parseDate('2026-Q2') // { start: '2026-04-01', end: '2026-06-30', precision: 'quarter' }
 */
export function parseDate(value: string): DateInterval | null {
	const match = FORM.exec(value);
	if (!match) return null;
	const [, year = '', quarter, month, day, nextYear] = match;
	if (nextYear !== undefined) return deliveryYear(year, nextYear);
	if (quarter !== undefined) {
		const first = Number(quarter) * 3 - 2;
		return months(year, first, first + 2, 'quarter');
	}
	if (month === undefined)
		return { start: `${year}-01-01`, end: `${year}-12-31`, precision: 'year' };
	if (Number(month) < 1 || Number(month) > 12) return null;
	if (day === undefined) return months(year, Number(month), Number(month), 'month');
	if (Number(day) < 1 || Number(day) > daysInMonth(Number(year), Number(month))) return null;
	return { start: value, end: value, precision: 'day' };
}

export const MONTH_NAMES = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/**
 * The number of a month, from 1, by its name or how it begins, in any case; null where none is called so.
 * @example monthNumber('Sept') // 9
 */
export function monthNumber(name: string): number | null {
	const at = MONTH_NAMES.findIndex((month) => month.toLowerCase().startsWith(name.toLowerCase()));
	return at < 0 ? null : at + 1;
}

const NAMED = '([a-z]{3,9})\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
/** Forms in which people write a date, with the order of its parts. */
const WRITTEN: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
	[/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([month = '', day = '', year = '']) => iso(year, month, day)],
	[/^(\d{4})-(\d{1,2})-(\d{1,2})$/, ([year = '', month = '', day = '']) => iso(year, month, day)],
	[/^q([1-4]),? (\d{4})$/, ([quarter = '', year = '']) => `${year}-Q${quarter}`],
	[/^(\d{4}) q([1-4])$/, ([year = '', quarter = '']) => `${year}-Q${quarter}`],
	[new RegExp(`^${NAMED},? (\\d{4})$`), ([month = '', year = '']) => iso(year, numberOf(month))],
	[
		new RegExp(`^${NAMED} ${DAY},? (\\d{4})$`),
		([month = '', day = '', year = '']) => iso(year, numberOf(month), day)
	],
	[
		new RegExp(`^${DAY} ${NAMED},? (\\d{4})$`),
		([day = '', month = '', year = '']) => iso(year, numberOf(month), day)
	]
];

const numberOf = (name: string): string => String(monthNumber(name) ?? '');

const iso = (...parts: string[]): string =>
	parts.includes('') ? '' : parts.map((part) => part.padStart(2, '0')).join('-');

/**
 * A date as people write it, in the form that parseDate reads; anything else as it is, without room around it.
 * Numbers with slashes are in the order of the US: month, day, year.
 * @example isoDate('1/15/2026') // '2026-01-15'
 * @example isoDate('15 Jan 2026') // '2026-01-15'
 */
export function isoDate(text: string): string {
	const trimmed = text.trim();
	const plain = trimmed.toLowerCase().replace(/\s+/g, ' ');
	for (const [form, read] of WRITTEN) {
		const parts = form.exec(plain)?.slice(1);
		const date = parts === undefined ? '' : read(parts);
		if (date !== '') return date;
	}
	return trimmed;
}

function deliveryYear(year: string, nextYear: string): DateInterval | null {
	if ((Number(year) + 1) % 100 !== Number(nextYear)) return null;
	return { start: `${year}-06-01`, end: `${Number(year) + 1}-05-31`, precision: 'delivery_year' };
}

function months(year: string, first: number, last: number, precision: DatePrecision): DateInterval {
	return {
		start: `${year}-${pad(first)}-01`,
		end: `${year}-${pad(last)}-${daysInMonth(Number(year), last)}`,
		precision
	};
}

const pad = (part: number) => String(part).padStart(2, '0');

function daysInMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The first day answers can be asked for: no record is older, and calendars before it differ. */
export const EARLIEST_DAY = '1900-01-01';

/** The UTC day of a moment, `YYYY-MM-DD`. */
export const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Milliseconds of a day in UTC. */
export const DAY_MS = 86_400_000;
/** Milliseconds since 1970 UTC at the start of a `YYYY-MM-DD`. */
export const dayMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whole days from one `YYYY-MM-DD` to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => (dayMs(to) - dayMs(from)) / DAY_MS;

/** The day `days` after a `YYYY-MM-DD`. */
export const addDays = (day: string, days: number): string =>
	utcDay(new Date(dayMs(day) + days * DAY_MS));

/**
 * The same day `count` months later, or the last day of that month where it has no such day.
 * @example addMonths('2026-01-31', 1) // '2026-02-28'
 */
export function addMonths(day: string, count: number): string {
	const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
	const index = year * 12 + (month - 1) + count;
	const targetYear = Math.floor(index / 12);
	const targetMonth = (index % 12) + 1;
	const last = daysInMonth(targetYear, targetMonth);
	return `${targetYear}-${pad(targetMonth)}-${pad(Math.min(dayOfMonth, last))}`;
}

/**
 * The middle day of a field period, for estimators only.
 * Null where the period is known only to the quarter, the year or coarser: such readings enter no estimate.
 */
export function middleOfField(start: string | null, end: string): string | null {
	const last = parseDate(end);
	const first = start === null ? last : parseDate(start);
	if (!first || !last || !isFine(first.precision) || !isFine(last.precision)) return null;
	const days = daysBetween(first.start, last.end);
	return days < 0 ? null : addDays(first.start, Math.floor(days / 2));
}

const isFine = (precision: DatePrecision) => precision === 'day' || precision === 'month';
