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

/** Rows whose codes lie together: those of one block are 128 kB for each fact. */
export const BLOCK_ROWS = 65_536;
/** Codes that two bytes hold. */
const SHORT = 2 ** 16;

type Codes = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** The codes of a block as a release keeps them, the least byte first: two bytes each, or four. @param most the greatest there can be */
export function codesToBytes(codes: Uint32Array, most: number): Buffer {
	const kept = most < SHORT ? Uint16Array.from(codes) : Uint32Array.from(codes);
	return littleEnded(Buffer.from(kept.buffer), kept.BYTES_PER_ELEMENT);
}

/** Such codes read back: a block always has as many. */
export function codesFromBytes(bytes: Uint8Array): Codes {
	const size = bytes.length / BLOCK_ROWS;
	const room = Buffer.from(Uint8Array.from(bytes).buffer);
	littleEnded(room, size);
	return size === 2 ? new Uint16Array(room.buffer) : new Uint32Array(room.buffer);
}

/** Bytes of numbers of this machine with the least first, in place. */
function littleEnded(bytes: Buffer, size: number): Buffer {
	if (endianness() === 'LE') return bytes;
	return size === 2 ? bytes.swap16() : bytes.swap32();
}

/** By rowid, the place of a value among the different ones in order, from one on; 0 where it is unknown. */
export type Ranks = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/**
 * How rows follow one another by a fact.
 * @param cells its different values, the first of which has the code 1
 * @param blocks codes of rows, block after block
 */
export function ranksOf<Cell extends string | number>(
	cells: readonly Cell[],
	blocks: readonly Uint8Array[]
): { cells: Cell[]; ranks: Ranks } {
	const sorted = cells
		.map((cell, place) => ({ cell, code: place + 1 }))
		.sort((a, b) => (a.cell < b.cell ? -1 : 1));
	const rankOf = new Uint32Array(cells.length + 1);
	for (const [place, { code }] of sorted.entries()) rankOf[code] = place + 1;
	const rows = blocks.length * BLOCK_ROWS;
	const ranks = cells.length < SHORT ? new Uint16Array(rows) : new Uint32Array(rows);
	for (const [block, bytes] of blocks.entries()) {
		const codes = codesFromBytes(bytes);
		for (let row = 0; row < BLOCK_ROWS; row++)
			ranks[block * BLOCK_ROWS + row] = rankOf[codes[row] ?? 0] ?? 0;
	}
	return { cells: sorted.map(({ cell }) => cell), ranks };
}
