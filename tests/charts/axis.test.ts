import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factorTicks, timeTicks, valueTicks } from '#lib/charts/axis.ts';

const labels = (ticks: { label: string }[]) => ticks.map(({ label }) => label);
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('the unit of a value axis', () => {
	test.each([
		['percent', ['0', '20', '40', '60%']],
		['USD', ['0', '20', '40', '$60']],
		['cents/kWh', ['0', '20', '40', '60¢']],
		['TWh', ['0', '20', '40', '60 TWh']]
	])('%s stands on the top tick alone', (unit, wanted) => {
		expect(labels(valueTicks({ min: 0, max: 60 }, 4, unit))).toEqual(wanted);
	});

	test('stands on the top tick of an axis of factors, too', () => {
		expect(labels(factorTicks({ min: 0.5, max: 10 }, 'USD'))).toEqual([
			'0.5',
			'1',
			'2',
			'5',
			'$10'
		]);
	});

	test('stands on the highest value, whatever the range', () => {
		fc.assert(
			fc.property(finite, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (min, span) => {
				const ticks = valueTicks({ min, max: min + span }, 5, 'percent');
				const highest = Math.max(...ticks.map(({ value }) => value));
				for (const { value, label } of ticks)
					expect(label.endsWith('%'), label).toBe(value === highest);
			})
		);
	});
});

test('what is counted has no half', () => {
	expect(labels(valueTicks({ min: 0, max: 1.06 }, 4, 'count'))).toEqual(['0', '1']);
	expect(labels(valueTicks({ min: 0, max: 1 }, 2, 'USD'))).toEqual(['0', '0.5', '$1']);
});

test('a value below zero, a small one and a large one are written as they are read', () => {
	expect(labels(valueTicks({ min: -40, max: 0 }, 2, 'USD'))).toEqual(['−40', '−20', '$0']);
	expect(labels(valueTicks({ min: -60, max: -20 }, 2, 'USD'))).toEqual(['−60', '−40', '−$20']);
	expect(labels(factorTicks({ min: 0.0005, max: 0.002 }, 'USD'))).toEqual([
		'0.0005',
		'0.001',
		'$0.002'
	]);
	expect(labels(valueTicks({ min: 0, max: 2e6 }, 2, 'count'))).toEqual([
		'0',
		'1 million',
		'2 million'
	]);
	expect(labels(valueTicks({ min: 0, max: 1e5 }, 2, 'count'))).toEqual(['0', '50,000', '100,000']);
});

describe('a time axis', () => {
	const ticks = (from: string, to: string, count: number, every?: number) =>
		labels(timeTicks({ min: Date.parse(from), max: Date.parse(to) }, count, every));

	test.each<[string, string, string, number, number | undefined, string[]]>([
		['years', '2020-01-01', '2024-01-01', 4, undefined, ['2020', '2021', '2022', '2023', '2024']],
		['every second year', '2020-01-01', '2024-01-01', 4, 2, ['2020', '2022', '2024']],
		['months', '2025-11-20', '2026-03-05', 4, undefined, ['Dec 2025', 'Jan 2026', 'Feb', 'Mar']],
		[
			'days',
			'2025-12-30',
			'2026-01-02',
			4,
			undefined,
			['Dec 30, 2025', 'Dec 31', 'Jan 1, 2026', 'Jan 2']
		]
	])('of %s has the year on its first tick', (_what, from, to, count, every, wanted) => {
		expect(ticks(from, to, count, every)).toEqual(wanted);
	});
});
