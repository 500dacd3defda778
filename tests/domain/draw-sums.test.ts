import { describe, expect, it } from 'vitest';
import { drawSums } from '#lib/domain/random.ts';

/**
 * Numbers from 0 to below 1 that follow from a seed alone (mulberry32, Tommy Ettinger 2017, public domain): 32-bit
 * integers throughout, so that every machine and language draws the same.
 */
function seeded(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

describe('drawSums', () => {
	it.each([1, 2, 3, 97, 3144])('adds what the same seed draws one by one, of %i items', (items) => {
		const triples = Float64Array.from({ length: 3 * items }, (_, at) => Math.sqrt(at + 1));
		const random = seeded(7);
		const expected = [0, 1, 2].flatMap(() => {
			let [first, second, third] = [0, 0, 0];
			for (let drawn = 0; drawn < items; drawn++) {
				const at = 3 * Math.floor(random() * items);
				first += triples[at] ?? NaN;
				second += triples[at + 1] ?? NaN;
				third += triples[at + 2] ?? NaN;
			}
			return [first, second, third];
		});
		expect([...drawSums(triples, 3, 7)]).toEqual(expected);
	});

	it('draws nothing of no items', () => {
		expect([...drawSums(new Float64Array(0), 2, 7)]).toEqual([0, 0, 0, 0, 0, 0]);
	});
});
