import { walkable, type ChartSpec } from '../spec.ts';
import { toSegment, type Box, type Spot } from './geometry.ts';
import { radiusOf } from './obstacles.ts';
import type { Plot } from './plot.ts';

/** A point of a chart that is read. */
export interface Hit {
	layer: number;
	index: number;
	/** Its place among all points in the order of time. */
	position: number;
	at: Spot;
	radius: number;
}

/** Marks whose middles are nearer to each other than this lie on one another. */
const ON_ONE_ANOTHER = 5;
/** Of points equally near, the one that is drawn over the others. */
const SAME = 0.5;

/** A point in its place. @param position among all points in the order of time */
export function hitOf(spec: ChartSpec, plot: Plot, position: number): Hit | undefined {
	const target = walkable(spec)[position];
	return target && placed(spec, plot, target, position);
}

function placed(
	{ layers }: ChartSpec,
	plot: Plot,
	{ layer: at, index, point }: ReturnType<typeof walkable>[number],
	position: number
): Hit {
	const layer = layers[at];
	return {
		layer: at,
		index,
		position,
		at: { x: plot.x(point.x), y: plot.y(point.y ?? 0) },
		radius: layer === undefined || layer.kind === 'bars' ? 0 : radiusOf(layer, point)
	};
}

/** The point nearest to a place of a chart, a bar from its foot to its head; nothing where none is shown. */
export function nearestTo(spec: ChartSpec, plot: Plot, place: Spot): Hit | undefined {
	let best: { position: number; away: number; layer: number } | undefined;
	for (const [position, { layer: at, point }] of walkable(spec).entries()) {
		const head = { x: plot.x(point.x), y: plot.y(point.y ?? 0) };
		const foot = spec.layers[at]?.kind === 'bars' ? { x: head.x, y: plot.y(0) } : head;
		const away = toSegment(place, { from: foot, to: head });
		if (
			best === undefined ||
			away < best.away - SAME ||
			(Math.abs(away - best.away) <= SAME && at > best.layer)
		)
			best = { position, away, layer: at };
	}
	return best && hitOf(spec, plot, best.position);
}

/** The marks that lie on another one or under it. */
export const alsoAt = (spec: ChartSpec, plot: Plot, { at, position, radius }: Hit): Hit[] =>
	radius === 0
		? []
		: walkable(spec)
				.map((target, other) => placed(spec, plot, target, other))
				.filter(
					(hit) =>
						hit.position !== position &&
						hit.radius > 0 &&
						Math.hypot(hit.at.x - at.x, hit.at.y - at.y) < ON_ONE_ANOTHER
				);

/** Pixels between a mark and what is said of it. */
const GAP = 14;

/**
 * Where to say what a mark holds, so that neither it nor its own words are covered: beside them, above or below; under
 * the chart where there is no room.
 * @param taken the mark with its error bar, and the words beside it
 * @returns the upper left corner
 */
export function besideMark(
	taken: readonly Box[],
	size: { width: number; height: number },
	chart: { width: number; height: number }
): Spot {
	const own: Box = {
		left: Math.min(...taken.map(({ left }) => left)),
		right: Math.max(...taken.map(({ right }) => right)),
		top: Math.min(...taken.map(({ top }) => top)),
		bottom: Math.max(...taken.map(({ bottom }) => bottom))
	};
	const held = (value: number, most: number) => Math.max(0, Math.min(most, value));
	const y = held((own.top + own.bottom - size.height) / 2, chart.height - size.height);
	const x = held((own.left + own.right - size.width) / 2, chart.width - size.width);
	const places: Spot[] = [
		{ x: own.right + GAP, y },
		{ x: own.left - GAP - size.width, y },
		{ x, y: own.top - GAP - size.height },
		{ x, y: own.bottom + GAP }
	];
	return (
		places.find(
			(place) =>
				place.x >= 0 &&
				place.y >= 0 &&
				place.x + size.width <= chart.width &&
				place.y + size.height <= chart.height
		) ?? { x, y: chart.height }
	);
}
