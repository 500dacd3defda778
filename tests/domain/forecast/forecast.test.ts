import { describe, expect, it } from 'vitest';
import {
	featuresOn,
	monthsFrom,
	nationalRate,
	type County
} from '#lib/domain/forecast/features.ts';
import { mayShowCounties, passedOf, type Judged } from '#lib/domain/forecast/criteria.ts';
import { fitLogistic, logistic, probability } from '#lib/domain/forecast/logistic.ts';
import { forecastFrom } from '#lib/domain/forecast/forecast-model.ts';
import { areaUnderCurve, scoresOf, skillOver } from '#lib/domain/forecast/scores.ts';

const county = (region: string, population: number, lon: number): County => ({
	region,
	state: region.slice(0, 5),
	population,
	lon,
	lat: 40
});

describe('a logistic fit', () => {
	it('gives the log odds of two groups', () => {
		const features = [...Array<number[]>(10).fill([0]), ...Array<number[]>(10).fill([1])];
		const happened = [
			...Array<number>(2).fill(1),
			...Array<number>(8).fill(0),
			...Array<number>(6).fill(1),
			...Array<number>(4).fill(0)
		];
		const model = fitLogistic({ features, happened });
		expect(probability(model, [0])).toBeCloseTo(0.2, 6);
		expect(probability(model, [1])).toBeCloseTo(0.6, 6);
	});

	it('is drawn towards the mean by a penalty, which spares the intercept', () => {
		const features = [[-1], [-1], [1], [1]];
		const model = fitLogistic({ features, happened: [0, 0, 1, 1] }, 1);
		expect(model.intercept).toBeCloseTo(0, 6);
		expect(model.coefficients[0]).toBeGreaterThan(0.5);
		expect(model.coefficients[0]).toBeLessThan(2);
	});

	it('ends with an offset far from the rate, where plain steps from zero diverge', () => {
		const features = Array.from({ length: 400 }, (_, row) => [row % 2]);
		const happened = features.map((_, row) => (row % 40 === 1 ? 1 : 0));
		const offsets = features.map((_, row) => (row < 200 ? -8 : 3));
		const model = fitLogistic({ features, happened, offsets }, 1);
		const expected = features.reduce(
			(sum, row, index) => sum + probability(model, row, offsets[index]),
			0
		);
		expect(expected).toBeCloseTo(10, 4);
	});

	it('where nothing happened expects next to nothing', () => {
		const model = fitLogistic({ features: [[1], [2], [3]], happened: [0, 0, 0] });
		expect(probability(model, [2])).toBeLessThan(1e-6);
	});

	it('counts a row of weight two as two rows', () => {
		const once = fitLogistic({ features: [[0], [0], [1], [1], [1]], happened: [0, 1, 0, 1, 1] }, 1);
		const twice = fitLogistic(
			{ features: [[0], [0], [1], [1]], happened: [0, 1, 0, 1], weights: [1, 1, 1, 2] },
			1
		);
		expect(twice.coefficients[0]).toBeCloseTo(once.coefficients[0] ?? 0, 8);
	});
});

describe('scores', () => {
	it('count ties half', () => {
		expect(areaUnderCurve([0.1, 0.2, 0.2, 0.9], [0, 0, 1, 1])).toBeCloseTo(3.5 / 4, 12);
	});

	it('of honest probabilities have slope 1 and observed over expected 1', () => {
		const probabilities = [...Array<number>(100).fill(0.2), ...Array<number>(100).fill(0.6)];
		const happened = probabilities.map((_, row) => ((row < 100 ? row < 20 : row < 160) ? 1 : 0));
		const scores = scoresOf(probabilities, happened);
		expect(scores.slope).toBeCloseTo(1, 6);
		expect(scores.intercept).toBeCloseTo(0, 6);
		expect(scores.observedExpected).toBeCloseTo(1, 12);
		expect(scores.brier).toBeCloseTo((0.16 + 0.24) / 2, 12);
	});

	it('that cannot be made are not made up', () => {
		expect(scoresOf([0.1, 0.2], [0, 0])).toMatchObject({ auc: null, slope: null });
		expect(skillOver(0.1, 0)).toBeNull();
		expect(skillOver(0.09, 0.1)).toBeCloseTo(0.1, 12);
	});
});

