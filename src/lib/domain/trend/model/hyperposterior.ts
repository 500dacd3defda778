import type { Design } from './design.ts';
import { runFilter } from './filter.ts';
import {
	fromLogs,
	logPrior,
	priorMedians,
	toLogs,
	type Hyperparameters
} from './hyperparameters.ts';
import { minimise } from './minimise.ts';
import { exp, square } from './portable.ts';

/** Sets of hyperparameters with weights that sum to one: the estimate is the mixture over them. */
export interface HyperPosterior {
	mode: Hyperparameters;
	points: { hyper: Hyperparameters; weight: number }[];
	/** Standard deviation of the logarithm of each around its mode. */
	logSd: Hyperparameters;
}

/** Weight of the mode among the points before they are reweighted. */
const CENTRE_WEIGHT = 0.2;

/**
 * Posterior of the hyperparameters: its mode by maximum marginal likelihood times prior, a normal
 * approximation there on the log scale (Laplace; Tierney and Kadane 1986), and 2d + 1 sigma points along its
 * principal axes (Julier and Uhlmann 2004) reweighted by the true posterior over the approximation, as in
 * Rue, Martino and Chopin 2009, section 6.5.
 * @param start where the search for the mode begins
 */
export function hyperPosterior(design: Design, start = priorMedians()): HyperPosterior {
	const logPosterior = (logs: readonly number[]) =>
		runFilter(design, fromLogs(logs)).logLikelihood + logPrior(logs);
	const { point, value, axes, curvatures } = minimise((logs) => -logPosterior(logs), toLogs(start));
	const size = point.length;
	const radius = Math.sqrt(size / (1 - CENTRE_WEIGHT));
	const points = [{ logs: point, weight: CENTRE_WEIGHT }];
	curvatures.forEach((curvature, axis) => {
		for (const side of [-1, 1]) {
			const reach = (side * radius) / Math.sqrt(curvature);
			const logs = point.map((coordinate, i) => coordinate + reach * axes.get(i, axis));
			const ratio = logPosterior(logs) + value + square(radius) / 2;
			points.push({ logs, weight: ((1 - CENTRE_WEIGHT) / (2 * size)) * exp(ratio) });
		}
	});
	const total = points.reduce((sum, { weight }) => sum + weight, 0);
	const sd = point.map((_, i) =>
		Math.sqrt(
			curvatures.reduce((sum, curvature, axis) => sum + square(axes.get(i, axis)) / curvature, 0)
		)
	);
	const [levelSd = NaN, slopeSd = NaN, nonSamplingSd = NaN, houseSd = NaN] = sd;
	return {
		mode: fromLogs(point),
		points: points.map(({ logs, weight }) => ({ hyper: fromLogs(logs), weight: weight / total })),
		logSd: { levelSd, slopeSd, nonSamplingSd, houseSd }
	};
}

/** The posterior that knows its hyperparameters. */
export const fixedHyper = (hyper: Hyperparameters): HyperPosterior => ({
	mode: hyper,
	points: [{ hyper, weight: 1 }],
	logSd: { levelSd: 0, slopeSd: 0, nonSamplingSd: 0, houseSd: 0 }
});
