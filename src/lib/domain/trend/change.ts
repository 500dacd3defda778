import { marginOfChange, marginOfError } from '#lib/domain/polls/margin.ts';
import type { TrendReading } from './reading.ts';

export interface Change {
	/** Later minus earlier, in points. */
	change: number;
	/** 95% interval; null where a margin of error is not known. */
	low95: number | null;
	high95: number | null;
}

/**
 * Half-width of the 95% interval of one reading in points: the stated margin, else computed from n with a
 * design effect (margin.ts), else null.
 */
export function marginOf(reading: Pick<TrendReading, 'percent' | 'n' | 'margin'>): number | null {
	if (reading.margin !== null) return reading.margin;
	return reading.n === null ? null : marginOfError(reading.percent, reading.n);
}

/**
 * Change between two waves of one item, taken as independent samples: difference and its 95% interval,
 * root of the sum of the squared margins (Kish, Survey Sampling, 1965). The house effect is
 * the same in both and drops out.
 */
export function changeBetweenWaves(
	before: Pick<TrendReading, 'percent' | 'n' | 'margin'>,
	after: Pick<TrendReading, 'percent' | 'n' | 'margin'>
): Change {
	const change = after.percent - before.percent;
	const marginBefore = marginOf(before);
	const marginAfter = marginOf(after);
	if (marginBefore === null || marginAfter === null) return { change, low95: null, high95: null };
	const margin = marginOfChange(marginBefore, marginAfter);
	return { change, low95: change - margin, high95: change + margin };
}
