import { dayMs } from '#lib/domain/dates.ts';
/** What a chart shows, free of any drawing library: the same spec draws on a page and, later, elsewhere. */
export interface ChartSpec {
	/** The finding, or the measure, as a title. */
	title: string;
	/** What the chart shows and how many points, for readers who do not see it. */
	description: string;
	/** Unit of every value, as in the tables. */
	unit: string;
	x: Range;
	y: Range;
	/** Equal factors instead of equal differences are equally far apart; for prices that span factors of ten. */
	logarithmic?: true;
	/** Values below zero are counts of the other side: the axis shows them without a sign. */
	mirrored?: true;
	/** Stands with others on one time axis: the room left and right of the plot is the same in all. */
	aligned?: true;
	layers: Layer[];
	/** Days marked as ticks along the time axis. */
	rug?: { days: number[]; label: string; color: Color };
	/** Stretches of time outside the coverage of the sources, tinted behind the rest. */
	shaded?: Range[];
	/** Days annotated in words. */
	notes?: { x: number; text: string }[];
}

/** Ends of an axis; time in milliseconds since 1970 UTC, values in the unit of the spec. */
export interface Range {
	min: number;
	max: number;
}

/** A color by its meaning; the theme says what it looks like in light and dark. */
export type Color =
	| 'oppose'
	| 'support'
	| 'unsure'
	| 'ink'
	| 'mute'
	| 'series-1'
	| 'series-2'
	| 'series-3'
	| 'series-4'
	| 'series-5'
	| 'series-6';

/** Colors of lines in their order; those that also mean restrictive and permissive come last. */
export const SERIES_COLORS: readonly Color[] = [
	'series-1',
	'series-5',
	'series-4',
	'series-6',
	'series-3',
	'series-2'
];

export type Shape = 'circle' | 'diamond' | 'square' | 'triangle';
export const SHAPES: readonly Shape[] = ['circle', 'diamond', 'square', 'triangle'];

/** One reading or value. */
export interface Point {
	/** Milliseconds since 1970 UTC. */
	x: number;
	/** Null where the value is missing: a gap, never zero. */
	y: number | null;
	/** Ends of the interval of the value. */
	low?: number;
	high?: number;
	/** Ends in time of what the point stands for, where it is drawn as a bar (a quarter, a year). */
	from?: number;
	to?: number;
	/** Radius in pixels. */
	size?: number;
	shape?: Shape;
	/** Not measured, or resting on an aggregator alone: drawn hollow. */
	hollow?: true;
	/** A projection: the line to it is dashed. */
	projected?: true;
	/** Words beside the point. */
	label?: string;
	/** The words rather stand under the point: a line comes down on it. */
	under?: true;
	/** What is spoken and shown on focus: the figure first, then who, when and how. */
	title: string;
	detail: string[];
}

interface LayerBase {
	id: string;
	/** The series it is part of, where that is more than this layer: they are switched on and off together. */
	series?: string;
	/** What a legend calls it, without a value; its label unless given. */
	name?: string;
	color: Color;
	points: Point[];
}

/** Values joined by a line. */
export interface LineLayer extends LayerBase {
	kind: 'line';
	/** Words at the end of the line. */
	label: string;
	sublabel?: string;
	/** Holds its value until the next point. */
	stepped?: true;
	/** Low and high as an area around the line. */
	band?: true;
	/** Low and high as a whisker at each point. */
	whiskers?: true;
	/** No mark at the points, for long series. */
	bare?: true;
	/** A line among many, to be seen but not followed. */
	thin?: true;
	/** Its values lie between what is on record: a pointer reads each, steps lead to the last alone. */
	passed?: true;
}

/** Values that are not joined. */
export interface MarksLayer extends LayerBase {
	kind: 'marks';
	label: string;
	faded?: true;
	/** Low and high as a whisker at each point. */
	whiskers?: true;
}

/** One bar a point, from zero. */
export interface BarsLayer extends LayerBase {
	kind: 'bars';
	label: string;
}

/** The area between low and high. */
interface AreaLayer extends LayerBase {
	kind: 'area';
	label: string;
	/** 0 to 1. */
	opacity: number;
}

export type Layer = LineLayer | MarksLayer | BarsLayer | AreaLayer;

/** The middle of the days from `start` to `end`, both `YYYY-MM-DD`. */
export const middleMs = (start: string, end: string): number => (dayMs(start) + dayMs(end)) / 2;

/** Whether a point is within a stretch of time. */
export const inRange = ({ x }: Pick<Point, 'x'>, { min, max }: Range): boolean =>
	x >= min && x <= max;

/** A point that is shown and can be read. */
export interface Shown {
	layer: number;
	index: number;
	point: Point;
	/** Whether steps by keyboard or button stop at it. */
	isStep: boolean;
}

/** Every point of a spec that is shown and can be read, in the order of time. */
export const walkable = (spec: ChartSpec): Shown[] =>
	spec.layers
		.flatMap((layer, at): Shown[] => {
			if (layer.kind === 'area') return [];
			const isPassed = layer.kind === 'line' && layer.passed === true;
			const last = isPassed
				? layer.points.findLastIndex((point) => point.y !== null && inRange(point, spec.x))
				: -1;
			return layer.points.map((point, index) => ({
				layer: at,
				index,
				point,
				isStep: !isPassed || index === last
			}));
		})
		.filter(({ point }) => point.y !== null && inRange(point, spec.x))
		.sort((a, b) => a.point.x - b.point.x || a.layer - b.layer);
