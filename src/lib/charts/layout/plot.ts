import { factorTicks, timeTicks, valueTicks, type Tick } from '../axis.ts';
import type { ChartSpec, Layer, Point, Range } from '../spec.ts';
import type { Box } from './geometry.ts';
import { NARROW } from './height.ts';
import { textWidth, wrapped, type Type } from './letters.ts';

/** How texts of a chart are set. */
export const TICK: Type = { size: 12, weight: 400 };
export const PLAIN: Type = { size: 12, weight: 400 };
export const STRONG: Type = { size: 12, weight: 600 };
export const NAME: Type = { size: 13, weight: 600 };

/** Height of a line of any of them. */
export const LINE = 15;
/** Radius of a mark that has none of its own. */
export const USUAL_RADIUS = 4;
/** From the end of a line to its name. */
export const END_GAP = 12;

/** Height of the ticks of a rug, and of what is kept free for them under the plot. */
export const RUG = { height: 8, gap: 4, room: 16 };

const TOP = 16;
/** Between a text of the value axis and the plot. */
export const TICK_GAP = 8;
const TICK_ROOM = 24;
/** Pixels from one line of the value axis to the next, and from one text of the time axis to the next, at least. */
const STEP = { value: 42, time: 14, narrowest: 70, fewest: 8 };

/**
 * Pixels left and right of the plots of charts on one time axis, and the parts of a narrow chart they take at most:
 * on a phone the plot itself fits the screen.
 */
const ALIGNED = { left: 84, leftPart: 0.17, right: 200, rightPart: 0.25 };
/** What names to the right of the plot take at most: pixels, and part of the width. */
const NAMES = { most: 220, part: 0.36, least: 16 };

/** Words at marks and lines of a narrow chart at most; a reader finds the rest by touch. */
export const NARROW_LABELS = 4;
/** From how large a number on it says thousands in one letter. */
const SHORT_FROM = { narrow: 1e4, wide: 1e5 };

/** Where a chart draws what, in pixels: the same on a page and in a picture. */
export interface Plot {
	width: number;
	height: number;
	/** Between the axes. */
	area: Box;
	x: (time: number) => number;
	y: (value: number) => number;
	times: Tick[];
	values: Tick[];
	/** Whether it is drawn for a phone. */
	isNarrow: boolean;
	/** Whether the words of the rug stand under the axis, where they have no room beside it. */
	isRugBelow: boolean;
}

/**
 * Axes and room around them.
 * @param rows of notes above the plot
 */
export function plotOf(
	spec: ChartSpec,
	{ width, height, rows }: { width: number; height: number; rows: number }
): Plot {
	const isNarrow = width <= NARROW;
	const beside = isNarrow
		? NAMES.least
		: spec.aligned
			? Math.min(ALIGNED.right, width * ALIGNED.rightPart)
			: roomForNames(spec, width);
	const rugWords = spec.rug ? textWidth(spec.rug.label, PLAIN) + 2 * RUG.gap : 0;
	const isRugBelow = !spec.aligned && (isNarrow || rugWords > width * NAMES.part);
	const right = isRugBelow || spec.aligned ? beside : Math.max(beside, rugWords);
	const below = spec.rug !== undefined && (isRugBelow || rugWords > right);
	const top = rows === 0 ? TOP : TOP / 2 + rows * LINE;
	const bottom = height - TICK_ROOM - (spec.rug ? RUG.room : RUG.gap) - (below ? LINE : 0);
	const values = valuesOf(spec, bottom - top, isNarrow);
	const labels = Math.max(0, ...values.map(({ label }) => textWidth(label, TICK)));
	const left = spec.aligned
		? Math.min(ALIGNED.left, width * ALIGNED.leftPart)
		: Math.ceil(labels) + TICK_GAP + 2;
	const area = { left, top, right: Math.max(left + 1, width - right), bottom };
	const x = scaled(spec.x, area.left, area.right);
	return {
		width,
		height,
		area,
		x,
		y: spec.logarithmic
			? (value) => scaled(logs(spec.y), bottom, top)(Math.log10(value))
			: scaled(spec.y, bottom, top),
		times: timesOf(spec.x, { x, width, room: area.right - area.left }),
		values,
		isNarrow,
		isRugBelow: below
	};
}