describe('features', () => {
	const counties = [
		county('US-AA-1', 1000, 0),
		county('US-AA-2', 8000, 0.5),
		county('US-BB-1', 500, 60)
	];

	it('take the end of a month to the end of a month', () => {
		expect(monthsFrom('2025-09-30', 6)).toBe('2026-03-31');
		expect(monthsFrom('2026-03-31', -1)).toBe('2026-02-28');
		expect(monthsFrom('2026-09-23', 6)).toBe('2027-03-23');
	});

	it('know of nothing after the day', () => {
		const before = [{ region: 'US-AA-2', day: '2026-01-10' }];
		const after = [...before, { region: 'US-BB-1', day: '2026-02-01' }];
		expect(featuresOn(counties, after, '2026-01-31')).toEqual(
			featuresOn(counties, before, '2026-01-31')
		);
		expect(nationalRate(counties, after, '2026-01-31')).toBe(
			nationalRate(counties, before, '2026-01-31')
		);
	});

	it('are higher in the state and around an action, where the county itself is not counted', () => {
		const [near, acting, far] = featuresOn(
			counties,
			[{ region: 'US-AA-2', day: '2026-01-10' }],
			'2026-01-31'
		);
		expect(near?.near).toBeGreaterThan(acting?.near ?? 0);
		expect(near?.near).toBeGreaterThan(far?.near ?? 0);
		expect(near?.state).toBeGreaterThan(far?.state ?? 0);
	});

	it('make forecasts that no later action changes', () => {
		const many = Array.from({ length: 60 }, (_, index) =>
			county(`US-AA-${index}`, 1000 * (index + 1), index)
		);
		const events = many
			.filter((_, index) => index % 3 === 2)
			.map(({ region }, index) => ({ region, day: `2025-0${1 + (index % 9)}-15` }));
		const day = '2025-12-31';
		const made = forecastFrom(many, events, day);
		const later = [...events, ...many.map(({ region }) => ({ region, day: '2026-02-01' }))];
		expect(forecastFrom(many, later, day)).toEqual(made);
		expect(made.every(({ three }) => three > 0 && three < 1)).toBe(true);
	});
});

describe('whether a county figure may be shown', () => {
	const good = {
		auc: 0.81,
		skill_state: 0.11,
		slope: 1,
		observed_expected: 1,
		skill_size_state: 0.01
	};
	const origin = (origin_day: string, scores: Partial<Judged> = {}): Judged => ({
		origin_day,
		basis: 'as_known',
		frozen_on: origin_day,
		...good,
		...scores
	});

	it('takes two origins in a row that pass all five', () => {
		expect(passedOf(good)).toBe(5);
		expect(mayShowCounties([origin('2026-12-31'), origin('2027-03-31')])).toBe(true);
		expect(mayShowCounties([origin('2026-12-31')])).toBe(false);
	});

	it.each([
		['auc', 0.79],
		['skill_state', 0.09],
		['slope', 0.79],
		['slope', 1.26],
		['observed_expected', 0.79],
		['observed_expected', 1.26],
		['skill_size_state', 0],
		['auc', null]
	] as const)('is refused where %s is %s', (name, value) => {
		expect(mayShowCounties([origin('2026-12-31', { [name]: value }), origin('2027-03-31')])).toBe(
			false
		);
	});

	it('is refused again once the newest fails, and never rests on hindsight', () => {
		const passing = [origin('2026-12-31'), origin('2027-03-31')];
		expect(mayShowCounties([...passing, origin('2027-06-30', { auc: 0.7 })])).toBe(false);
		expect(mayShowCounties(passing.map((one) => ({ ...one, basis: 'hindsight' })))).toBe(false);
	});

	it('never rests on a forecast that was frozen when its six months were over', () => {
		const later = (frozen_on: string) => [
			origin('2026-12-31'),
			origin('2027-03-31', { frozen_on })
		];
		expect(mayShowCounties(later('2027-09-29'))).toBe(true);
		expect(mayShowCounties(later('2027-09-30'))).toBe(false);
	});
});

it('a probability of huge odds stays one', () => {
	expect(logistic(800)).toBe(1);
	expect(logistic(-800)).toBe(0);
});
