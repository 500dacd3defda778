import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log } from '#lib/domain/trend/model/portable.ts';

/** Two units in the last place: what the engine's own function may be off, and ours. */
const CLOSE = 2 * Number.EPSILON;

describe('logarithm and exponential that are the same everywhere', () => {
	it('log agrees with the engine to the last digits, of the smallest number to the largest', () => {
		fc.assert(
			fc.property(
				fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
				(x) => Math.abs(log(x) - Math.log(x)) <= CLOSE * Math.abs(Math.log(x))
			),
			{ numRuns: 2000, examples: [[1], [2], [Number.MIN_VALUE], [Number.MAX_VALUE], [Math.SQRT2]] }
		);
		expect([log(1), log(0), log(-1), log(NaN), log(Infinity)]).toEqual([
			0,
			-Infinity,
			NaN,
			NaN,
			Infinity
		]);
	});

	it('log holds its digits near one', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.5, max: 2, noNaN: true }),
				(x) => Math.abs(log(x) - Math.log(x)) <= CLOSE * Math.abs(Math.log(x))
			),
			{ numRuns: 2000 }
		);
		expect(log(2)).toBe(Math.LN2);
	});

	it('exp agrees with the engine to the last digits, from nothing to infinity', () => {
		fc.assert(
			fc.property(
				fc.double({ min: -746, max: 709.78, noNaN: true }),
				(x) => Math.abs(exp(x) - Math.exp(x)) <= CLOSE * Math.exp(x) + Number.MIN_VALUE
			),
			{ numRuns: 2000, examples: [[0], [1], [-1], [709.7], [-745]] }
		);
		expect([exp(0), exp(711), exp(-800), exp(NaN), exp(-Math.LN2)]).toEqual([
			1,
			Infinity,
			0,
			NaN,
			0.5
		]);
	});
});
