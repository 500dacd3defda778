import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factorTicks, valueTicks } from '#lib/charts/axis.ts';

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
