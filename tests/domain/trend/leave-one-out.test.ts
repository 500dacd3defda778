import { describe, expect, it, vi } from 'vitest';
import { addDays, daysBetween } from '#lib/domain/dates.ts';
import { leaveOneOut } from '#lib/domain/trend/checks/leave-one-out.ts';
import { marginOfError } from '#lib/domain/polls/margin.ts';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import type { TrendReading } from '#lib/domain/trend/reading.ts';
import { FIRST_DAY, scenario, simulate } from './simulated.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 60_000 });

const HYPER = { levelSd: 0.3, slopeSd: 0.05, nonSamplingSd: 0.8, houseSd: 2 };
/** Sparse, so that no poll bears on the weight of another of its house. */
const simulated = simulate({ ...scenario(8), polls: 30, houses: 6, days: 300 }).readings;
/** Every fourth poll also states a figure for likely voters. */
const readings = simulated.flatMap((reading, index): TrendReading[] =>
	index % 4 === 0
		? [
				reading,
				{
					...reading,
					id: `${reading.id} voters`,
					population: 'likely_voters',
					percent: reading.percent + 2
				}
			]
		: [reading]
);

describe('leave one poll out', () => {
	const days = readings.map((reading) => reading.day).sort();
	const span = { first: days[0] ?? '', last: days.at(-1) ?? '' };

	it('predicts what the model without the poll predicts, without refitting it', () => {
		const result = leaveOneOut(readings, { hyperparameters: HYPER });
		if (!result.ok) throw new Error(result.sentence);
		expect(result.n).toBe(readings.length);
		for (const prediction of result.predictions) {
			const left = readings.find((reading) => reading.id === prediction.id);
			const others = readings.filter((reading) => reading.poll !== prediction.poll);
			const fit = fitModel(others, { ...span, hyperparameters: HYPER });
			if (!fit.ok || !left) throw new Error('not fitted');
			const effect = (effects: { name: string; effect: number }[], name: string) =>
				effects.find((row) => row.name === name)?.effect ?? NaN;
			const predicted =
				(fit.daily[daysBetween(span.first, left.day)]?.estimate ?? NaN) +
				effect(fit.houses, left.house) +
				effect(fit.populations, left.population);
			expect(prediction.predicted).toBeCloseTo(predicted, 2);
			expect(prediction.error).toBeCloseTo(left.percent - prediction.predicted, 10);
			const { low80, high80, low95, high95 } = prediction;
			// Quantiles of the normal distribution, of one deviation, around one middle.
			expect((high95 - low95) / (high80 - low80)).toBeCloseTo(1.959964 / 1.281552, 5);
			expect((high95 + low95) / 2).toBeCloseTo(prediction.predicted, 10);
			// No prediction of a poll is surer than its sample.
			expect((high95 - low95) / 2).toBeGreaterThan(marginOfError(left.percent, left.n ?? NaN, 1));
		}
	});

	it('works on the waves of one item, and says how many it had', () => {
		const item = [42, 44, 47, 45].map((percent, index): TrendReading => ({
			id: `wave ${index}`,
			poll: `wave ${index}`,
			day: addDays(FIRST_DAY, 30 * index),
			fieldDays: 4,
			percent,
			n: 1000,
			margin: null,
			house: 'A',
			population: 'adults',
			wording: 'one'
		}));
		const result = leaveOneOut(item);
		if (!result.ok) throw new Error(result.sentence);
		expect(result.n).toBe(4);
		const absolute = result.predictions.map((row) => Math.abs(row.error));
		expect(result.meanAbsoluteError).toBeCloseTo(absolute.reduce((a, b) => a + b) / 4, 10);
		for (const row of result.predictions) {
			expect(row.low95).toBeLessThan(row.low80);
			expect(row.predicted).toBeGreaterThan(40);
			expect(row.predicted).toBeLessThan(50);
		}
		expect(leaveOneOut(item.slice(0, 2))).toEqual({
			ok: false,
			sentence: 'No validation: needs 3 polls; has 2.'
		});
	});
});
