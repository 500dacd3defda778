import { daysBetween } from '#lib/domain/dates.ts';
import { at } from '../at.ts';
import type { Expected } from './calibration.ts';
import { combineReadings } from '../combine.ts';
import {
	FACTORS,
	FALLBACK_N,
	samplingVariance,
	type Design,
	type DesignRow
} from '../model/design.ts';
import { POPULATION_SD, WORDING_SD, type Hyperparameters } from '../model/hyperparameters.ts';
import { moments, type Inference } from '../model/mixture.ts';
import { normalIntervals } from '../model/normal-intervals.ts';
import { square } from '../model/portable.ts';
import { median, type TrendReading } from '../reading.ts';
import { smooth } from '../model/smoother.ts';

/** A reading as it was predicted before it was known; the interval is for the reading, its own errors included. */
export interface NextPoll extends Expected {
	id: string;
	predicted: number;
}

/** So many times the noise of a reading says nothing to the model: it is asked about, and not told. */
const SILENT = 1e16;

/** Predicts readings that a fit has not seen, on their own days, with what it knows of their house, people and words. */
export function predictNext(
	{ design, posterior }: Pick<Inference, 'design' | 'posterior'>,
	next: readonly TrendReading[]
): NextPoll[] {
	if (next.length === 0) return [];
	const asked = withSilent(design, combineReadings(next));
	const silent = asked.observations.flatMap((observation, index) =>
		observation.share === SILENT ? [{ observation, index }] : []
	);
	const mixture = posterior.points.map(({ hyper, weight }) => ({
		hyper,
		weight,
		run: smooth(asked, hyper)
	}));
	return silent.map(({ observation, index }) => {
		const { reading, variance: sampling } = observation;
		const { mean, variance } = moments(
			mixture,
			(run) => at(run.fitted, index),
			(run, hyper) =>
				run.covariance(index, index) +
				sampling +
				square(hyper.nonSamplingSd) +
				unknownVariance(design, reading, hyper)
		);
		const predicted = design.centre + mean;
		const { id, percent } = reading;
		const error = percent - predicted;
		return { id, percent, predicted, ...normalIntervals(predicted, variance), error };
	});
}

/** The same problem on a grid that holds the days of the next readings, with these as observations that say nothing. */
function withSilent(design: Design, next: readonly TrendReading[]): Design {
	const days = next.map(({ day }) => daysBetween(design.first, day));
	const earlier = Math.max(0, -Math.min(...days));
	const assumedN =
		design.assumedN ??
		median(design.observations.flatMap(({ reading }) => reading.n ?? [])) ??
		FALLBACK_N;
	const silent = next.map((reading, index): DesignRow => ({
		reading,
		day: (days[index] ?? 0) + earlier,
		value: reading.percent - design.centre,
		variance: samplingVariance(reading, assumedN),
		share: SILENT,
		columns: design.columns.flatMap(({ factor, name }, column) =>
			reading[factor] === name ? [column] : []
		)
	}));
	const observations = [
		...design.observations.map((one) => ({ ...one, day: one.day + earlier })),
		...silent
	].sort((a, b) => a.day - b.day);
	const last = observations.at(-1)?.day ?? 0;
	return { ...design, observations, days: Math.max(design.days + earlier, last + 1) };
}

/** Variance of the effects of a house, a population or a wording that the fit has not met. */
function unknownVariance(
	{ columns, observations }: Design,
	reading: TrendReading,
	{ houseSd }: Hyperparameters
): number {
	const spread = { house: houseSd, population: POPULATION_SD, wording: WORDING_SD };
	let variance = 0;
	for (const factor of FACTORS) {
		const known = columns.filter((column) => column.factor === factor);
		if (known.length > 0) {
			if (!known.some(({ name }) => name === reading[factor])) variance += square(spread[factor]);
		} else if (observations[0]?.reading[factor] !== reading[factor])
			// All that is known is of one kind, whose own effect is in the level.
			variance += 2 * square(spread[factor]);
	}
	return variance;
}
