/** Pixels of a picture: red, green, blue and opacity of each, row by row. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8ClampedArray;
}

/** How far two colours may lie apart, 0 to 1. */
const NEAR = 0.15;
/** So many pixels around one are looked at: smoothed edges of letters fall on the next pixel elsewhere. */
const AROUND = 1;

/** Distance of two pixels of two pictures, 0 to 1: the largest of their colours'. */
function distance(a: Pixels, at: number, b: Pixels, other: number): number {
	let most = 0;
	for (let colour = 0; colour < 4; colour++)
		most = Math.max(most, Math.abs((a.data[at + colour] ?? 0) - (b.data[other + colour] ?? 0)));
	return most / 255;
}

/** Whether a pixel of one picture has one like it in the other, at its place or beside it. */
function isThere(a: Pixels, x: number, y: number, b: Pixels): boolean {
	const at = 4 * (y * a.width + x);
	for (let dy = -AROUND; dy <= AROUND; dy++)
		for (let dx = -AROUND; dx <= AROUND; dx++) {
			const [column, row] = [x + dx, y + dy];
			if (column < 0 || row < 0 || column >= b.width || row >= b.height) continue;
			if (distance(a, at, b, 4 * (row * b.width + column)) <= NEAR) return true;
		}
	return false;
}

/**
 * Where two pictures of one size differ: places of pixels (row times width plus column) of which either has a colour
 * that the other does not have there or one pixel beside.
 */
export function differing(a: Pixels, b: Pixels): number[] {
	// Nearly all are the same: whole pixels are compared first.
	const [whole, other] = [wholes(a), wholes(b)];
	const found: number[] = [];
	for (const [place, pixel] of whole.entries()) {
		if (pixel === other[place] || distance(a, 4 * place, b, 4 * place) <= NEAR) continue;
		const [x, y] = [place % a.width, Math.floor(place / a.width)];
		if (!isThere(a, x, y, b) || !isThere(b, x, y, a)) found.push(place);
	}
	return found;
}

const wholes = ({ data }: Pixels) => new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
