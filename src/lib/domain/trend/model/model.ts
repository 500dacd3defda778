import { addDays } from '#lib/domain/dates.ts';
import { Z95 } from '#lib/domain/polls/margin.ts';
import { at } from '../at.ts';
import {
	buildDesign,
	FALLBACK_N,
	samplingVariance,
	type Anchor,
	type Design,
	type Factor
} from './design.ts';
import { noise } from './filter.ts';
import { HYPERPARAMETERS, type Hyperparameters } from './hyperparameters.ts';
import { normalIntervals, type Intervals } from './normal-intervals.ts';
import { inferDesign, moments, type Mixture } from './mixture.ts';
import { lagsOf } from '../checks/lags.ts';
import { exp, square } from './portable.ts';
import { checkReadings, marginOf, median, type TrendReading } from '../reading.ts';
import { canFit } from '../rule.ts';

/** Days either side of a day whose polls are named as those behind its estimate. */
export const BEHIND_DAYS = 30;

export interface ModelOptions {
	/** Whose answers the estimate stands for. */
	anchor?: Anchor;
	/** First and last day of the grid; by default those of the readings. */
	first?: string;
	last?: string;
	/** Takes these as given instead of estimating them. */
	hyperparameters?: Hyperparameters;
}

/** Estimates in percent, clipped to 0-100. */
export interface ModelDay extends Intervals {
	day: string;
	estimate: number;
	/** Polls and houses within BEHIND_DAYS either side. */
	polls: number;
	houses: number;
	/**
	 * Variance of the change in points squared since 1, 2, 3, 4, 6, 8, 12, ... days before (`lagsOf`) and since
	 * the first day, from the smoother's joint covariance: all that `changeBetweenDays` needs.
	 */
	changeVariance: number[];
}

/** What became of one reading (the parts of a poll averaged per wording and population). */
interface ModelPoll {
	id: string;
	poll: string;
	percent: number;
	/** Stated or computed 95% half-width in points; null where neither is known. */
	margin: number | null;
	/** Percent less the effects of its house, population and wording. */
	adjusted: number;
	/** Points by which the estimate of its day moves when it moves by one. */
	weight: number;
	/** Adjusted less the estimate of its day. */
	residual: number;
}

/** A static effect relative to the anchor, in points. */
interface ModelEffect {
	name: string;
	effect: number;
	low95: number;
	high95: number;
	/** Polls that carry it. */
	polls: number;
}

interface ModelHyperparameter {
	name: keyof Hyperparameters;
	/** Most probable value and 95% interval, points. */
	value: number;
	low95: number;
	high95: number;
}

export interface ModelFit {
	ok: true;
	daily: ModelDay[];
	polls: ModelPoll[];
	/** Empty where there is only one. */
	houses: ModelEffect[];
	populations: ModelEffect[];
	wordings: ModelEffect[];
	hyperparameters: ModelHyperparameter[];
	/** n taken for readings that report neither n nor margin; null where none was needed. */
	assumedN: number | null;
	band: PredictiveBand;
}

/** Where a poll by a house not met yet would be expected on the last day, asking the mix of people and words of the others. */
interface PredictiveBand extends Intervals {
	/** Respondents of that poll: the median of those reported. */
	n: number;
}

export type ModelResult = ModelFit | { ok: false; sentence: string };

/**
 * The all-polls estimate: readings of one question (or of wordings the user pools) from several houses, of one
 * region and subgroup. Answers with the sentence of `canFit` where the rule refuses.
 * @throws RangeError where a reading is malformed (see `checkReadings`) or an option does not fit the readings
 */
export function fitModel(
	readings: readonly TrendReading[],
	options: ModelOptions = {}
): ModelResult {
	const verdict = canFit(checkReadings(readings));
	if (!verdict.ok) return verdict;
	const { anchor, first, last, hyperparameters } = options;
	const given = buildDesign(readings, anchor, {
		...(first !== undefined && { first }),
		...(last !== undefined && { last })
	});
	const { design, posterior, mixture } = inferDesign(given, { hyperparameters, changes: true });
	return {
		ok: true,
		daily: describeDays(design, mixture),
		polls: describePolls(design, mixture),
		houses: describeEffects(design, mixture, 'house'),
		populations: describeEffects(design, mixture, 'population'),
		wordings: describeEffects(design, mixture, 'wording'),
		hyperparameters: HYPERPARAMETERS.map((name) => {
			const value = posterior.mode[name];
			const factor = exp(Z95 * posterior.logSd[name]);
			return { name, value, low95: value / factor, high95: value * factor };
		}),
		assumedN: design.assumedN,
		band: bandOf(design, mixture)
	};
}

