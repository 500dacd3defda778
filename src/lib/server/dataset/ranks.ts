import { endianness } from 'node:os';

/** What lists of observations are put in order by beside what points hold. */
export const RANKED_FACTS = ['vintage', 'tier', 'independent_sources', 'added', 'changed'] as const;
export type RankedFact = (typeof RANKED_FACTS)[number];

/** Values that a fact can have at most: days of 179 years. */
export const MOST_CELLS = 65_535;

/** Ranks as a release keeps them: two bytes each, the least first. */
export const ranksToBytes = (ranks: Uint16Array<ArrayBuffer>): Buffer => {
	const bytes = Buffer.from(ranks.buffer, 0, ranks.byteLength);
	return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap16();
};

/** Such ranks read back. */
export function ranksFromBytes(bytes: Uint8Array): Uint16Array<ArrayBuffer> {
	const own = Buffer.from(Uint8Array.from(bytes).buffer);
	if (endianness() !== 'LE') own.swap16();
	return new Uint16Array(own.buffer, 0, own.length / 2);
}
