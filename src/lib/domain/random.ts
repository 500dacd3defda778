/**
 * Sums over samples drawn with replacement, as Math.floor(random() * items) draws them with mulberry32 (Tommy Ettinger
 * 2017, public domain): 32-bit integers throughout, so that every machine and language draws the same. The items of a
 * sample are added as they are drawn, which costs a third of drawing first and adding then.
 * @param triples three numbers of each item, one after the other; at most 2^21 items, so that no product is rounded
 * @returns the three sums of each sample, one after the other
 */
export function drawSums(triples: Float64Array, samples: number, seed: number): Float64Array {
	const items = triples.length / 3;
	const sums = new Float64Array(3 * samples);
	let state = seed | 0;
	for (let sample = 0; sample < samples; sample++) {
		let [first, second, third] = [0, 0, 0];
		for (let drawn = 0; drawn < items; drawn++) {
			state = (state + 0x6d2b79f5) | 0;
			let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
			mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
			const at = 3 * (((((mixed ^ (mixed >>> 14)) >>> 0) * items) / 4294967296) | 0);
			first += triples[at] ?? 0;
			second += triples[at + 1] ?? 0;
			third += triples[at + 2] ?? 0;
		}
		sums.set([first, second, third], 3 * sample);
	}
	return sums;
}
