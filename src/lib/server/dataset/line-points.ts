import { endianness } from 'node:os';
import {
	emptyPoints,
	type Point,
	type PointLine,
	type Points
} from '#lib/domain/indicators/points.ts';

/** Bytes of a point: its value, its row, the days of its period and their precision, each kind after another. */
const BYTES = 8 + 4 + 4 + 4 + 1;

/** The columns of points as they lie in a release, in the order of little-endian machines. */
const columnsIn = (room: Omit<Points, 'lines' | 'parts'>) => [
	room.values,
	room.at,
	room.starts,
	room.ends,
	room.precisions
];

/** Points of a line as a release keeps them. */
export function pointsToBytes(points: readonly Point[]): Uint8Array {
	const room = emptyPoints(points.length);
	for (const [index, point] of points.entries()) {
		room.values[index] = point.value;
		room.at[index] = point.at;
		room.starts[index] = point.start;
		room.ends[index] = point.end;
		room.precisions[index] = point.precision;
	}
	const bytes = new Uint8Array(points.length * BYTES);
	let next = 0;
	for (const column of columnsIn(room)) {
		bytes.set(bytesOf(column, 0, points.length), next);
		next += column.byteLength;
	}
	return bytes;
}

/** A line as a release keeps it. */
export interface KeptLine extends Pick<PointLine, 'series_id' | 'region' | 'dataset'> {
	observations: number;
	points: Uint8Array;
}

/** Lines as they are kept, as points one line after another. */
export function pointsFromBytes(lines: readonly KeptLine[]): Points {
	const room = emptyPoints(lines.reduce((sum, { observations }) => sum + observations, 0));
	let from = 0;
	const placed = lines.map(({ series_id, region, dataset, observations, points }) => {
		let next = 0;
		for (const column of columnsIn(room)) {
			const size = observations * column.BYTES_PER_ELEMENT;
			bytesOf(column, from, from + observations).set(points.subarray(next, next + size));
			next += size;
		}
		const line = { series_id, region, dataset, from, to: from + observations };
		from = line.to;
		return line;
	});
	return { ...room, lines: placed, parts: new Map() };
}

/** Some of a column as bytes. */
function bytesOf(
	column: ReturnType<typeof columnsIn>[number],
	from: number,
	to: number
): Uint8Array {
	if (endianness() !== 'LE') throw new Error('releases are for little-endian machines');
	const { buffer, byteOffset, BYTES_PER_ELEMENT: size } = column;
	return new Uint8Array(buffer, byteOffset + from * size, (to - from) * size);
}
