import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESIGN_EFFECT, marginOfChange, marginOfError } from '#lib/domain/polls/margin.ts';

const percent = fc.double({ min: 0, max: 100, noNaN: true });
const n = fc.integer({ min: 1, max: 100_000 });

describe('the margin of error of a share', () => {
	it('is 3.1 points at half of a thousand without a design effect', () => {
		expect(marginOfError(50, 1000, 1)).toBeCloseTo(3.099, 3);
	});

	it('grows with the root of the design effect', () => {
		expect(marginOfError(42, 800) / marginOfError(42, 800, 1)).toBeCloseTo(
			Math.sqrt(DESIGN_EFFECT),
			12
		);
	});

	it('is none at 0 and 100, the same for a share and its rest, and halves with four times the sample', () => {
		expect([marginOfError(0, 500), marginOfError(100, 500)]).toEqual([0, 0]);
		fc.assert(
			fc.property(percent, n, (share, size) => {
				expect(marginOfError(100 - share, size)).toBeCloseTo(marginOfError(share, size), 6);
				expect(marginOfError(share, 4 * size)).toBeCloseTo(marginOfError(share, size) / 2, 9);
			})
		);
	});
});

describe('the margin of a change', () => {
	it('is that of a difference of independent shares: the root of the sum of squares', () => {
		expect(marginOfChange(3, 4)).toBe(5);
	});
});
