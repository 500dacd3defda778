import { bisect, groups, quantileSorted } from 'd3-array';

/** Steps of the color ramp, from the palest to the darkest. */
export const STEPS = 5;

/** Values that share a color. */
export interface ValueClass {
	/** Step of the ramp, 1 to STEPS. */
	step: number;
	/** The lowest and the highest value in it. */
	low: number;
	high: number;
	/** How many values are in it. */
	count: number;
}

export interface Classes {
	/** From the lowest values to the highest; none is empty. */
	classes: ValueClass[];
	/** The step of a value. */
	stepOf: (value: number) => number;
}

/**
 * Sorts values into at most five classes of about equal size, by quantiles (R's type 7, as d3-array computes
 * them). Equal values stay together, so that many of them make fewer classes; with fewer than five classes the
 * steps of the ramp are spread from its palest to its darkest.
 */
export function classesOf(values: readonly number[]): Classes {
	const sorted = values.toSorted((a, b) => a - b);
	const [lowest] = sorted;
	if (lowest === undefined) return { classes: [], stepOf: () => 1 };
	const quantiles = Array.from(
		{ length: STEPS - 1 },
		(_, index) => quantileSorted(sorted, (index + 1) / STEPS) ?? lowest
	);
	const limits = [...new Set(quantiles)].filter((limit) => limit > lowest);
	/** A value at a limit belongs to the class above it. */
	const index = (value: number) => bisect(limits, value);
	const grouped = groups(sorted, (value) => index(value));
	const steps = new Map(grouped.map(([at], rank) => [at, spread(rank, grouped.length)]));
	return {
		classes: grouped.map(([at, group]) => ({
			step: steps.get(at) ?? 1,
			low: group[0] ?? lowest,
			high: group.at(-1) ?? lowest,
			count: group.length
		})),
		stepOf: (value) => steps.get(index(value)) ?? 1
	};
}

/** The step of the ramp for a rank among so many: the first palest, the last darkest, one alone in the middle. */
const spread = (rank: number, of: number): number =>
	of === 1 ? Math.ceil(STEPS / 2) : 1 + Math.round((rank * (STEPS - 1)) / (of - 1));
