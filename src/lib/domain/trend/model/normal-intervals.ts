import { Z95 } from '#lib/domain/polls/margin.ts';

/** Normal quantile of a two-sided 80% interval. */
export const Z80 = 1.2815515655446004;

/** Ends of the 80% and 95% intervals, in the unit of what they are about. */
export interface Intervals {
	low80: number;
	high80: number;
	low95: number;
	high95: number;
}

/**
 * The intervals of a normal distribution.
 * @param within keeps an end within what is possible; by default every end is
 */
export function normalIntervals(
	mean: number,
	variance: number,
	within: (end: number) => number = (end) => end
): Intervals {
	const sd = Math.sqrt(variance);
	return {
		low80: within(mean - Z80 * sd),
		high80: within(mean + Z80 * sd),
		low95: within(mean - Z95 * sd),
		high95: within(mean + Z95 * sd)
	};
}
