/** The posterior of the hyperparameters against derivatives and densities taken directly. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import { Z95 } from '#lib/domain/polls/margin.ts';
import { buildDesign } from '#lib/domain/trend/model/design.ts';
import { runFilter } from '#lib/domain/trend/model/filter.ts';
import {
	HYPERPARAMETERS,
	fromLogs,
	logPrior,
	priorMedians,
	PRIORS,
	toLogs
} from '#lib/domain/trend/model/hyperparameters.ts';
import { hyperPosterior } from '#lib/domain/trend/model/hyperposterior.ts';
import { minimise } from '#lib/domain/trend/model/minimise.ts';
import { BEHIND_DAYS, fitModel, pollsBehind } from '#lib/domain/trend/model/model.ts';
import { scenario, simulate } from './simulated.ts';

const { readings } = simulate({ ...scenario(4), polls: 40, houses: 5, days: 60 });
const design = buildDesign(readings);
/** Found when a test first asks for it. */
let found: ReturnType<typeof hyperPosterior> | undefined;
const posteriorOf = () => (found ??= hyperPosterior(design));
const modeOf = () => toLogs(posteriorOf().mode);
const density = (logs: readonly number[]) =>
	runFilter(design, fromLogs(logs)).logLikelihood + logPrior(logs);
const moved = (steps: Record<number, number>) =>
	density(modeOf().map((value, i) => value + (steps[i] ?? 0)));

describe('the posterior of the hyperparameters', () => {
	it('is nowhere higher than at its mode', () => {
		for (const i of modeOf().keys())
			for (const step of [-1, -0.1, 0.1, 1])
				expect(moved({ [i]: step })).toBeLessThan(moved({}) + 1e-3);
	});

	it('is as wide as its curvature at the mode says (Laplace)', () => {
		const step = 1e-2;
		const [mode, { logSd }] = [modeOf(), posteriorOf()];
		const hessian = mode.map((_, i) =>
			mode.map((__, j) =>
				i === j
					? (moved({ [i]: step }) - 2 * moved({}) + moved({ [i]: -step })) / step ** 2
					: (moved({ [i]: step, [j]: step }) +
							moved({ [i]: -step, [j]: -step }) -
							moved({ [i]: step, [j]: -step }) -
							moved({ [i]: -step, [j]: step })) /
						(4 * step ** 2)
			)
		);
		HYPERPARAMETERS.forEach((name, i) => {
			// Variance of a coordinate: the entry of the inverse of the negated Hessian, by Cramer's rule.
			const minor = hessian.filter((_, k) => k !== i).map((row) => row.filter((_, k) => k !== i));
			const variance = -determinant(minor) / determinant(hessian);
			expect(logSd[name] / Math.sqrt(variance)).toBeCloseTo(1, 2);
		});
	});

	it('weighs its points by the density there over that of the normal they are drawn from', () => {
		const { points } = posteriorOf();
		const mode = modeOf();
		const [centre, ...others] = points;
		if (centre === undefined) throw new Error('no points');
		const size = mode.length;
		const radius = size / 0.8;
		expect(others).toHaveLength(2 * size);
		for (const { hyper, weight } of others) {
			const ratio = Math.exp(density(toLogs(hyper)) - moved({}) + radius / 2);
			expect(weight / centre.weight).toBeCloseTo(((0.8 / (2 * size)) * ratio) / 0.2, 6);
		}
		expect(points.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
		// Two points an axis, either side of the mode.
		mode.forEach((value, i) => {
			const mean = others.reduce((sum, { hyper }) => sum + (toLogs(hyper)[i] ?? NaN), 0);
			expect(mean / others.length).toBeCloseTo(value, 8);
		});
	});

	it('is told as an interval on the scale of logarithms', () => {
		const fit = fitModel(readings);
		if (!fit.ok) throw new Error(fit.sentence);
		const posterior = posteriorOf();
		for (const { name, value, low95, high95 } of fit.hyperparameters) {
			expect(value).toBeCloseTo(posterior.mode[name], 10);
			expect(Math.log(high95 / value)).toBeCloseTo(Z95 * posterior.logSd[name], 10);
			expect(low95 * high95).toBeCloseTo(value ** 2, 10);
		}
	});
});

describe('the prior of the hyperparameters', () => {
	it('is normal in their logarithms: highest at the medians, half a unit down one spread away', () => {
		const middle = toLogs(priorMedians());
		expect(logPrior(middle)).toBeCloseTo(0, 12);
		HYPERPARAMETERS.forEach((name, i) => {
			for (const side of [-1, 1]) {
				const aside = middle.map((log, k) => (k === i ? log + side * PRIORS[name].spread : log));
				expect(logPrior(aside)).toBeCloseTo(-1 / 2, 12);
			}
		});
	});
});

describe('polls behind a day', () => {
	it('are those whose middle lies at most BEHIND_DAYS before or after it, each poll once', () => {
		const first = readings[0]?.day ?? '';
		const spread = buildDesign(
			readings.map((reading, i) => ({ ...reading, day: addDays(first, (i * 7) % 200) }))
		);
		const behind = pollsBehind(spread);
		expect(behind).toHaveLength(spread.days);
		behind.forEach(({ polls, houses }, day) => {
			const near = spread.observations.filter((one) => Math.abs(one.day - day) <= BEHIND_DAYS);
			expect(polls).toBe(new Set(near.map(({ reading }) => reading.poll)).size);
			expect(houses).toBe(new Set(near.map(({ reading }) => reading.house)).size);
		});
	});
});

describe('the smallest value of a smooth function', () => {
	it('of a tilted bowl is found with its curvatures, by axis', () => {
		const found = minimise(([x = NaN, y = NaN]) => 3 + (x - 2) ** 2 + x * y + 2 * y ** 2, [5, 5]);
		expect(found.value).toBeCloseTo(3 - 4 / 7, 6);
		expect(found.point[0]).toBeCloseTo(16 / 7, 3);
		expect(found.point[1]).toBeCloseTo(-4 / 7, 3);
		// Eigenvalues of [[2, 1], [1, 4]].
		const [low = NaN, high = NaN] = found.curvatures.toSorted((a, b) => a - b);
		expect(low).toBeCloseTo(3 - Math.SQRT2, 6);
		expect(high).toBeCloseTo(3 + Math.SQRT2, 6);
	});

	it('along a bent valley is found too (Rosenbrock 1960)', () => {
		const { point } = minimise(
			([x = NaN, y = NaN]) => (1 - x) ** 2 + 20 * (y - x ** 2) ** 2,
			[-1, 1.5]
		);
		expect(point[0]).toBeCloseTo(1, 1);
		expect(point[1]).toBeCloseTo(1, 1);
	});
});

/** By the first column (Laplace). */
function determinant(matrix: readonly (readonly number[])[]): number {
	if (matrix.length === 0) return 1;
	return matrix.reduce((sum, [head = NaN], i) => {
		const rest = matrix.filter((_, k) => k !== i).map((row) => row.slice(1));
		return sum + (i % 2 === 0 ? 1 : -1) * head * determinant(rest);
	}, 0);
}
