import type { Box } from '../shapes/outline.ts';

type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const WAYS: Record<Way, readonly [number, number]> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

/** Whether a key leads to another region of a map. */
export const isWay = (key: string): key is Way => Object.hasOwn(WAYS, key);

/** How much worse it is to lie aside than to lie ahead. */
const ASIDE = 2;

/**
 * The region an arrow key leads to: among those whose centre lies that way, the nearest, aside counting double.
 * @returns the index; the same where nothing lies that way
 */
export function nextRegion(boxes: readonly Box[], from: number, key: Way): number {
	const start = boxes[from];
	if (!start) return from;
	const [x, y] = centre(start);
	const [wayX, wayY] = WAYS[key];
	let best = from;
	let least = Infinity;
	for (const [index, box] of boxes.entries()) {
		const [toX, toY] = centre(box);
		const ahead = (toX - x) * wayX + (toY - y) * wayY;
		const aside = Math.abs((toX - x) * wayY) + Math.abs((toY - y) * wayX);
		const far = ahead + ASIDE * aside;
		if (index === from || ahead <= aside / ASIDE || far >= least) continue;
		best = index;
		least = far;
	}
	return best;
}

const centre = ([left, top, right, bottom]: Box) =>
	[(left + right) / 2, (top + bottom) / 2] as const;
