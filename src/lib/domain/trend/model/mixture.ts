import { at } from '../at.ts';
import type { Design } from './design.ts';
import { newTrace, noise } from './filter.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { fixedHyper, hyperPosterior, type HyperPosterior } from './hyperposterior.ts';
import { square } from './portable.ts';
import { smooth, type Smoothed } from './smoother.ts';

/** The posteriors at the sets of hyperparameters, and what each weighs; the weights sum to one. */
export type Mixture = readonly { hyper: Hyperparameters; weight: number; run: Smoothed }[];

export interface Inference {
	/** With the variances of outliers raised. */
	design: Design;
	posterior: HyperPosterior;
	mixture: Mixture;
}

interface InferenceOptions {
	/** Takes these as given instead of estimating them. */
	hyperparameters?: Hyperparameters | undefined;
	/** Where the search for them begins; at the middle of the priors by default. */
	start?: Hyperparameters | undefined;
	/** Whether variances of changes between days are wanted. */
	changes?: boolean;
}

/** Distance of a reading from its prediction by the others, in standard deviations, past which it is an outlier. */
export const OUTLIER_DISTANCE = 3.5;
const OUTLIER_ROUNDS = 2;

/**
 * Estimates hyperparameters and smooths at each set of them. Readings further than OUTLIER_DISTANCE from what
 * all other readings predict have their variance raised so that they stand at that distance (Huber 1981:
 * weights of a bounded influence), and the hyperparameters are estimated again without their pull.
 * With given hyperparameters neither happens.
 */
export function inferDesign(
	given: Design,
	{ hyperparameters, start, changes = false }: InferenceOptions
): Inference {
	let design = given;
	let posterior = hyperparameters ? fixedHyper(hyperparameters) : hyperPosterior(design, start);
	for (let round = 0; !hyperparameters && round < OUTLIER_ROUNDS; round += 1) {
		const damped = dampOutliers(design, posterior.mode);
		if (damped === design) break;
		design = damped;
		posterior = hyperPosterior(design, posterior.mode);
	}
	const trace = newTrace(design);
	const mixture = posterior.points.map(({ hyper, weight }) => ({
		hyper,
		weight,
		run: smooth(design, hyper, trace, changes)
	}));
	return { design, posterior, mixture };
}

/** The design with outliers' variances raised, or the same one where there is none. */
function dampOutliers(design: Design, hyper: Hyperparameters): Design {
	const run = smooth(design, hyper);
	let found = false;
	const observations = design.observations.map((observation, i) => {
		// Error of the prediction by the others over its standard deviation, without refitting.
		const left = noise(observation, hyper) - run.covariance(i, i);
		const distance = Math.abs(observation.value - at(run.fitted, i)) / Math.sqrt(left);
		if (!(distance > OUTLIER_DISTANCE)) return observation;
		found = true;
		return { ...observation, share: observation.share * square(distance / OUTLIER_DISTANCE) };
	});
	return found ? { ...design, observations } : design;
}

/** Mean of a quantity over the mixture, and its variance: the mean within plus the spread between. */
export function moments(
	mixture: Mixture,
	meanOf: (run: Smoothed) => number,
	varianceOf: (run: Smoothed, hyper: Hyperparameters) => number
): { mean: number; variance: number } {
	let mean = 0;
	for (const { weight, run } of mixture) mean += weight * meanOf(run);
	let variance = 0;
	for (const { hyper, weight, run } of mixture)
		variance += weight * (varianceOf(run, hyper) + square(meanOf(run) - mean));
	return { mean, variance };
}
