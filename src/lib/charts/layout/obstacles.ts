import type { ChartSpec, Layer, Point } from '../spec.ts';
import {
	between,
	crosses,
	grown,
	overlaps,
	toSegment,
	type Box,
	type Spot,
	type Segment
} from './geometry.ts';
import { USUAL_RADIUS, type Plot } from './plot.ts';

/** Half the width of the ends of a whisker. */
export const CAP = 3;

/** A point as it is drawn: its dot, the interval of its value, and the time it stands for. */
export interface Mark {
	layer: number;
	index: number;
	point: Point;
	at: Spot;
	radius: number;
	boxes: Box[];
}

/** A line as it is drawn. */
export interface Drawn {
	layer: number;
	/** Whether it has a name, and so could be taken for another that has. */
	isNamed: boolean;
	segments: Segment[];
}

/** What labels must not cover. */
export interface Obstacles {
	marks: Mark[];
	lines: Drawn[];
	/** Labels that have found a place. */
	taken: Box[];
}

/** Whether the interval of a point is drawn as a whisker. */
export const hasWhisker = (
	layer: Layer,
	point: Point
): point is Point & { low: number; high: number } =>
	(layer.kind === 'line' || layer.kind === 'marks') &&
	layer.whiskers === true &&
	point.low !== undefined &&
	point.high !== undefined;

/** Radius of the dot of a point; 0 where none is drawn. */
export const radiusOf = (layer: Layer, point: Point): number =>
	point.size ?? (layer.kind === 'line' && layer.bare ? 0 : USUAL_RADIUS);

/** What labels of a chart must not cover: its marks and its lines, in pixels. */
export function obstaclesOf(spec: ChartSpec, plot: Plot): Obstacles {
	return {
		marks: spec.layers.flatMap((layer, at) => marksOf(layer, at, plot)),
		lines: spec.layers.flatMap((layer, at): Drawn[] =>
			layer.kind === 'line'
				? [{ layer: at, isNamed: layer.label !== '', segments: segmentsOf(layer, plot) }]
				: []
		),
		taken: []
	};
}

function marksOf(layer: Layer, at: number, { x, y, area }: Plot): Mark[] {
	if (layer.kind !== 'line' && layer.kind !== 'marks') return [];
	return layer.points.flatMap((point, index): Mark[] => {
		const radius = radiusOf(layer, point);
		if (point.y === null || radius === 0) return [];
		const place = { x: x(point.x), y: y(point.y) };
		if (place.x < area.left - 1 || place.x > area.right + 1) return [];
		const boxes = [grown({ left: place.x, right: place.x, top: place.y, bottom: place.y }, radius)];
		if (hasWhisker(layer, point))
			boxes.push({
				left: place.x - CAP,
				right: place.x + CAP,
				top: y(point.high),
				bottom: y(point.low)
			});
		if (point.from !== undefined && point.to !== undefined)
			boxes.push({
				left: x(point.from),
				right: x(point.to),
				top: place.y - 1,
				bottom: place.y + 1
			});
		return [{ layer: at, index, point, at: place, radius, boxes }];
	});
}

/** Pieces of a line between points with values; a step goes on to the next point before it rises or falls. */
function segmentsOf(layer: Extract<Layer, { kind: 'line' }>, { x, y }: Plot): Segment[] {
	return layer.points.flatMap((point, index): Segment[] => {
		const before = layer.points[index - 1];
		if (before === undefined) return [];
		if (before.y === null || point.y === null) return [];
		const [from, to] = [
			{ x: x(before.x), y: y(before.y) },
			{ x: x(point.x), y: y(point.y) }
		];
		if (!layer.stepped) return [{ from, to }];
		const corner = { x: to.x, y: from.y };
		return [
			{ from, to: corner },
			{ from: corner, to }
		];
	});
}

/** Pixels kept free between a label and what is not its own. */
const CLEAR = 2;

/** Whether a box covers no label, no line and no mark but those of `own`. */
export const isFree = (
	box: Box,
	{ marks, lines, taken }: Obstacles,
	own: (mark: Mark) => boolean = () => false
): boolean => {
	const room = grown(box, CLEAR);
	return (
		!taken.some((other) => overlaps(room, other)) &&
		!marks.some((mark) => !own(mark) && mark.boxes.some((other) => overlaps(room, other))) &&
		!lines.some(({ segments }) => segments.some((segment) => crosses(segment, box)))
	);
};

/** Pixels from a box to a mark. */
export const toMark = (box: Box, { boxes }: Mark): number =>
	Math.min(...boxes.map((other) => between(box, other)));

/** Pixels from a place to a line. */
export const toLine = (place: Spot, { segments }: Drawn): number =>
	Math.min(Infinity, ...segments.map((segment) => toSegment(place, segment)));
