/** Proof on synthetic polls whose truth is known: how often the bands hold it, and what bias does to the line. */
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#lib/domain/dates.ts';
import { simpleAverage } from '#lib/domain/trend/averages.ts';
import { changeBetweenDays } from '#lib/domain/trend/change-between-days.ts';
import { leaveOneOut } from '#lib/domain/trend/checks/leave-one-out.ts';
import { fitModel, type ModelFit } from '#lib/domain/trend/model/model.ts';
import type { TrendReading } from '#lib/domain/trend/reading.ts';
import {
	between,
	FIRST_DAY,
	normal,
	random,
	scenario,
	SHAPES,
	simulate,
	type Scenario
} from './simulated.ts';

const SEEDS = 500;
/** Generous: the work is about 20 s of one core; machines are shared. */
const PATIENCE_MS = 600_000;

interface Outcome {
	scenario: Scenario;
	/** Shares of the days on which the band holds the truth. */
	held80: number;
	held95: number;
	/** Share of the changes over half the time whose 95% interval holds the true one. */
	heldChange: number;
	/** Root mean square errors over the days on which the simple average has a value. */
	modelError: number;
	simpleError: number;
}

describe(`${SEEDS} sets of synthetic polls with known truth`, () => {
	let outcomes: Outcome[] = [];

	beforeAll(() => {
		outcomes = Array.from({ length: SEEDS }, (_, index) => outcome(scenario(index + 1)));
	}, PATIENCE_MS);

	it('the 95% band covers the truth 93 to 97% of the time, the 80% band 77 to 83%', () => {
		const held95 = mean(outcomes.map((row) => row.held95));
		const held80 = mean(outcomes.map((row) => row.held80));
		expect(held95).toBeGreaterThanOrEqual(0.93);
		expect(held95).toBeLessThanOrEqual(0.97);
		expect(held80).toBeGreaterThanOrEqual(0.77);
		expect(held80).toBeLessThanOrEqual(0.83);
	});

	it.each(SHAPES)('no shape of truth breaks the bands: %s', (shape) => {
		const own = outcomes.filter((row) => row.scenario.shape === shape);
		expect(mean(own.map((row) => row.held95))).toBeGreaterThanOrEqual(0.92);
		expect(mean(own.map((row) => row.held80))).toBeGreaterThanOrEqual(0.77);
	});

	it('the 95% interval of a change holds the true change 93 to 97% of the time', () => {
		const held = mean(outcomes.map((row) => row.heldChange));
		expect(held).toBeGreaterThanOrEqual(0.93);
		expect(held).toBeLessThanOrEqual(0.97);
	});

	it("with strong house effects the model's error is at most 0.7 of the simple average's", () => {
		const strong = outcomes.filter((row) => row.scenario.houseSd >= 3);
		expect(strong.length).toBeGreaterThan(100);
		const ratio =
			mean(strong.map((row) => row.modelError)) / mean(strong.map((row) => row.simpleError));
		expect(ratio).toBeLessThanOrEqual(0.7);
	});
});

describe('a biased house that polls as much as all others together', () => {
	const seeds = Array.from({ length: 40 }, (_, index) => index + 1001);

	it(
		'moves the estimate by less than a third of what it moves the simple mean',
		() => {
			const moves = seeds.map((seed) => movesByBiasedHouse(scenario(seed)));
			const ratio = mean(moves.map((row) => row.model)) / mean(moves.map((row) => row.simple));
			expect(mean(moves.map((row) => row.simple))).toBeGreaterThan(2);
			expect(ratio).toBeLessThan(1 / 3);
		},
		PATIENCE_MS
	);
});

describe('predictions of polls left out', () => {
	it(
		'their intervals hold the polls as often as they say',
		() => {
			const results = Array.from({ length: 40 }, (_, index) => {
				const result = leaveOneOut(simulate(scenario(index + 2001)).readings);
				if (!result.ok) throw new Error(result.sentence);
				return result;
			});
			expect(Math.abs(mean(results.map((row) => row.covered95)) - 0.95)).toBeLessThan(0.02);
			expect(Math.abs(mean(results.map((row) => row.covered80)) - 0.8)).toBeLessThan(0.03);
			expect(Math.abs(mean(results.map((row) => row.meanError)))).toBeLessThan(0.1);
		},
		PATIENCE_MS
	);
});

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rms = (values: number[]) => Math.sqrt(mean(values.map((value) => value ** 2)));

function fitted(readings: readonly TrendReading[]): ModelFit {
	const fit = fitModel(readings);
	if (!fit.ok) throw new Error(fit.sentence);
	return fit;
}

function outcome(given: Scenario): Outcome {
	const { truth, readings } = simulate(given);
	const simple = simpleAverage(readings);
	const days = fitted(readings).daily.map((day, index) => {
		const level = truth[daysBetween(FIRST_DAY, day.day)] ?? NaN;
		const average = simple[index]?.estimate ?? null;
		return { day, truth: level, average };
	});
	const comparable = days.flatMap((row) =>
		row.average === null ? [] : { ...row, average: row.average }
	);
	const half = Math.floor(days.length / 2);
	const changes = days.slice(half).flatMap((late, index) => {
		const early = days[index];
		if (!early) return [];
		const { low95, high95 } = changeBetweenDays(days[0]?.day.day ?? '', early.day, late.day);
		const change = late.truth - early.truth;
		return Number((low95 ?? NaN) <= change && change <= (high95 ?? NaN));
	});
	return {
		scenario: given,
		heldChange: mean(changes),
		held80: mean(
			days.map((row) => Number(row.day.low80 <= row.truth && row.truth <= row.day.high80))
		),
		held95: mean(
			days.map((row) => Number(row.day.low95 <= row.truth && row.truth <= row.day.high95))
		),
		modelError: rms(comparable.map((row) => row.day.estimate - row.truth)),
		simpleError: rms(comparable.map((row) => row.average - row.truth))
	};
}

/** Mean move of model and simple average when a house eight points off joins. */
function movesByBiasedHouse(given: Scenario): { model: number; simple: number } {
	const { truth, readings } = simulate(given);
	const uniform = random(given.seed + 1);
	const gauss = normal(uniform);
	const biased = readings.map((reading, index): TrendReading => {
		const day = Math.floor(between(uniform, 0, given.days));
		return {
			...reading,
			id: `biased-${index}`,
			poll: `biased-${index}`,
			house: 'Biased house',
			day: addDays(FIRST_DAY, day),
			percent: Math.min(100, (truth[day] ?? NaN) + 8 + 1.8 * gauss())
		};
	});
	const all = [...readings, ...biased];
	const before = new Map(fitted(readings).daily.map((day) => [day.day, day.estimate]));
	const simpleBefore = new Map(simpleAverage(readings).map((day) => [day.day, day.estimate]));
	const after = fitted(all).daily;
	const simpleAfter = simpleAverage(all);
	const moves = after.flatMap((day, index) => {
		const model = before.get(day.day);
		const simple = simpleBefore.get(day.day) ?? null;
		const simpleNow = simpleAfter[index]?.estimate ?? null;
		if (model === undefined || simple === null || simpleNow === null) return [];
		return { model: day.estimate - model, simple: simpleNow - simple };
	});
	return {
		model: mean(moves.map((row) => row.model)),
		simple: mean(moves.map((row) => row.simple))
	};
}
