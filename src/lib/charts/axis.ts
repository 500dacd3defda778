import { ticks } from 'd3-array';
import { utcTicks } from 'd3-time';
import { compact, formatNumber, MONTHS, unitForm } from '#lib/domain/text/format.ts';
import type { Range } from './spec.ts';

/** A place on an axis with its words. */
export interface Tick {
	value: number;
	label: string;
}

/**
 * Ticks of a time axis at the starts of days, months or years; the year stands on its first tick.
 * @param every 2 takes every second one
 */
export function timeTicks({ min, max }: Range, count: number, every = 1): Tick[] {
	const dates = utcTicks(new Date(min), new Date(max), count).filter(
		(_, index) => index % every === 0
	);
	let year = -1;
	return dates.map((date) => {
		const newYear = date.getUTCFullYear() !== year;
		year = date.getUTCFullYear();
		return { value: date.getTime(), label: timeLabel(date, newYear, dates) };
	});
}

function timeLabel(date: Date, newYear: boolean, all: readonly Date[]): string {
	const yearly = all.every((one) => one.getUTCMonth() === 0 && one.getUTCDate() === 1);
	if (yearly) return String(date.getUTCFullYear());
	const month = MONTHS[date.getUTCMonth()] ?? '';
	const monthly = all.every((one) => one.getUTCDate() === 1);
	const day = monthly ? month : `${month} ${date.getUTCDate()}`;
	return newYear ? `${day}${monthly ? '' : ','} ${date.getUTCFullYear()}` : day;
}

/** From how large a number on a tick says thousands in one letter, unless said otherwise. */
const SHORT_FROM = 1e5;

/**
 * Ticks of a value axis; the unit stands on the top one alone, and there is no half of what is counted.
 * @param shortFrom from how large a number on thousands are one letter
 */
export function valueTicks(
	{ min, max }: Range,
	count: number,
	unit: string,
	shortFrom = SHORT_FROM
): Tick[] {
	const values = ticks(min, max, count);
	return labelled(unit === 'count' ? values.filter(Number.isInteger) : values, unit, shortFrom);
}

const FACTORS = [1, 2, 5];

/** Ticks of a logarithmic axis at 1, 2 and 5 times each power of ten. @param shortFrom as in `valueTicks` */
export function factorTicks({ min, max }: Range, unit: string, shortFrom = SHORT_FROM): Tick[] {
	const [first, last] = [Math.floor(Math.log10(min)), Math.floor(Math.log10(max))];
	const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
	const values = powers.flatMap((power) => FACTORS.map((factor) => Number(`${factor}e${power}`)));
	return labelled(
		values.filter((value) => value >= min && value <= max),
		unit,
		shortFrom
	);
}

function labelled(values: readonly number[], unit: string, shortFrom: number): Tick[] {
	const { before, after } = unitForm(unit);
	return values.map((value, index) => {
		const size = Math.abs(value);
		const number = size < shortFrom ? formatNumber(size, 4) : compact(size);
		const sign = value < 0 ? '−' : '';
		return {
			value,
			label: index === values.length - 1 ? `${sign}${before}${number}${after}` : `${sign}${number}`
		};
	});
}
