import { describe, expect, test } from 'vitest';
import { effectsChart } from '#lib/charts/kinds/effects.ts';
import { HEIGHT, smallChart, WIDTH } from '#lib/charts/kinds/small.ts';
import { observation } from '../../domain/observation.ts';

const yearly = (values: Record<string, number>) =>
	Object.entries(values).map(([date, value]) => observation(date, value));

describe('a small line', () => {
	test('goes from edge to edge, from zero where its values begin low', () => {
		const { path, projected, dots } = smallChart(
			yearly({ '2022': 10, '2021': 5, '2023': 20 }),
			false
		);
		expect(path).toBe('M5 45.5L120 32L235 5');
		expect(projected).toBe('');
		expect(dots).toEqual([{ x: WIDTH - 5, y: 5, hollow: false }]);
	});

	test('begins at its lowest value where that is 70% of its highest or more, or below zero', () => {
		expect(smallChart(yearly({ '2022': 7, '2023': 10 }), false).path).toBe('M5 59L235 5');
		expect(smallChart(yearly({ '2022': 6.9, '2023': 10 }), false).path).toBe('M5 21.7L235 5');
		expect(smallChart(yearly({ '2022': -5, '2023': 5 }), false).path).toBe('M5 59L235 5');
	});

	test('is broken where a period is missing, and its lone values are dots', () => {
		const rows = yearly({ '2018': 1, '2019': 2, '2021': 3, '2023': 4, '2024': 5 });
		const { path, dots } = smallChart(rows, false);
		expect(path.match(/M/g)).toHaveLength(2);
		expect(dots).toHaveLength(2);
		const irregular = smallChart(rows, true);
		expect(irregular.path.match(/M/g)).toHaveLength(1);
		expect(irregular.path.match(/L/g)).toHaveLength(4);
		expect(irregular.dots).toHaveLength(1);
	});

	test('has no gap between values known to the day, nor between periods of unlike length', () => {
		const days = yearly({ '2024-01-01': 1, '2024-01-02': 2, '2024-06-01': 3 });
		expect(smallChart(days, false).path.match(/L/g)).toHaveLength(2);
		const mixed = yearly({ '2022': 1, '2023': 2, '2024-Q1': 3, '2024-Q2': 4 });
		expect(smallChart(mixed, false).path.match(/M/g)).toHaveLength(1);
	});

	test('goes on through its projections from the last value that is none', () => {
		const rows = [
			...yearly({ '2022': 5, '2023': 10 }),
			observation('2024', 20, { estimate: 'projection' }),
			observation('2025', 15, { estimate: 'projection' })
		];
		const { path, projected, dots } = smallChart(rows, false);
		expect(path).toBe('M5 45.5L81.6 32');
		expect(projected).toBe('M81.6 32L158.3 5L235 18.5');
		expect(dots.map(({ hollow }) => hollow)).toEqual([false, true, true]);
	});

	test('of projections alone, of one value, or of none is dots in the middle, or nothing', () => {
		const alone = [observation('2030', 3, { estimate: 'projection' })];
		expect(smallChart(alone, false)).toEqual({
			path: '',
			projected: '',
			dots: [{ x: WIDTH / 2, y: HEIGHT / 2, hollow: true }]
		});
		expect(smallChart([observation('2030', 0)], true)).toEqual({
			path: '',
			projected: '',
			dots: [{ x: WIDTH / 2, y: HEIGHT / 2, hollow: false }]
		});
		expect(smallChart([], true)).toEqual({ path: '', projected: '', dots: [] });
	});
});

test('effects stand by factor, the largest first, on an axis that holds zero', () => {
	const effect = (factor: string, name: string, size: number) => ({
		effect_id: `${factor}|${name}`,
		factor,
		name_label: name,
		effect: size,
		low95: size - 1,
		high95: size + 1
	});
	const { x, ticks, rows } = effectsChart([
		effect('mode', 'Phone', 2),
		effect('house', 'Harbor Poll', 2.5),
		effect('house', 'Meadow Survey', 6)
	]);
	expect(rows).toEqual([
		{ id: 'house|Meadow Survey', name: 'Meadow Survey', isHouse: true, effect: 6, low: 5, high: 7 },
		{
			id: 'house|Harbor Poll',
			name: 'Harbor Poll',
			isHouse: true,
			effect: 2.5,
			low: 1.5,
			high: 3.5
		},
		{ id: 'mode|Phone', name: 'Phone', isHouse: false, effect: 2, low: 1, high: 3 }
	]);
	expect(x.min).toBe(0);
	expect(x.max).toBeCloseTo(7.42);
	expect(ticks.map(({ label }) => label)).toEqual(['0', '+1', '+2', '+3', '+4', '+5', '+6', '+7']);
});
