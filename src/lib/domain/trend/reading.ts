import { z } from 'zod';
import { marginOfError } from '#lib/domain/polls/margin.ts';

const DAY = z.iso.date('expected a day as YYYY-MM-DD');

/** One share of one poll, as the estimators take it. */
const TREND_READING = z.object({
	id: z.string().min(1),
	/** All readings of one poll share its house and its day. */
	poll: z.string().min(1),
	/** Middle of the field period. */
	day: DAY,
	/** Length of the field period in days, first and last included; 1 where it is not known. */
	fieldDays: z.int().min(1),
	percent: z.number().min(0).max(100),
	/** Respondents; null where not reported. */
	n: z.number().positive().nullable(),
	/** Stated half-width of the 95% interval in points; null where not stated. */
	margin: z.number().positive().nullable(),
	house: z.string().min(1),
	population: z.string(),
	wording: z.string()
});

export type TrendReading = z.infer<typeof TREND_READING>;

/**
 * Checks readings before an estimate and returns them as they are.
 * @throws RangeError naming the reading, the value and what was expected: a field out of its range, an id
 * given twice, or two readings of one poll that disagree on its house or its day.
 */
export function checkReadings(readings: readonly TrendReading[]): readonly TrendReading[] {
	const ids = new Set<string>();
	const polls = new Map<string, TrendReading>();
	for (const reading of readings) {
		const result = TREND_READING.safeParse(reading);
		const issue = result.error?.issues[0];
		if (issue) {
			const field = String(issue.path[0]);
			throw new RangeError(
				`Reading "${reading.id}", ${field} ${JSON.stringify(Reflect.get(reading, field))}: ${issue.message}. Correct the row or leave it out.`
			);
		}
		if (ids.has(reading.id))
			throw new RangeError(`Reading "${reading.id}" is given twice: give each reading its own id.`);
		ids.add(reading.id);
		const first = polls.get(reading.poll) ?? reading;
		if (first.house !== reading.house || first.day !== reading.day)
			throw new RangeError(
				`Poll "${reading.poll}" has ${first.house} on ${first.day} and ${reading.house} on ${reading.day}: expected one house and one day for a poll.`
			);
		polls.set(reading.poll, first);
	}
	return readings;
}

/** Middle value; the mean of the two middle ones where their number is even; null of none. */
export function median(values: readonly number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/**
 * Half-width of the 95% interval of one reading in points: the stated margin, else computed from n with a
 * design effect (margin.ts), else null.
 */
export function marginOf(reading: Pick<TrendReading, 'percent' | 'n' | 'margin'>): number | null {
	if (reading.margin !== null) return reading.margin;
	return reading.n === null ? null : marginOfError(reading.percent, reading.n);
}
