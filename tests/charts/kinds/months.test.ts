import { describe, expect, test } from 'vitest';
import { monthsChart, monthsShadeWords, newestMonths, totalOf } from '#lib/charts/kinds/months.ts';

const MONTHS = [
	{ month: '2026-04', restrictive: 3, permissive: 1, neutral: 2 },
	{ month: '2026-05', restrictive: 0, permissive: 0, neutral: 0 },
	{ month: '2026-06', restrictive: 7, permissive: 2, neutral: 0 }
];

describe('newestMonths', () => {
	test('counts what lies before the months it keeps', () => {
		const { shown, earlier } = newestMonths(MONTHS, 2);
		expect(shown.map(({ month }) => month)).toEqual(['2026-05', '2026-06']);
		expect(earlier).toBe(6);
	});

	test('keeps all where there are fewer', () => {
		expect(newestMonths(MONTHS, Infinity)).toEqual({ shown: MONTHS, earlier: 0 });
	});
});

describe('monthsChart', () => {
	test('restrictive actions stand above the line, permissive ones below', () => {
		const { layers, mirrored } = monthsChart(MONTHS, 'By month');
		expect(layers.map(({ id, points }) => [id, points.map(({ y }) => y)])).toEqual([
			['restrictive', [3, 0, 7]],
			['permissive', [-1, -0, -2]]
		]);
		expect(mirrored).toBe(true);
	});

	test('what is verified is filled and lies on top, the whole is hollow', () => {
		const confirmed = [{ month: '2026-06', restrictive: 4, permissive: 0, neutral: 0 }];
		const { layers } = monthsChart(MONTHS, 'By month', confirmed);
		const [whole, , filled, none] = layers;
		expect(filled?.points.map(({ y, hollow }) => [y, hollow])).toEqual([[4, undefined]]);
		expect(none?.points).toEqual([]);
		expect(whole?.points.every(({ hollow }) => hollow)).toBe(true);
		expect(whole?.points.at(-1)?.detail[0]).toBe('of which 4 verified');
	});

	test('the axis reaches the largest month on either side', () => {
		const { y } = monthsChart(MONTHS, 'By month');
		expect(y.max).toBeGreaterThanOrEqual(7);
		expect(y.min).toBeLessThanOrEqual(-2);
	});
});

describe('what is shaded in a chart of months, in words', () => {
	const words = (from: string | null, to: string | null, on = '2026-06-20') =>
		monthsShadeWords(MONTHS, { coverage: { from, to }, on });

	test('is nothing where trackers cover every day of it, or there is no month', () => {
		expect(words('2026-04-01', '2026-06-30')).toBe('');
		expect(
			monthsShadeWords([], { coverage: { from: null, to: '2026-05-01' }, on: '2026-06-20' })
		).toBe('');
	});

	test('reaches from the first day of the first month to the last of the last, or to the day asked for', () => {
		expect(words('2026-04-02', '2026-06-30')).not.toBe('');
		expect(words('2026-04-01', '2026-06-29')).not.toBe('');
		expect(words('2026-04-01', '2026-06-30', '2026-07-15')).not.toBe('');
	});
});

test('actions of a month are those of every direction', () => {
	expect(totalOf({ restrictive: 3, permissive: 1, neutral: 2 })).toBe(6);
});
