import { addDays, daysBetween } from '#lib/domain/dates.ts';
import { combineReadings } from './combine.ts';
import { exp } from './model/portable.ts';
import { checkReadings, median, type TrendReading } from './reading.ts';

/** One day of an average; `estimate` is null where no poll is recent enough. */
interface AverageDay {
	day: string;
	estimate: number | null;
	/** Polls and houses behind the estimate. */
	polls: number;
	houses: number;
}

/** Days of the trailing window of `simpleAverage`. */
export const WINDOW_DAYS = 30;
/** Days after which a poll counts half in `weightedAverage`. */
export const HALF_LIFE_DAYS = 14;
/** Half-lives after which a poll no longer counts: its weight is then under a sixteenth. */
const HALF_LIVES = 4;

/**
 * `simple`: on each day from first poll to last, the mean of the polls of the last `windowDays` days, that day
 * included. Every poll counts the same, whatever its size, house or population.
 */
export function simpleAverage(
	readings: readonly TrendReading[],
	{ windowDays = WINDOW_DAYS } = {}
): AverageDay[] {
	return average(readings, windowDays, () => 1);
}

/**
 * `weighted`: on each day the mean of the polls so far, each weighted sqrt(n) * 2^(-age / half-life); polls
 * older than four half-lives do not count. A poll without n takes the median n of the others.
 */
export function weightedAverage(
	readings: readonly TrendReading[],
	{ halfLifeDays = HALF_LIFE_DAYS } = {}
): AverageDay[] {
	const typical = median(readings.flatMap((reading) => reading.n ?? [])) ?? 1;
	return average(
		readings,
		HALF_LIVES * halfLifeDays,
		(reading, age) => Math.sqrt(reading.n ?? typical) * exp((-Math.LN2 * age) / halfLifeDays)
	);
}

function average(
	readings: readonly TrendReading[],
	windowDays: number,
	weight: (reading: TrendReading, age: number) => number
): AverageDay[] {
	const rows = combineReadings(checkReadings(readings));
	const first = rows[0]?.day;
	const last = rows.at(-1)?.day;
	if (first === undefined || last === undefined) return [];
	const at = rows.map(({ day }) => daysBetween(first, day));
	const perPoll = new Map<string, number>();
	for (const row of rows) perPoll.set(row.poll, (perPoll.get(row.poll) ?? 0) + 1);
	let oldest = 0;
	let next = 0;
	// Who is behind the average changes only where a poll comes or goes.
	let behind = { from: -1, to: -1, polls: 0, houses: 0 };
	return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => {
		while (next < rows.length && (at[next] ?? 0) <= index) next += 1;
		while (oldest < next && index - (at[oldest] ?? index) >= windowDays) oldest += 1;
		let total = 0;
		let sum = 0;
		for (let each = oldest; each < next; each += 1) {
			const row = rows[each];
			if (!row) continue;
			const w = weight(row, index - (at[each] ?? index)) / (perPoll.get(row.poll) ?? 1);
			total += w;
			sum += w * row.percent;
		}
		if (behind.from !== oldest || behind.to !== next) {
			const recent = rows.slice(oldest, next);
			behind = {
				...{ from: oldest, to: next },
				polls: new Set(recent.map((row) => row.poll)).size,
				houses: new Set(recent.map((row) => row.house)).size
			};
		}
		return {
			day: addDays(first, index),
			estimate: oldest === next ? null : sum / total,
			polls: behind.polls,
			houses: behind.houses
		};
	});
}
