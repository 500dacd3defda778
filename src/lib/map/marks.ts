import type { Corner } from './shapes/outline.ts';

/** Angle between one point of a spiral and the next, which fills a disc evenly. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * Moves points of the same spot apart, so that none hides another: the first stays, the others follow a spiral.
 * @param gap distance between neighbours in units of the sheet
 */
export function apart<P extends { at: Corner }>(points: readonly P[], gap: number): P[] {
	const taken = new Map<string, number>();
	return points.map((point) => {
		const [x, y] = point.at;
		const spot = `${x.toFixed(1)} ${y.toFixed(1)}`;
		const rank = taken.get(spot) ?? 0;
		taken.set(spot, rank + 1);
		if (rank === 0) return point;
		const far = gap * Math.sqrt(rank);
		const turn = rank * GOLDEN_ANGLE;
		return { ...point, at: [x + far * Math.cos(turn), y + far * Math.sin(turn)] };
	});
}

/** What a point stands for: a direction, a kind of restriction, or one that is pending. */
export type Mark = 'restrictive' | 'permissive' | 'neutral' | 'moratorium' | 'ban' | 'pending';

/** The symbol of a mark around the origin, about 12 units wide; another shape for each, beside its color. */
export const SYMBOL: Record<Mark, string> = {
	restrictive: 'M0-6.5L6 5H-6Z',
	permissive: 'M0 6.5L6-5H-6Z',
	neutral: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z',
	moratorium: 'M0-6.5L6 5H-6Z',
	ban: 'M-5-5H5V5H-5Z',
	pending: 'M0-6.5L6 0L0 6.5L-6 0Z'
};
