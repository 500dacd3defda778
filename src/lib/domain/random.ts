/**
 * Numbers from 0 to below 1 that follow from a seed alone (mulberry32, Tommy Ettinger 2017, public domain): 32-bit
 * integers throughout, so that every machine and language draws the same.
 */
export function seeded(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * Whole numbers from 0 to below a bound, as Math.floor(random() * bound) of the same seed gives them, written into an
 * array: a million draws cost a third of as many calls.
 * @param bound at most 2^21, so that no product is rounded
 */
export function drawIndexes(into: Int32Array, seed: number, bound: number): number {
	let state = seed | 0;
	for (let at = 0; at < into.length; at++) {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		into[at] = (((mixed ^ (mixed >>> 14)) >>> 0) * bound) / 4294967296;
	}
	return state;
}
