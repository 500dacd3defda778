import type { ChartSpec } from '../spec.ts';
import { overlaps, within, type Box } from './geometry.ts';
import { textWidth } from './letters.ts';
import type { Label } from './label.ts';
import { isFree, toMark, type Mark, type Obstacles } from './obstacles.ts';
import { LINE, PLAIN, STRONG, type Plot } from './plot.ts';

/** Pixels from a mark to its words, and how much nearer they are to it than to any other. */
const GAP = 4;
const NEARER = 1;

/**
 * Words beside points, each at the first place around its point that is free and nearer to it than to any other.
 * @param most how many at most
 */
export function placePoints(
	spec: ChartSpec,
	plot: Plot,
	obstacles: Obstacles,
	most: number
): Label[] {
	let placedSoFar = 0;
	return wordsInOrder(spec, obstacles).flatMap((mark): Label[] => {
		if (placedSoFar >= most) return [];
		const layer = spec.layers[mark.layer];
		const text = mark.point.label;
		if (layer === undefined || text === undefined) return [];
		const strong = layer.kind === 'line';
		const type = strong ? STRONG : PLAIN;
		const box = placed(mark, textWidth(text, type), plot, obstacles);
		if (box === undefined) return [];
		obstacles.taken.push(box);
		placedSoFar++;
		return [
			{
				kind: 'point',
				layer: mark.layer,
				point: mark.index,
				box,
				lines: [{ text, type, color: strong ? 'ink' : 'mute' }]
			}
		];
	});
}

/** Waves of lines before single marks, upper layers before lower ones, newer before older. */
function wordsInOrder(spec: ChartSpec, { marks }: Obstacles): Mark[] {
	const rank = (mark: Mark) => (spec.layers[mark.layer]?.kind === 'line' ? 1 : 0);
	return marks
		.filter(({ point }) => point.label !== undefined)
		.toSorted((a, b) => rank(b) - rank(a) || b.layer - a.layer || b.point.x - a.point.x);
}

function placed(mark: Mark, width: number, { area }: Plot, obstacles: Obstacles): Box | undefined {
	const room = { ...area, top: area.top - LINE };
	const others = obstacles.marks.filter((other) => other !== mark);
	return spots(mark, width).find((box) => {
		if (!within(box, room) || mark.boxes.some((own) => overlaps(box, own))) return false;
		const own = toMark(box, mark);
		return (
			isFree(box, obstacles, (other) => other === mark) &&
			others.every((other) => toMark(box, other) >= own + NEARER)
		);
	});
}

/** Places around a mark, the most usual first. */
function spots({ at, radius, boxes, point }: Mark, width: number): Box[] {
	const [whisker] = boxes.slice(1);
	const top = Math.min(at.y - radius, whisker?.top ?? Infinity);
	const bottom = Math.max(at.y + radius, whisker?.bottom ?? -Infinity);
	const far = radius + GAP;
	const near = radius * 0.71 + GAP * 0.71;
	const above: [number, number] = [at.x - width / 2, top - GAP - LINE];
	const below: [number, number] = [at.x - width / 2, bottom + GAP];
	const right: [number, number] = [at.x + far, at.y - LINE / 2];
	const left: [number, number] = [at.x - far - width, at.y - LINE / 2];
	const [up, down] = [at.y - near - LINE, at.y + near];
	const slanted: [number, number][] = [
		[at.x + near, up],
		[at.x - near - width, up],
		[at.x + near, down],
		[at.x - near - width, down]
	];
	const first = point.under ? [below, right, left, above] : [above, right, left, below];
	return [...first, ...(point.under ? slanted.toReversed() : slanted)].map(([x, y]) => ({
		left: x,
		top: y,
		right: x + width,
		bottom: y + LINE
	}));
}
