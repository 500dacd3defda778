import { endianness } from 'node:os';
import { emptyPoints, type Point, type Points } from '#lib/domain/indicators/transforms/points.ts';

/** The columns of points as they lie in a release, one after another: value, row, days of the period and their precision. */
const columnsIn = (room: Omit<Points, 'lines' | 'parts'>) => [
	room.values,
	room.at,
	room.starts,
	room.ends,
	room.precisions
];

/** The bytes of columns, to be written to. @throws Error on a machine of another order of bytes */
function bytesIn(room: Omit<Points, 'lines' | 'parts'>) {
	if (endianness() !== 'LE') throw new Error('releases are for little-endian machines');
	return columnsIn(room).map((column) => ({
		bytes: Buffer.from(column.buffer),
		size: column.BYTES_PER_ELEMENT
	}));
}

/** Points of lines, one after another, as a release keeps them. */
export function pointsToBytes(points: readonly Point[]): Uint8Array {
	const room = emptyPoints(points.length);
	for (const [index, point] of points.entries()) {
		room.values[index] = point.value;
		room.at[index] = point.at;
		room.starts[index] = point.start;
		room.ends[index] = point.end;
		room.precisions[index] = point.precision;
	}
	return Buffer.concat(bytesIn(room).map(({ bytes }) => bytes));
}

/** A line as a release keeps it: how many points, in which block, and from which of its points on. */
export type KeptLine = [
	series_id: string,
	region: string,
	dataset: string,
	observations: number,
	block: number,
	first: number
];

/** Lines that lie side by side in a block. */
interface Run {
	block: number;
	first: number;
	size: number;
}

/**
 * Lines as they are kept, as points one line after another.
 * @param blockOf the bytes of a block
 */
export function pointsFromBlocks(
	lines: readonly KeptLine[],
	blockOf: (block: number) => Buffer
): Points {
	const runs: Run[] = [];
	let to = 0;
	const placed = lines.map(([series_id, region, dataset, observations, block, first]) => {
		const last = runs.at(-1);
		if (last?.block === block && last.first + last.size === first) last.size += observations;
		else runs.push({ block, first, size: observations });
		const from = to;
		to += observations;
		return { series_id, region, dataset, from, to };
	});
	const room = emptyPoints(to);
	const columns = bytesIn(room);
	const pointBytes = columns.reduce((sum, { size }) => sum + size, 0);
	let from = 0;
	for (const { block, first, size: points } of runs) {
		const bytes = blockOf(block);
		const all = bytes.length / pointBytes;
		let next = 0;
		for (const { bytes: column, size } of columns) {
			bytes.copy(column, from * size, next + first * size, next + (first + points) * size);
			next += all * size;
		}
		from += points;
	}
	return { ...room, lines: placed, parts: null };
}
