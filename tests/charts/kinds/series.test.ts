import { describe, expect, test } from 'vitest';
import { panelsOf, seriesChart } from '#lib/charts/kinds/series.ts';
import type { LineLayer } from '#lib/charts/spec.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { observation } from '../../domain/observation.ts';

const ON = '2026-11-25';
const chart = (rows: Observation[], irregular: string[] = []) =>
	seriesChart(rows, 'Title', { on: ON, irregular: new Set(irregular) });
const lines = (rows: Observation[], irregular?: string[]) =>
	chart(rows, irregular).layers.filter((layer): layer is LineLayer => layer.kind === 'line');
const heights = (rows: Observation[], irregular?: string[]) =>
	lines(rows, irregular).map(({ points }) => points.map(({ y }) => y));

describe('panelsOf', () => {
	test('a panel for each unit, so that no chart needs two value axes', () => {
		const rows = [
			observation('2024', 1),
			observation('2024', 2, { unit: 'TWh', series_id: 'power' }),
			observation('2025', 3)
		];
		expect(panelsOf(rows).map((panel) => panel.map(({ value }) => value))).toEqual([[1, 3], [2]]);
	});
});

describe('seriesChart', () => {
	test('series of unlike basis are lines of their own, whatever their periods', () => {
		const rows = [
			observation('2023', 1, { series_id: 'cash' }),
			observation('2024', 2, { series_id: 'with-leases' })
		];
		expect(heights(rows)).toEqual([[1], [2]]);
	});

	test('a missing year is a gap, never bridged and never zero', () => {
		const rows = ['2020', '2021', '2023', '2024'].map((date, index) =>
			observation(date, index + 1)
		);
		expect(heights(rows)).toEqual([[1, 2, null, 3, 4]]);
	});

	test('a value published once a year has no gap between two first quarters', () => {
		const rows = ['2023-Q1', '2024-Q1', '2025-Q1'].map((date) => observation(date, 1));
		expect(heights(rows)).toEqual([[1, 1, 1]]);
	});

	test('a series at irregular times misses no period', () => {
		const rows = ['2025-01', '2025-02', '2025-09'].map((date) => observation(date, 1));
		expect(heights(rows, ['made-up-price'])).toEqual([[1, 1, 1]]);
		expect(heights(rows)).toEqual([[1, 1, null, 1]]);
	});

	test('years between projections are no gap: the line to a projection is dashed', () => {
		const rows = [
			observation('2023', 1),
			observation('2024', 2),
			observation('2030', 5, { estimate: 'projection' })
		];
		expect(lines(rows)[0]?.points.map(({ y, projected }) => [y, projected])).toEqual([
			[1, undefined],
			[2, undefined],
			[5, true]
		]);
	});

	test('estimates, claims and what rests on a tracker alone are hollow', () => {
		const rows = [
			observation('2021', 1),
			observation('2022', 1, { estimate: 'estimate' }),
			observation('2023', 1, { estimate: 'reported_claim' }),
			observation('2024', 1, { tier: 'aggregator' }),
			observation('2025', 1, { tier: 'reported' })
		];
		expect(lines(rows)[0]?.points.map(({ hollow }) => hollow)).toEqual([
			undefined,
			true,
			true,
			true,
			undefined
		]);
	});

	test('a range that stands alone is a whisker, since no area can be drawn through one point', () => {
		const range = { low: 1, high: 3 };
		expect(lines([observation('2024', 2), observation('2025', 2, range)])[0]?.whiskers).toBe(true);
		const both = [observation('2024', 2, range), observation('2025', 2, range)];
		expect(lines(both)[0]?.whiskers).toBeUndefined();
		expect(lines(both)[0]?.band).toBe(true);
	});

	test('earlier editions stand beside the line as marks', () => {
		const rows = [
			observation('2030', 3, { vintage: '2026' }),
			observation('2030', 1, { vintage: '2024' })
		];
		expect(chart(rows).layers.map(({ kind, points }) => [kind, points.map(({ y }) => y)])).toEqual([
			['marks', [1]],
			['line', [3]]
		]);
	});

	test('editions of a forecast are thin lines of their own that start at what was known, like a fan', () => {
		const forecast = (date: string, value: number, vintage: string) =>
			observation(date, value, { estimate: 'projection', vintage });
		const drawn = lines([
			observation('2022', 1),
			observation('2023', 2),
			observation('2025', 3),
			forecast('2028', 9, '2026-05'),
			forecast('2030', 12, '2026-05'),
			forecast('2028', 6, '2024-06'),
			forecast('2030', 7, '2024-06'),
			forecast('2030', 4, '2022-06')
		]);
		expect(
			drawn.map(({ label, thin, points }) => [
				label,
				thin ?? false,
				points.flatMap(({ x, y }) => (y === null ? [] : [`${new Date(x).getUTCFullYear()}: ${y}`]))
			])
		).toEqual([
			['published Jun 2024', true, ['2023: 2', '2028: 6', '2030: 7']],
			['published Jun 2022', true, ['2022: 1', '2030: 4']],
			['United States', false, ['2022: 1', '2023: 2', '2025: 3', '2028: 9', '2030: 12']]
		]);
		expect(drawn.slice(0, 2).every(({ points }) => points.slice(1).every((p) => p.projected))).toBe(
			true
		);
	});

	test('forecasts of two series are never joined: each has its own line and edition', () => {
		const drawn = lines([
			observation('2030', 5, {
				estimate: 'projection',
				vintage: '2025',
				series_id: 'a',
				series_title: 'Use (A)'
			}),
			observation('2030', 9, {
				estimate: 'projection',
				vintage: '2026',
				series_id: 'b',
				series_title: 'Use (B)'
			})
		]);
		expect(drawn.map(({ label, sublabel }) => [label, sublabel])).toEqual([
			['A', '5¢, 2030, published 2025'],
			['B', '9¢, 2030, published 2026']
		]);
	});

	test('of many lines the nation and the outermost are named, the others lie below without a name', () => {
		const rows = Array.from({ length: 10 }, (_, index) =>
			observation('2025', index + 1, {
				region: index === 5 ? 'US' : `R${index}`,
				region_name: `Region ${index}`
			})
		);
		const names = lines(rows).map(({ label }) => label);
		expect(names.slice(0, 5)).toEqual(['', '', '', '', '']);
		expect(names.slice(5)).toEqual(['Region 5', 'Region 9', 'Region 8', 'Region 1', 'Region 0']);
	});

	test('every point says its value, unit, kind, publisher and tier', () => {
		const point = lines([observation('2025', 17.3, { vintage: '2026' })])[0]?.points[0];
		expect(point?.title).toBe('17.3¢, 2025: United States');
		expect(point?.detail).toEqual([
			'Made-up price, yearly, United States',
			'measured, in cents per kWh, published 2026',
			'Test Agency, original source, 1 publisher'
		]);
	});

	test('the value axis holds every value and range, and starts at zero where the values are not far from it', () => {
		const { y } = chart([observation('2024', 5), observation('2025', 10, { low: 8, high: 19 })]);
		expect(y.min).toBe(0);
		expect(y.max).toBeGreaterThanOrEqual(19);
	});
});
