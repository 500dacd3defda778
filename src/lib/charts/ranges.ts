import { DAY_MS } from '#lib/domain/dates.ts';
import type { Range } from './spec.ts';

/** Parts of what is drawn that an axis runs past it at each end; never more than a tenth. */
const ROOM = { value: 0.06, time: 0.05, most: 0.1 };
/** Days before and after a single reading. */
const AROUND = 45 * DAY_MS;

/** What a value axis has to know beside its values. */
interface ValueRange {
	unit: string;
	/** Whether it holds zero, as counts and prices do. */
	fromZero?: boolean;
}

/**
 * A value axis that holds every value and little more: nothing below zero unless a value is, and no share above 100.
 * @param values every value and every end of an error bar that is drawn
 */
export function valueRange(
	values: readonly number[],
	{ unit, fromZero = false }: ValueRange
): Range {
	if (values.length === 0) return { min: 0, max: unit === 'percent' ? 100 : 1 };
	const held = fromZero ? [0, ...values] : values;
	const [low, high] = [Math.min(...held), Math.max(...held)];
	if (low === 0 && high === 0) return { min: 0, max: 1 };
	const room = (high - low) * ROOM.value || Math.abs(high) * ROOM.most;
	const most = unit === 'percent' && high <= 100 ? 100 : Infinity;
	return {
		min: low >= 0 ? Math.max(0, low - room) : low - room,
		max: high <= 0 ? Math.min(0, high + room) : Math.min(most, high + room)
	};
}

/** Whether positive values begin so low that their axis starts at zero. */
export const startsAtZero = (values: readonly number[]): boolean => {
	const low = Math.min(...values);
	return low >= 0 && low < 0.7 * Math.max(...values);
};

/** An axis of factors that holds positive values and little more. */
export function factorRange(values: readonly number[]): Range {
	const logs = values.map(Math.log10);
	const [low, high] = [Math.min(...logs), Math.max(...logs)];
	const room = (high - low) * ROOM.time || ROOM.most;
	return { min: 10 ** (low - room), max: 10 ** (high + room) };
}

/**
 * A time axis that holds every moment and little more.
 * @param ahead later moments that are worth a little more room: as many of them as a tenth holds
 */
export function timeRange(times: readonly number[], ahead: readonly number[] = []): Range {
	const held = times.length > 0 ? times : [0];
	const [first, last] = [Math.min(...held), Math.max(...held)];
	if (first === last) return { min: first - AROUND, max: last + AROUND };
	const span = last - first;
	const near = ahead.filter((day) => day <= last + span * ROOM.most);
	return {
		min: first - span * ROOM.time,
		max: Math.max(last + span * ROOM.time, ...near)
	};
}
