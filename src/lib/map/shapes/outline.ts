/** A corner of a shape on the sheet of the map: x to the right, y down. */
export type Corner = readonly [x: number, y: number];

/** West, north, east and south edge on the sheet. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Rings of a shape, holes among them, as GeoJSON has them: the last corner repeats the first. */
export type Rings = readonly (readonly Corner[])[];

export interface Outline {
	/** Closed rings as an SVG path. */
	path: string;
	box: Box;
}

/** Corners a ring needs to enclose anything. */
const FEWEST = 3;

/**
 * A shape as an SVG path with its corners moved to a grid, so that what neighbours share stays shared and
 * few digits are sent. Rings that vanish on the grid are left out; a shape that vanishes whole keeps its
 * largest ring as it is.
 * @param grid distance of the grid's lines in units of the sheet
 */
export function outline(rings: Rings, grid: number): Outline {
	const kept = rings.map((ring) => onGrid(ring, grid)).filter((ring) => ring.length >= FEWEST);
	const drawn = kept.length > 0 ? kept : [largest(rings)];
	return { path: drawn.map(pathOf).join(''), box: boxOf(drawn) };
}

/** The smallest box around some boxes. */
export const around = (boxes: readonly Box[]): Box => [
	Math.min(...boxes.map(([left]) => left)),
	Math.min(...boxes.map(([, top]) => top)),
	Math.max(...boxes.map(([, , right]) => right)),
	Math.max(...boxes.map(([, , , bottom]) => bottom))
];

function onGrid(ring: readonly Corner[], grid: number): Corner[] {
	const moved: Corner[] = [];
	for (const [x, y] of ring) {
		const corner: Corner = [tidy(Math.round(x / grid) * grid), tidy(Math.round(y / grid) * grid)];
		if (!isSame(corner, moved.at(-1))) moved.push(corner);
	}
	return open(moved);
}

/** A ring without its last corner where that repeats the first. */
const open = (ring: readonly Corner[]): Corner[] =>
	ring.length > 1 && isSame(ring[0], ring.at(-1)) ? ring.slice(0, -1) : [...ring];

const isSame = (a: Corner | undefined, b: Corner | undefined) =>
	a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** Takes off what binary fractions add: 0.30000000000000004. */
const tidy = (value: number) => Number(value.toFixed(3));

const largest = (rings: Rings): Corner[] =>
	open(rings.toSorted((a, b) => area(b) - area(a))[0] ?? []).map(([x, y]) => [tidy(x), tidy(y)]);

/** Area of a ring, by the shoelace formula. */
function area(ring: readonly Corner[]): number {
	let twice = 0;
	for (const [index, [x, y]] of ring.entries()) {
		const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
		twice += x * nextY - nextX * y;
	}
	return Math.abs(twice) / 2;
}

/** One ring: the first corner where it is, the others by their distance from the one before. */
function pathOf(ring: readonly Corner[]): string {
	const [first = [0, 0], ...rest] = ring;
	let [x, y] = first;
	const steps = rest.map(([nextX, nextY]) => {
		const step = `${short(nextX - x)}${spaced(short(nextY - y))}`;
		[x, y] = [nextX, nextY];
		return step;
	});
	return `M${short(first[0])}${spaced(short(first[1]))}l${steps.map((step, index) => (index === 0 ? step : spaced(step))).join('')}z`;
}

const short = (value: number): string => `${tidy(value)}`.replace(/^(-?)0\./, '$1.');

/** A minus separates as well as a space does. */
const spaced = (text: string) => (text.startsWith('-') ? text : ` ${text}`);

function boxOf(rings: Rings): Box {
	const corners = rings.flat();
	return around(corners.map(([x, y]) => [x, y, x, y]));
}
