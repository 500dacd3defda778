/**
 * The model against a direct solve: the covariance of the level written out day by day, effects as dense
 * columns, everything inverted at once (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006,
 * eq. 2.41 and 2.42: a Gaussian process with a basis function, here the level of the first day, with the flat
 * prior of eq. 2.44).
 */
import { inverse, Matrix } from 'ml-matrix';
import { describe, expect, it, vi } from 'vitest';
import { daysBetween } from '#lib/domain/dates.ts';
import { DESIGN_EFFECT, Z95 } from '#lib/domain/polls/margin.ts';
import { changeBetweenDays } from '#lib/domain/trend/change-between-days.ts';
import { buildDesign } from '#lib/domain/trend/model/design.ts';
import { noise, runFilter } from '#lib/domain/trend/model/filter.ts';
import {
	POPULATION_SD,
	SLOPE_DAMPING,
	WORDING_SD,
	type Hyperparameters
} from '#lib/domain/trend/model/hyperparameters.ts';
import { lagsOf } from '#lib/domain/trend/checks/lags.ts';
import { Z80 } from '#lib/domain/trend/model/normal-intervals.ts';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import type { TrendReading } from '#lib/domain/trend/reading.ts';
import { scenario, simulate } from './simulated.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 60_000 });

/** Covariance of what two days add to the first day's level: random steps, summed drift. */
function levelCovariance(hyper: Hyperparameters, days: number): Matrix {
	const drift = Matrix.zeros(days, days);
	for (let s = 1; s < days; s += 1)
		for (let t = 1; t < days; t += 1)
			drift.set(
				s,
				t,
				drift.get(s - 1, t) +
					drift.get(s, t - 1) -
					drift.get(s - 1, t - 1) +
					hyper.slopeSd ** 2 * SLOPE_DAMPING ** Math.abs(s - t)
			);
	return new Matrix(
		Array.from({ length: days }, (_, s) =>
			Array.from({ length: days }, (__, t) => hyper.levelSd ** 2 * Math.min(s, t) + drift.get(s, t))
		)
	);
}

function directSolve(readings: readonly TrendReading[], hyper: Hyperparameters) {
	const design = buildDesign(readings);
	const { days, columns, observations } = design;
	const spread = { house: hyper.houseSd, population: POPULATION_SD, wording: WORDING_SD };
	const level = levelCovariance(hyper, days);
	const size = days + columns.length;
	const prior = Matrix.zeros(size, size);
	prior.setSubMatrix(level, 0, 0);
	columns.forEach(({ factor }, i) => prior.set(days + i, days + i, spread[factor] ** 2));
	const see = Matrix.zeros(observations.length, size);
	observations.forEach(({ day, columns: own }, i) => {
		see.set(i, day, 1);
		for (const column of own) see.set(i, days + column, 1);
	});
	// Asked for: the estimate of each day, then each effect against the anchor's mean of its factor.
	const asked = Matrix.zeros(size, size);
	for (let day = 0; day < days; day += 1) {
		asked.set(day, day, 1);
		design.anchor.forEach((weight, i) => asked.set(day, days + i, weight));
	}
	columns.forEach(({ factor }, i) =>
		columns.forEach((other, j) => {
			if (other.factor === factor)
				asked.set(days + i, days + j, (i === j ? 1 : 0) - (design.anchor[j] ?? NaN));
		})
	);
	/** How much of the start's level each carries: effects are differences, in which it cancels. */
	const carried = Matrix.columnVector(Array.from({ length: size }, (_, i) => (i < days ? 1 : 0)));
	const seen = see.mmul(prior).mmul(see.transpose());
	observations.forEach((row, i) => seen.set(i, i, seen.get(i, i) + noise(row, hyper)));
	const precision = inverse(seen);
	const cross = asked.mmul(prior).mmul(see.transpose());
	const values = Matrix.columnVector(observations.map((row) => row.value));
	const ones = Matrix.ones(observations.length, 1);
	const startPrecision = ones.transpose().mmul(precision).mmul(ones);
	const startVariance = inverse(startPrecision);
	const start = startVariance.mmul(ones.transpose()).mmul(precision).mmul(values).get(0, 0);
	const mean = cross.mmul(precision).mmul(Matrix.sub(values, start));
	const missing = Matrix.sub(carried, cross.mmul(precision).mmul(ones));
	const covariance = asked
		.mmul(prior)
		.mmul(asked.transpose())
		.sub(cross.mmul(precision).mmul(cross.transpose()))
		.add(missing.mmul(startVariance).mmul(missing.transpose()));
	return {
		design,
		mean: Matrix.add(mean, Matrix.mul(carried, design.centre + start)).to1DArray(),
		covariance,
		/** Covariance of all readings about the start, its precision given them, and what it leaves of them. */
		seen,
		startPrecision,
		residual: Matrix.sub(values, start)
	};
}

