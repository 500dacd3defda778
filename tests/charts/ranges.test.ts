import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factorRange, timeRange, valueRange } from '#lib/charts/ranges.ts';
import { oppositionChart } from '#lib/charts/kinds/compare.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import { trendChart } from '#lib/charts/kinds/trend.ts';
import type { Reading } from '#lib/charts/kinds/reading-points.ts';
import { apiOver } from '../server/api/setup/support.ts';

const share = fc.double({ min: 0, max: 100, noNaN: true });
const amount = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const DAY_MS = 86_400_000;
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => days * DAY_MS);

/** That an axis holds values and runs at most a tenth of what they span past them. */
function fits({ min, max }: { min: number; max: number }, values: readonly number[]) {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const most = 0.1 * (high - low || Math.abs(high) || 10) * (1 + 1e-9);
	expect(min).toBeLessThanOrEqual(low);
	expect(max).toBeGreaterThanOrEqual(high);
	expect(low - min).toBeLessThanOrEqual(most);
	expect(max - high).toBeLessThanOrEqual(most);
	expect(max).toBeGreaterThan(min);
}

describe('a value axis', () => {
	const values = fc.array(amount, { minLength: 1, maxLength: 30 });

	test('holds every value and runs past them by a tenth at most', () => {
		fc.assert(
			fc.property(values, fc.boolean(), (all, fromZero) => {
				fits(valueRange(all, { unit: 'USD', fromZero }), fromZero ? [0, ...all] : all);
			})
		);
	});

	test('of shares never leaves 0 to 100', () => {
		fc.assert(
			fc.property(fc.array(share, { minLength: 1 }), (all) => {
				const range = valueRange(all, { unit: 'percent' });
				fits(range, all);
				expect(range.min).toBeGreaterThanOrEqual(0);
				expect(range.max).toBeLessThanOrEqual(100);
			})
		);
	});

	test('goes below zero only where a value does, and a rise of more than 100 percent has its place', () => {
		expect(valueRange([0.2, 9], { unit: 'USD' }).min).toBe(0);
		expect(valueRange([-3, 9], { unit: 'USD' }).min).toBeLessThan(-3);
		expect(valueRange([-9, -0.2], { unit: 'USD' }).max).toBe(0);
		expect(valueRange([20, 131.6], { unit: 'percent' }).max).toBeGreaterThan(131.6);
	});

	test('starts at zero where it is asked to, also without a value', () => {
		expect(valueRange([3, 9], { unit: 'count', fromZero: true }).min).toBe(0);
		expect(valueRange([0, 0], { unit: 'count', fromZero: true })).toEqual({ min: 0, max: 1 });
		expect(valueRange([], { unit: 'percent' })).toEqual({ min: 0, max: 100 });
	});

	test('of factors holds every value and runs past them by a tenth of their factor', () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: 1e-4, max: 1e6, noNaN: true }), { minLength: 1 }),
				(some) => {
					const all = [...some, 12 * Math.min(...some)];
					const { min, max } = factorRange(all);
					fits({ min: Math.log10(min) - 1e-9, max: Math.log10(max) + 1e-9 }, all.map(Math.log10));
				}
			)
		);
	});
});

describe('a time axis', () => {
	test('holds every day and runs past them by a tenth at most, whatever lies ahead', () => {
		fc.assert(
			fc.property(fc.uniqueArray(day, { minLength: 2 }), fc.array(day), (days, ahead) => {
				fits(timeRange(days, ahead), days);
			})
		);
	});

	test('of one day shows some weeks around it, not years', () => {
		fc.assert(
			fc.property(day, fc.array(day), (one, ahead) => {
				const { min, max } = timeRange([one], ahead);
				expect(max - one).toBe(one - min);
				expect(max - min).toBeLessThanOrEqual(100 * DAY_MS);
			})
		);
	});
});

describe('the axes of polls, whatever they found', async () => {
	const { list } = apiOver();
	const known = (await list('/api/v1/readings?region=all&subgroup=all&limit=100'))
		.data as unknown as Reading[];
	const readings = fc.array(
		fc
			.record({
				row: fc.constantFrom(...known),
				percent: share,
				margin: fc.option(fc.double({ min: 0.1, max: 15, noNaN: true }))
			})
			.map(({ row, percent, margin }): Reading => ({ ...row, percent, margin })),
		{ minLength: 1, maxLength: 25 }
	);

	/** That both axes fit what is drawn, and no end of a whisker is an impossible share. */
	function drawnWithin({ x, y, layers }: ChartSpec) {
		const points = layers.flatMap((layer) => layer.points);
		const values = points.flatMap(({ y: value, low, high }) =>
			[value, low, high].filter((one): one is number => typeof one === 'number')
		);
		const times = points.flatMap(({ x: at, from, to }) => [from ?? at, to ?? at]);
		fits(y, values);
		if (new Set(times).size > 1) fits(x, times);
		for (const value of [y.min, y.max, ...values]) {
			expect(value).toBeGreaterThanOrEqual(0);
			expect(value).toBeLessThanOrEqual(100);
		}
	}

	test('fit every reading of a trend', () => {
		fc.assert(
			fc.property(
				readings,
				fc.array(fc.constantFrom('2020-01-01', '2026-10-01', '2035-01-01')),
				(rows, actionDays) => {
					drawnWithin(trendChart(rows, { title: 'Trend', actionDays }));
				}
			)
		);
	});

	test('fit every reading of regions compared', () => {
		fc.assert(
			fc.property(readings, (rows) => {
				drawnWithin(
					oppositionChart([{ region: 'US', name: 'Nation', readings: rows, place: 0 }], 'Compared')
				);
			})
		);
	});

	test('hold a single poll with its margin, and nothing far from it', () => {
		const dated = known.filter(({ trend_date }) => trend_date !== null).slice(0, 1);
		expect(dated).toHaveLength(1);
		const one = dated.map((row) => ({ ...row, percent: 63, margin: 5 }));
		const { x, y } = trendChart(one, { title: 'One' });
		expect((x.max - x.min) / DAY_MS).toBeLessThan(100);
		expect(y.min).toBeLessThan(58);
		expect(y.max).toBeGreaterThan(68);
		expect(y.max - y.min).toBeLessThan(12.1);
	});
});
