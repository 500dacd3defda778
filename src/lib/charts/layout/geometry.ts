/** A rectangle in pixels of a chart, from its upper left corner. */
export interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export interface Spot {
	x: number;
	y: number;
}

/** A straight piece of a line. */
export interface Segment {
	from: Spot;
	to: Spot;
}

/** Whether two boxes share any ground. */
export const overlaps = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Whether a box lies in another, edges included. */
export const within = (inner: Box, outer: Box): boolean =>
	inner.left >= outer.left &&
	inner.right <= outer.right &&
	inner.top >= outer.top &&
	inner.bottom <= outer.bottom;

/** The box with so many pixels more on each side. */
export const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
	left: left - by,
	top: top - by,
	right: right + by,
	bottom: bottom + by
});

/** Pixels between two boxes; 0 where they touch. */
export function between(a: Box, b: Box): number {
	const dx = Math.max(0, a.left - b.right, b.left - a.right);
	const dy = Math.max(0, a.top - b.bottom, b.top - a.bottom);
	return Math.hypot(dx, dy);
}

/** Whether a segment passes through a box (Liang and Barsky: the part of it between each pair of sides). */
export function crosses({ from, to }: Segment, { left, top, right, bottom }: Box): boolean {
	let [start, end] = [0, 1];
	const sides: readonly (readonly [number, number])[] = [
		[from.x - to.x, from.x - left],
		[to.x - from.x, right - from.x],
		[from.y - to.y, from.y - top],
		[to.y - from.y, bottom - from.y]
	];
	for (const [step, room] of sides) {
		if (step === 0) {
			if (room < 0) return false;
			continue;
		}
		const at = room / step;
		if (step < 0) start = Math.max(start, at);
		else end = Math.min(end, at);
		if (start > end) return false;
	}
	return true;
}

/** Pixels from a place to a segment. */
export function toSegment({ x, y }: Spot, { from, to }: Segment): number {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = dx * dx + dy * dy;
	const part =
		length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
	return Math.hypot(x - from.x - part * dx, y - from.y - part * dy);
}