const logs = ({ min, max }: Range): Range => ({ min: Math.log10(min), max: Math.log10(max) });

const scaled =
	({ min, max }: Range, from: number, to: number) =>
	(value: number): number =>
		from + ((value - min) / (max - min || 1)) * (to - from);

function valuesOf(spec: ChartSpec, height: number, isNarrow: boolean): Tick[] {
	const shortFrom = isNarrow ? SHORT_FROM.narrow : SHORT_FROM.wide;
	const ticks = spec.logarithmic
		? factorTicks(spec.y, spec.unit, shortFrom)
		: valueTicks(spec.y, Math.max(2, Math.floor(height / STEP.value)), spec.unit, shortFrom);
	return spec.mirrored
		? ticks.map(({ value, label }) => ({ value, label: label.replace('−', '') }))
		: ticks;
}

/** As many ticks as have room for their words, none of which leaves the chart. */
function timesOf(
	range: Range,
	{ x, width, room }: { x: (time: number) => number; width: number; room: number }
): Tick[] {
	const span = ({ value, label }: Tick) => {
		const half = textWidth(label, TICK) / 2;
		return { left: x(value) - half, right: x(value) + half };
	};
	const fitting = (count: number, every: number): Tick[] => {
		const ticks = timeTicks(range, count, every).filter((tick) => {
			const { left, right } = span(tick);
			return tick.value >= range.min && tick.value <= range.max && left >= 0 && right <= width;
		});
		const apart = ticks.every((tick, index) => {
			const before = ticks[index - 1];
			return before === undefined || span(before).right + STEP.time <= span(tick).left;
		});
		return apart ? ticks : ticks.slice(0, 1);
	};
	const most = Math.max(STEP.fewest, Math.floor(room / STEP.narrowest));
	return Array.from({ length: most }, (_, index) => most - index)
		.flatMap((count) => [1, 2, 3, 4].map((every) => fitting(count, every)))
		.reduce((best, ticks) => (ticks.length > best.length ? ticks : best), []);
}

/** Where a line ends as far as it is shown: at its last value, or where it leaves the chart. Nothing where none of it is. */
export function endOf({ points, ...layer }: Layer, spec: ChartSpec): Point | undefined {
	const { min, max } = spec.x;
	const at = points.findLastIndex(({ x, y }) => y !== null && x <= max);
	const [last, next] = [points[at], points[at + 1]];
	if (last?.y === null || last === undefined) return undefined;
	if (next?.y === null || next === undefined) return last.x < min ? undefined : last;
	// It goes on beyond the chart.
	const part = (max - last.x) / (next.x - last.x || 1);
	const isStepped = layer.kind === 'line' && layer.stepped === true;
	const y = isStepped
		? last.y
		: spec.logarithmic
			? last.y * (next.y / last.y) ** part
			: last.y + (next.y - last.y) * part;
	return { x: max, y, size: 0, title: '', detail: [] };
}

/** Pixels to the right of the plot, so that the names of lines that end there have room. */
function roomForNames(spec: ChartSpec, width: number): number {
	const { layers, x } = spec;
	const most = Math.min(NAMES.most, width * NAMES.part);
	const needs = layers.flatMap((layer) => {
		const last = layer.kind === 'line' && layer.label !== '' ? endOf(layer, spec) : undefined;
		if (layer.kind !== 'line' || last === undefined) return [];
		const inside = ((x.max - last.x) / (x.max - x.min || 1)) * (width - most);
		const texts = [
			...wrapped(layer.label, NAME, most - END_GAP).map((line) => textWidth(line, NAME)),
			...wrapped(layer.sublabel ?? '', PLAIN, most - END_GAP).map((line) => textWidth(line, PLAIN))
		];
		return [Math.max(0, ...texts) + END_GAP + 2 - inside];
	});
	return Math.ceil(Math.min(most, Math.max(NAMES.least, ...needs)));
}
