import { alsoAt, type Hit } from '../layout/hit.ts';
import type { Layout } from '../layout/layout.ts';
import type { Box } from '../layout/geometry.ts';
import { walkable, type ChartSpec } from '../spec.ts';

/** What a chart says of one point. */
export interface Told {
	title: string;
	detail: string[];
	/** What else lies at the same place: a mark under it would be read nowhere. */
	also: string[];
	place: string;
}

/** Marks under one that are named. */
const NAMED = 3;

/** What is said of a point that is read. */
export function toldOf(spec: ChartSpec, { plot }: Layout, hit: Hit): Told | undefined {
	const points = walkable(spec);
	const target = points[hit.position];
	if (!target) return undefined;
	const under = alsoAt(spec, plot, hit).flatMap(({ position }) => {
		const title = points[position]?.point.title;
		return title === undefined ? [] : [title];
	});
	return {
		title: target.point.title,
		detail: target.point.detail,
		also:
			under.length > NAMED ? [...under.slice(0, NAMED), `and ${under.length - NAMED} more`] : under,
		place: `${points.slice(0, hit.position + 1).filter(({ isStep }) => isStep).length} of ${points.filter(({ isStep }) => isStep).length}`
	};
}

/** What of a chart belongs to a point: its mark with its error bar, and its words. */
export function boxesOf(
	{ layers }: ChartSpec,
	{ obstacles, labels }: Layout,
	{ layer, index, at, radius }: Hit
): Box[] {
	const isLast = layers[layer]?.points.findLastIndex(({ y }) => y !== null) === index;
	const mark = obstacles.marks.find((one) => one.layer === layer && one.index === index);
	const dot = {
		left: at.x - radius,
		right: at.x + radius,
		top: at.y - radius,
		bottom: at.y + radius
	};
	const words = labels.filter(
		(label) => label.layer === layer && (label.kind === 'end' ? isLast : label.point === index)
	);
	return [dot, ...(mark?.boxes ?? []), ...words.map(({ box }) => box)];
}
