import { DATE_PRECISIONS } from '../../closed.ts';
import { parseDate } from '../../dates.ts';

/** One series in one region and dataset: its points lie from one index up to, and without, another. */
export interface PointLine {
	series_id: string;
	region: string;
	dataset: string;
	from: number;
	to: number;
}

/**
 * Values of many lines, column by column: a million of them are 20 MB. Lines lie one after another, the points of each
 * in the order of time.
 */
export interface Points {
	lines: readonly PointLine[];
	values: Float64Array<ArrayBuffer>;
	/** First and last day of each period as a number, as 20260131; 0 where unknown. */
	starts: Int32Array<ArrayBuffer>;
	ends: Int32Array<ArrayBuffer>;
	/** Places in PRECISIONS. */
	precisions: Uint8Array<ArrayBuffer>;
	/** Rowid of the observation; of several put together, that of the last. */
	at: Int32Array<ArrayBuffer>;
	/** What points were put together from; null where none was. */
	parts: Parts | null;
}

/** Rowids of the observations that points were put together from, one point after another. */
export interface Parts {
	at: Int32Array<ArrayBuffer>;
	/** By point, the place after the last of its rowids; a point that was not put together has none. */
	ends: Int32Array<ArrayBuffer>;
}

/** A point on its own. */
export interface Point {
	value: number;
	start: number;
	end: number;
	precision: number;
	at: number;
}

/** What a period is known to; unknown is the first. */
export const PRECISIONS: readonly (string | null)[] = [null, ...DATE_PRECISIONS];

/** A day as a number. @example dayNumber('2026-01-31') // 20260131 */
export const dayNumber = (day: string | null): number =>
	day === null || day === ''
		? 0
		: Number(day.slice(0, -6)) * 10_000 + Number(day.slice(-5, -3)) * 100 + Number(day.slice(-2));

/** A day as it is written; null where unknown. @example dayText(20260131) // '2026-01-31' */
export const dayText = (day: number): string | null =>
	day === 0
		? null
		: String(day)
				.padStart(8, '0')
				.replace(/^(.{4})(..)(..)$/, '$1-$2-$3');

/** Months since the year 0, of a day as a number. */
export const monthOf = (day: number): number =>
	Math.trunc(day / 10_000) * 12 + (Math.trunc(day / 100) % 100);

/** Room for so many points. */
export const emptyPoints = (size: number): Omit<Points, 'lines' | 'parts'> => ({
	values: new Float64Array(size),
	starts: new Int32Array(size),
	ends: new Int32Array(size),
	precisions: new Uint8Array(size),
	at: new Int32Array(size)
});

/** One of the points, on its own. */
export const pointAt = (
	{ values, starts, ends, precisions, at }: Points,
	index: number
): Point => ({
	value: values[index] ?? 0,
	start: starts[index] ?? 0,
	end: ends[index] ?? 0,
	precision: precisions[index] ?? 0,
	at: at[index] ?? 0
});

/** Rowids of the observations that a point was put together from; none where it is one. */
export const partsOf = ({ parts }: Points, index: number): Int32Array =>
	parts === null
		? NO_PARTS
		: parts.at.subarray(index === 0 ? 0 : parts.ends[index - 1], parts.ends[index]);
const NO_PARTS = new Int32Array();

/**
 * Lines made anew from lines, each point by point. What is made is not put together from others.
 * @param lines those wanted
 * @param step the points of a line, no more than it had
 */
export function madeAnew(
	points: Points,
	lines: readonly PointLine[],
	step: (line: PointLine) => Iterable<Point>
): Points {
	const room = emptyPoints(lines.reduce((sum, { from, to }) => sum + to - from, 0));
	let next = 0;
	const made = lines.map((line) => {
		const from = next;
		for (const point of step(line)) {
			room.values[next] = point.value;
			room.starts[next] = point.start;
			room.ends[next] = point.end;
			room.precisions[next] = point.precision;
			room.at[next] = point.at;
			next++;
		}
		return { ...line, from, to: next };
	});
	return { ...room, lines: made, parts: null };
}

/**
 * Whether the days of a point overlap those asked for.
 * @param days as in an address; none is no bound
 * @returns a function of the index of a point
 */
export function overlapping(
	{ starts, ends }: Points,
	days: { from?: readonly string[]; to?: readonly string[] }
): (index: number) => boolean {
	const from = dayNumber(parseDate(days.from?.[0] ?? '')?.start ?? null);
	const to = dayNumber(parseDate(days.to?.[0] ?? '')?.end ?? '9999-99-99');
	return (index) => (ends[index] ?? 0) >= from && (starts[index] ?? 0) <= to;
}

/** Copies a point to a place in other columns. */
export function copyPoint(
	{ values, starts, ends, precisions, at }: Points,
	index: number,
	room: Omit<Points, 'lines' | 'parts'>,
	place: number
): void {
	room.values[place] = values[index] ?? 0;
	room.starts[place] = starts[index] ?? 0;
	room.ends[place] = ends[index] ?? 0;
	room.precisions[place] = precisions[index] ?? 0;
	room.at[place] = at[index] ?? 0;
}

/** Some points of lines that are not put together from others, by their rowids; lines that have none are left out. */
export function onlyThose(points: Points, isWanted: (at: number) => boolean): Points {
	const room = emptyPoints(points.values.length);
	let next = 0;
	const lines = points.lines.map((line) => {
		const from = next;
		for (let index = line.from; index < line.to; index++) {
			if (isWanted(points.at[index] ?? 0)) copyPoint(points, index, room, next++);
		}
		return { ...line, from, to: next };
	});
	return { ...room, lines: lines.filter(({ from, to }) => from < to), parts: null };
}

/** How many points there are. */
export const sizeOf = ({ lines }: Pick<Points, 'lines'>): number =>
	lines.reduce((sum, { from, to }) => sum + to - from, 0);
