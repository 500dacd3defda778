import { scaleLinear, scaleUtc } from 'd3-scale';
import { unitForm, figure, compact } from '#lib/domain/format.ts';
import type { Range } from './spec.ts';

/** A place on an axis with its words. */
export interface Tick {
	value: number;
	label: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Ticks of a time axis at the starts of days, months or years; the year stands on its first tick. */
export function timeTicks({ min, max }: Range, count: number): Tick[] {
	const dates = scaleUtc([new Date(min), new Date(max)], [0, 1]).ticks(count);
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
	const day = monthly ? month : `${date.getUTCDate()} ${month}`;
	return newYear ? `${day} ${date.getUTCFullYear()}` : day;
}

/** Ticks of a value axis; the unit stands on the top one alone. */
export function valueTicks({ min, max }: Range, count: number, unit: string): Tick[] {
	const values = scaleLinear([min, max], [0, 1]).ticks(count);
	const { before, after } = unitForm(unit);
	return values.map((value, index) => {
		const size = Math.abs(value);
		const number = size < 1e5 ? figure(size, 4) : compact(size);
		const sign = value < 0 ? '−' : '';
		return {
			value,
			label: index === values.length - 1 ? `${sign}${before}${number}${after}` : `${sign}${number}`
		};
	});
}

/** A range of values rounded outwards to its ticks. */
export function niceRange(range: Range, count = 6): Range {
	const [min = range.min, max = range.max] = scaleLinear([range.min, range.max], [0, 1])
		.nice(count)
		.domain();
	return { min, max };
}