const HYPER = { levelSd: 0.3, slopeSd: 0.05, nonSamplingSd: 0.8, houseSd: 2 };
const { readings } = simulate({ ...scenario(4), polls: 40, houses: 5, days: 60 });
const mixed = readings.map((reading, index) => ({
	...reading,
	population: index % 3 === 0 ? 'likely_voters' : 'adults',
	wording: index % 4 === 0 ? 'two' : 'one'
}));

describe('model against a direct solve', () => {
	it.each([
		['without effects', readings, { ...HYPER, houseSd: 0 }],
		['a level without momentum', readings, { ...HYPER, houseSd: 0, slopeSd: 0 }],
		['with effects of house, population and wording', mixed, HYPER]
	])('%s: estimate and interval are the same to 1e-8', (_, rows, hyperparameters) => {
		const fit = fitModel(rows, { hyperparameters });
		const direct = directSolve(rows, hyperparameters);
		if (!fit.ok) throw new Error(fit.sentence);
		expect(fit.daily).toHaveLength(direct.design.days);
		fit.daily.forEach((day, t) => {
			expect(Math.abs(day.estimate - (direct.mean[t] ?? NaN))).toBeLessThan(1e-8);
			const sd = Math.sqrt(direct.covariance.get(t, t));
			expect(Math.abs((day.high95 - day.low95) / (2 * Z95) - sd)).toBeLessThan(1e-8);
		});
	});

	it('effects of houses, populations and wordings, with their intervals, are the same to 1e-8', () => {
		const fit = fitModel(mixed, { hyperparameters: HYPER });
		const { design, mean, covariance } = directSolve(mixed, HYPER);
		if (!fit.ok) throw new Error(fit.sentence);
		const told = { house: fit.houses, population: fit.populations, wording: fit.wordings };
		design.columns.forEach(({ factor, name }, i) => {
			const effect = told[factor].find((one) => one.name === name);
			const sd = Math.sqrt(covariance.get(design.days + i, design.days + i));
			expect(effect?.effect).toBeCloseTo(mean[design.days + i] ?? NaN, 8);
			expect(effect?.low95).toBeCloseTo((mean[design.days + i] ?? NaN) - Z95 * sd, 8);
			expect(effect?.high95).toBeCloseTo((mean[design.days + i] ?? NaN) + Z95 * sd, 8);
			const own = mixed.filter((reading) => reading[factor] === name);
			expect(effect?.polls).toBe(new Set(own.map(({ poll }) => poll)).size);
		});
		expect(Object.values(told).flat()).toHaveLength(design.columns.length);
	});

	it('a poll is adjusted by the effects it carries, and differs from the estimate by its residual', () => {
		const fit = fitModel(mixed, { hyperparameters: HYPER });
		if (!fit.ok) throw new Error(fit.sentence);
		const effect = (rows: readonly { name: string; effect: number }[], name: string) =>
			rows.find((row) => row.name === name)?.effect ?? 0;
		const days = new Map(fit.daily.map((day) => [day.day, day.estimate]));
		for (const { id, percent, adjusted, residual } of fit.polls) {
			const reading = mixed.find((row) => row.id === id);
			if (!reading) throw new Error(id);
			const carried =
				effect(fit.houses, reading.house) +
				effect(fit.populations, reading.population) +
				effect(fit.wordings, reading.wording);
			expect(adjusted).toBeCloseTo(percent - carried, 8);
			expect(adjusted - (days.get(reading.day) ?? NaN)).toBeCloseTo(residual, 8);
		}
	});

	it('the band of a further poll holds the errors of the estimate, of its house and of its own', () => {
		const fit = fitModel(mixed, { hyperparameters: HYPER });
		const { design, mean, covariance } = directSolve(mixed, HYPER);
		if (!fit.ok) throw new Error(fit.sentence);
		const last = design.days - 1;
		// One more answer of each kind, so that no share is certain (Agresti and Coull, 1998); then a weighted sample's
		// variance, in points: 100^2 deff p (1 - p) / n (Kish, 1965).
		const share = ((fit.band.n * (mean[last] ?? NaN)) / 100 + 1) / (fit.band.n + 2);
		const sampling = (100 ** 2 * DESIGN_EFFECT * share * (1 - share)) / fit.band.n;
		const variance =
			covariance.get(last, last) +
			HYPER.houseSd ** 2 * (1 + 1 / fit.houses.length) +
			HYPER.nonSamplingSd ** 2 +
			sampling;
		for (const [quantile, low, high] of [
			[Z80, fit.band.low80, fit.band.high80],
			[Z95, fit.band.low95, fit.band.high95]
		] as const) {
			expect(low).toBeCloseTo((mean[last] ?? NaN) - quantile * Math.sqrt(variance), 6);
			expect(high).toBeCloseTo((mean[last] ?? NaN) + quantile * Math.sqrt(variance), 6);
		}
	});

	it('the variance of a change is the same at every lag kept, and close to it between', () => {
		const fit = fitModel(mixed, { hyperparameters: HYPER });
		const { covariance } = directSolve(mixed, HYPER);
		if (!fit.ok) throw new Error(fit.sentence);
		const first = fit.daily[0];
		if (!first) throw new Error('no day');
		const exact = (s: number, t: number) =>
			covariance.get(s, s) + covariance.get(t, t) - 2 * covariance.get(s, t);
		for (const after of fit.daily) {
			const t = daysBetween(first.day, after.day);
			lagsOf(t).forEach((lag, i) =>
				expect(after.changeVariance[i]).toBeCloseTo(exact(t - lag, t), 8)
			);
			for (const before of fit.daily.slice(0, t + 1)) {
				const { low95, high95 } = changeBetweenDays(first.day, before, after);
				const sd = ((high95 ?? NaN) - (low95 ?? NaN)) / (2 * Z95);
				const direct = Math.sqrt(Math.max(0, exact(daysBetween(first.day, before.day), t)));
				expect(Math.abs(sd - direct)).toBeLessThan(0.1);
			}
		}
	});

	it('the marginal likelihood is that of the joint normal distribution, a shared reading to its power', () => {
		const design = buildDesign(mixed);
		const { logLikelihood } = runFilter(design, HYPER);
		// N(y; m, R)^(1/s) = N(y; m, sR) * sqrt(2 pi s R) / sqrt(2 pi R)^(1/s), up to powers of 2 pi.
		const powers = design.observations.map((row) => {
			const raised = noise(row, HYPER);
			return (Math.log(raised) - Math.log(raised / row.share) / row.share) / 2;
		});
		expect(Math.max(...design.observations.map((row) => row.share))).toBeGreaterThan(1);
		// Eq. 2.45, with a start of one coefficient.
		const { seen, startPrecision, residual } = directSolve(mixed, HYPER);
		const misfit = residual.transpose().mmul(inverse(seen)).mmul(residual).get(0, 0);
		const direct =
			powers.reduce((sum, power) => sum + power, 0) -
			(logDeterminant(seen) +
				logDeterminant(startPrecision) +
				misfit +
				(residual.rows - 1) * Math.log(2 * Math.PI)) /
				2;
		expect(logLikelihood).toBeCloseTo(direct, 8);
	});
});

/** Logarithm of the determinant of a positive definite matrix by elimination. */
function logDeterminant(matrix: Matrix): number {
	const work = matrix.clone();
	let sum = 0;
	for (let k = 0; k < work.rows; k += 1) {
		const pivot = work.get(k, k);
		sum += Math.log(pivot);
		for (let i = k + 1; i < work.rows; i += 1) {
			const factor = work.get(i, k) / pivot;
			for (let j = k; j < work.columns; j += 1)
				work.set(i, j, work.get(i, j) - factor * work.get(k, j));
		}
	}
	return sum;
}
