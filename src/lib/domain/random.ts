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
