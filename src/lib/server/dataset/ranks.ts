import { endianness } from 'node:os';

/** What observations are put in order, narrowed or counted by, beside what points hold. */
export const RANKED_FACTS = [
	'vintage',
	'tier',
	'independent_sources',
	'added',
	'changed',
	'source_id',
	'estimate'
] as const;
export type RankedFact = (typeof RANKED_FACTS)[number];

/** By rowid, the place of a value among the different ones, from one on; 0 where it is unknown. */
export type Ranks = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Room for the ranks of so many rows that have so many different values: two bytes each, or four. */
export const emptyRanks = (rows: number, different: number): Ranks =>
	different < 2 ** 16 ? new Uint16Array(rows) : new Uint32Array(rows);

/** Ranks as a release keeps them, the least byte first. */
export const ranksToBytes = (ranks: Ranks): Buffer =>
	littleEnded(Buffer.from(ranks.slice().buffer), ranks.BYTES_PER_ELEMENT);

/** Such ranks read back. @param different how many different values there are */
export function ranksFromBytes(bytes: Uint8Array, different: number): Ranks {
	const { BYTES_PER_ELEMENT: size } = emptyRanks(0, different);
	const ranks = emptyRanks(bytes.length / size, different);
	const room = Buffer.from(ranks.buffer);
	room.set(bytes);
	littleEnded(room, size);
	return ranks;
}

/** Bytes of numbers of this machine with the least first, in place. */
function littleEnded(bytes: Buffer, size: number): Buffer {
	if (endianness() === 'LE') return bytes;
	return size === 2 ? bytes.swap16() : bytes.swap32();
}
