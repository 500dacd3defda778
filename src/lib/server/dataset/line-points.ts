import { endianness } from 'node:os';
import {
	emptyPoints,
	type Point,
	type PointLine,
	type Points
} from '#lib/domain/indicators/transforms/points.ts';

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
	return Buffer.concat(bytesIn(room).map(({ bytes }) => bytes));
}

/** A line as a release keeps it. */
export interface KeptLine extends Pick<PointLine, 'series_id' | 'region' | 'dataset'> {
	observations: number;
	points: Buffer;
}

/** Lines as they are kept, as points one line after another. */
export function pointsFromBytes(lines: readonly KeptLine[]): Points {
	const room = emptyPoints(lines.reduce((sum, { observations }) => sum + observations, 0));
	const columns = bytesIn(room);
	let from = 0;
	const placed = lines.map(({ series_id, region, dataset, observations, points }) => {
		let next = 0;
		for (const { bytes, size } of columns) {
			const end = next + observations * size;
			points.copy(bytes, from * size, next, end);
			next = end;
		}
		const line = { series_id, region, dataset, from, to: from + observations };
		from = line.to;
		return line;
	});
	return { ...room, lines: placed, parts: new Map() };
}
