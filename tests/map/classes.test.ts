import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classesOf, STEPS } from '#lib/map/classes.ts';

const ranges = (values: number[]) =>
	classesOf(values).classes.map(({ low, high, count, step }) => [low, high, count, step]);

describe('classes by quantiles', () => {
	it('put ten different values into five classes of two', () => {
		expect(ranges([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toEqual([
			[1, 2, 2, 1],
			[3, 4, 2, 2],
			[5, 6, 2, 3],
			[7, 8, 2, 4],
			[9, 10, 2, 5]
		]);
	});

	it('keep equal values together, and spread fewer classes over the whole ramp', () => {
		expect(ranges([1, 1, 1, 1, 1, 1, 1, 1, 3, 5])).toEqual([
			[1, 1, 8, 1],
			[3, 5, 2, 5]
		]);
	});

	it('have one class for one value, and none for none', () => {
		expect(ranges([7, 7])).toEqual([[7, 7, 2, 3]]);
		expect(ranges([])).toEqual([]);
	});

	it('hold every value once, in order, darker with more', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
				const { classes, stepOf } = classesOf(values);
				expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
				for (const value of values) {
					const own = classes.find(({ low, high }) => value >= low && value <= high);
					expect(stepOf(value)).toBe(own?.step);
				}
				for (const [index, { low, high, step }] of classes.entries()) {
					expect(low).toBeLessThanOrEqual(high);
					expect(step).toBeLessThanOrEqual(STEPS);
					const next = classes[index + 1];
					if (!next) continue;
					expect(high).toBeLessThan(next.low);
					expect(step).toBeLessThan(next.step);
				}
			})
		);
	});
});