const clip = (percent: number) => Math.min(100, Math.max(0, percent));

/** The estimate of a day of the grid, clipped, with its intervals. */
export function estimateOn(
	design: Design,
	mixture: Mixture,
	day: number
): Omit<ModelDay, 'polls' | 'houses' | 'changeVariance'> {
	const { mean, variance } = moments(
		mixture,
		(run) => at(run.mean, day),
		(run) => at(run.variance, day)
	);
	const estimate = design.centre + mean;
	return {
		day: addDays(design.first, day),
		estimate: clip(estimate),
		...normalIntervals(estimate, variance, clip)
	};
}

function describeDays(design: Design, mixture: Mixture): ModelDay[] {
	const behind = pollsBehind(design);
	return Array.from({ length: design.days }, (_, day) => {
		return {
			...estimateOn(design, mixture, day),
			polls: behind[day]?.polls ?? 0,
			houses: behind[day]?.houses ?? 0,
			changeVariance: lagsOf(day).map(
				(lag, i) =>
					moments(
						mixture,
						(run) => at(run.mean, day) - at(run.mean, day - lag),
						(run) => run.changeVariance[day]?.[i] ?? NaN
					).variance
			)
		};
	});
}

/**
 * The estimate of the last day, with the error of the estimate, of a further house and of the poll itself. The mean of
 * H houses has no more to say of a further one than its prior: the difference has variance houseSd^2 (1 + 1/H).
 */
function bandOf(design: Design, mixture: Mixture): PredictiveBand {
	const last = design.days - 1;
	const houses = design.columns.filter(({ factor }) => factor === 'house').length;
	const n =
		median(design.observations.flatMap(({ reading }) => reading.n ?? [])) ??
		design.assumedN ??
		FALLBACK_N;
	const percent = estimateOn(design, mixture, last).estimate;
	const sampling = samplingVariance({ percent, n, margin: null }, n);
	const { mean, variance } = moments(
		mixture,
		(run) => at(run.mean, last),
		(run, { houseSd, nonSamplingSd }) =>
			at(run.variance, last) +
			square(houseSd) * (1 + 1 / Math.max(1, houses)) +
			square(nonSamplingSd) +
			sampling
	);
	return { n, ...normalIntervals(design.centre + mean, variance, clip) };
}

/** Polls and houses near each day of the grid. */
export function pollsBehind({
	days,
	observations
}: Pick<Design, 'days' | 'observations'>): { polls: number; houses: number }[] {
	let oldest = 0;
	let next = 0;
	return Array.from({ length: days }, (_, day) => {
		while ((observations[next]?.day ?? Infinity) <= day + BEHIND_DAYS) next += 1;
		while ((observations[oldest]?.day ?? Infinity) < day - BEHIND_DAYS) oldest += 1;
		const near = observations.slice(oldest, next).map(({ reading }) => reading);
		return {
			polls: new Set(near.map((reading) => reading.poll)).size,
			houses: new Set(near.map((reading) => reading.house)).size
		};
	});
}

function describePolls(design: Design, mixture: Mixture): ModelPoll[] {
	return design.observations.map((observation, i) => {
		const { reading, value, day } = observation;
		let estimate = 0;
		let residual = 0;
		let weight = 0;
		for (const { hyper, weight: share, run } of mixture) {
			estimate += share * at(run.mean, day);
			residual += share * (value - at(run.fitted, i));
			weight += (share * at(run.withEstimate, i)) / noise(observation, hyper);
		}
		return {
			id: reading.id,
			poll: reading.poll,
			percent: reading.percent,
			margin: marginOf(reading),
			adjusted: design.centre + estimate + residual,
			weight,
			residual
		};
	});
}

function describeEffects(design: Design, mixture: Mixture, factor: Factor): ModelEffect[] {
	return design.columns.flatMap((column, index) => {
		if (column.factor !== factor) return [];
		const { mean, variance } = moments(
			mixture,
			(run) => run.effects[index]?.mean ?? NaN,
			(run) => run.effects[index]?.variance ?? NaN
		);
		const margin = Z95 * Math.sqrt(variance);
		const own = design.observations.filter(({ columns }) => columns.includes(index));
		return {
			name: column.name,
			effect: mean,
			low95: mean - margin,
			high95: mean + margin,
			polls: new Set(own.map(({ reading }) => reading.poll)).size
		};
	});
}
