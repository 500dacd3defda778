import { endianness } from 'node:os';

/** What observations are put in order, narrowed or counted by, beside what points hold. */
export const CODED_FACTS = [
	'vintage',
	'tier',
	'independent_sources',
	'added',
	'changed',
	'source_id',
	'estimate'
] as const;
export type CodedFact = (typeof CODED_FACTS)[number];

/** A value of a fact; null where it is unknown, which has the code 0. */
export type Cell = string | number | null;

/** Rows whose codes lie together: those of one block are 128 kB for each fact. */
export const BLOCK_ROWS = 65_536;
/** Codes that two bytes hold. */
const SHORT = 2 ** 16;

type Codes = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** What rows say of a fact. */
export interface Coded {
	/** Its different values by their code, the unknown first. */
	cells: readonly Cell[];
	/** The code of each row, by rowid. */
	codes: Codes;
}

/** The codes of a block as a release keeps them, the least byte first: two bytes each, or four. @param most the greatest there can be */
export function codesToBytes(codes: Uint32Array, most: number): Buffer {
	const kept = most < SHORT ? Uint16Array.from(codes) : Uint32Array.from(codes);
	return littleEnded(Buffer.from(kept.buffer), kept.BYTES_PER_ELEMENT);
}

/** Codes read back, block after block, each of which has as many. @param most the greatest there can be */
export function codesFromBytes(blocks: readonly Uint8Array[], most: number): Codes {
	const size = blocks.length * BLOCK_ROWS;
	const codes = most < SHORT ? new Uint16Array(size) : new Uint32Array(size);
	for (const [block, bytes] of blocks.entries()) {
		const width = bytes.length / BLOCK_ROWS;
		const { buffer } = littleEnded(Buffer.from(Uint8Array.from(bytes).buffer), width);
		codes.set(width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer), block * BLOCK_ROWS);
	}
	return codes;
}

/** Bytes of numbers of this machine with the least first, in place. */
function littleEnded(bytes: Buffer, width: number): Buffer {
	if (endianness() === 'LE') return bytes;
	return width === 2 ? bytes.swap16() : bytes.swap32();
}

/** By code, the place of each value in the order of all that are known, from one on; 0 for the unknown. */
export function orderOf(cells: readonly Cell[]): Uint32Array {
	const places = new Uint32Array(cells.length);
	const known = cells.map((cell, code) => ({ cell, code })).slice(1);
	known.sort((a, b) => ((a.cell ?? '') < (b.cell ?? '') ? -1 : 1));
	for (const [place, { code }] of known.entries()) places[code] = place + 1;
	return places;
}
