import { exp, log, square } from './portable.ts';

/** Standard deviations that the data decide, in points. */
export interface Hyperparameters {
	/** Daily random step of the level. */
	levelSd: number;
	/** Size of the momentum: stationary standard deviation of the daily drift, points a day. */
	slopeSd: number;
	/** Error of a poll beyond sampling and house. */
	nonSamplingSd: number;
	/** Spread of the house effects. */
	houseSd: number;
}

export const HYPERPARAMETERS = ['levelSd', 'slopeSd', 'nonSamplingSd', 'houseSd'] as const;

/**
 * Weakly informative priors: each standard deviation is log-normal, `median` in points and `spread` the
 * standard deviation of its natural logarithm (1 means: two thirds of the belief within a factor 2.7).
 * Medians: a level that wanders about a point in a month; a further point of error (Shirani-Mehr, Rothschild,
 * Goel and Gelman 2018, "Disentangling bias and variance in election polls", find total error about twice the
 * stated one); houses two points apart (Jackman 2005).
 */
export const PRIORS: Record<keyof Hyperparameters, { median: number; spread: number }> = {
	levelSd: { median: 0.2, spread: 1 },
	slopeSd: { median: 0.05, spread: 1 },
	nonSamplingSd: { median: 1, spread: 1 },
	houseSd: { median: 2, spread: 1 }
};

/**
 * Spread of the effects that too few categories bear on to estimate it, in points: populations differ by a
 * few points, wordings by tens.
 */
export const POPULATION_SD = 2;
export const WORDING_SD = 15;

/** Days after which half of the momentum of the level is gone. */
export const SLOPE_HALF_LIFE_DAYS = 20;
export const SLOPE_DAMPING = exp(-Math.LN2 / SLOPE_HALF_LIFE_DAYS);

/** Logarithms of the hyperparameters, the scale on which they are searched. */
export const toLogs = (hyper: Hyperparameters): number[] =>
	HYPERPARAMETERS.map((name) => log(hyper[name]));

/** Hyperparameters of their logarithms, as `toLogs` gives them. */
export function fromLogs(logs: readonly number[]): Hyperparameters {
	const [levelSd = NaN, slopeSd = NaN, nonSamplingSd = NaN, houseSd = NaN] = logs.map(exp);
	return { levelSd, slopeSd, nonSamplingSd, houseSd };
}

/** Logarithm of the prior density at log hyperparameters, up to a constant. */
export function logPrior(logs: readonly number[]): number {
	return HYPERPARAMETERS.reduce((sum, name, index) => {
		const { median, spread } = PRIORS[name];
		return sum - square(((logs[index] ?? NaN) - log(median)) / spread) / 2;
	}, 0);
}

/** The middle of the priors, where a search starts. */
export const priorMedians = (): Hyperparameters => ({
	levelSd: PRIORS.levelSd.median,
	slopeSd: PRIORS.slopeSd.median,
	nonSamplingSd: PRIORS.nonSamplingSd.median,
	houseSd: PRIORS.houseSd.median
});
