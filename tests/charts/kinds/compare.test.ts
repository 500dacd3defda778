import { describe, expect, it } from 'vitest';
import { oppositionChart, restrictiveChart } from '#lib/charts/kinds/compare.ts';
import { reading } from '../invented/reading.ts';

const month = (name: string, restrictive: number) => ({
	month: name,
	restrictive,
	permissive: 1,
	neutral: 0
});

describe('restrictive actions of several regions', () => {
	const spec = restrictiveChart(
		[
			{ region: 'A', name: 'First', months: [month('2025-11', 1), month('2026-02', 2)] },
			{ region: 'B', name: 'Second', months: [month('2025-12', 5)] }
		],
		'Synthetic'
	);

	it('share their months and their scale', () => {
		const times = spec.layers.map(({ points }) => points.map(({ x }) => x));
		expect(times[0]).toHaveLength(4);
		expect(times[1]).toEqual(times[0]);
		expect(spec.y.min).toBe(0);
		expect(spec.y.max).toBeGreaterThanOrEqual(5);
	});

	it('are added up month by month', () => {
		expect(spec.layers.map(({ points }) => points.map(({ y }) => y))).toEqual([
			[1, 1, 1, 3],
			[0, 5, 5, 5]
		]);
	});

	it('have a color each', () => {
		expect(new Set(spec.layers.map(({ color }) => color)).size).toBe(2);
	});
});

it('opposition of several regions is on one scale, from 0 to 100 without a reading, and joined by no line', () => {
	const spec = oppositionChart(
		[{ region: 'A', name: 'First', readings: [], place: 0 }],
		'Synthetic'
	);
	expect(spec.y).toEqual({ min: 0, max: 100 });
	expect(spec.layers.map(({ kind }) => kind)).toEqual(['marks']);
});

it('opposition of several regions has room for the whole of every interval, and of a coarse date', () => {
	const readings = [
		reading('2026-02-01', 50, { margin: 3 }),
		reading('2026-03-01', 60, { margin: null }),
		reading('2025', 55, { margin: null })
	];
	const { x, y } = oppositionChart(
		[{ region: 'A', name: 'First', readings, place: 0 }],
		'Synthetic'
	);
	expect(y.min).toBeCloseTo(47 - 0.06 * 13);
	expect(y.max).toBeCloseTo(60 + 0.06 * 13);
	expect(x.min).toBeLessThan(Date.parse('2025-01-01'));
	expect(x.max).toBeGreaterThan(Date.parse('2026-03-01'));
});
