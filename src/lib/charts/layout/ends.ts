import type { ChartSpec, LineLayer } from '../spec.ts';
import { within, type Box, type Spot } from './geometry.ts';
import { textWidth, wrapped } from './letters.ts';
import type { Label, TextLine } from './label.ts';
import { isFree, radiusOf, toLine, type Obstacles } from './obstacles.ts';
import { END_GAP, endOf, LINE, NAME, NARROW_LABELS, PLAIN, type Plot } from './plot.ts';

/** A name is tried so many pixels above and below the end of its line. */
const SHIFTS = [0, -3, 3, -6, 6, -9, 9];
/** How much nearer a name is to its own line than to any other that has one. */
const NEARER = 0.5;
/** Places along a line that are tried where its end has no room. */
const ALONG = 24;
const ALONG_GAPS = [7, 11, 15];
/** Pixels from the mark at the end of a line to a name above or below it. */
const WITHIN_GAPS = [4, 8, 12, 18];

/**
 * Names of lines at their ends, the uppermost layer first; where an end has no room, above or below the line. Once all
 * have a place, those with room left get the words under their name.
 */
export function placeEnds(spec: ChartSpec, plot: Plot, obstacles: Obstacles): Label[] {
	let placed = 0;
	const named = spec.layers
		.map((layer, index) => ({ layer, index }))
		.toReversed()
		.flatMap(({ layer, index }) => {
			if (layer.kind !== 'line' || layer.label === '') return [];
			if (plot.isNarrow && placed >= NARROW_LABELS) return [];
			const end = plot.isNarrow ? undefined : atEnd(spec, layer, { index, plot, obstacles });
			const label =
				end ??
				(plot.isNarrow
					? namedWithin(spec, layer, { index, plot, obstacles })
					: alongLine(layer, layer.label, { index, plot, obstacles }));
			if (label === undefined) return [];
			placed++;
			obstacles.taken.push(label.box);
			return [{ layer, label, isAtEnd: end !== undefined }];
		});
	return named.map(({ layer, label, isAtEnd }) =>
		isAtEnd && layer.sublabel !== undefined
			? withMore(label, layer.sublabel, plot, obstacles)
			: label
	);
}

/** Where a name is placed. */
interface At {
	/** Of its layer. */
	index: number;
	plot: Plot;
	obstacles: Obstacles;
}

function atEnd(
	spec: ChartSpec,
	layer: LineLayer,
	{ index, plot, obstacles }: At
): Label | undefined {
	const last = endOf(layer, spec);
	if (last?.y === null || last === undefined) return undefined;
	const end = { x: plot.x(last.x), y: plot.y(last.y) };
	if (end.x < plot.area.left || end.x > plot.area.right + 1) return undefined;
	const left = end.x + Math.max(END_GAP, radiusOf(layer, last) + 4);
	const lines = wrapped(layer.label, NAME, plot.width - left - 1).map((text): TextLine => ({
		text,
		type: NAME,
		color: layer.color
	}));
	for (const start of [0, lines.length / 2 - 0.5, lines.length - 1])
		for (const shift of SHIFTS) {
			const top = end.y - LINE / 2 - start * LINE + shift;
			const box = boxOf(lines, { x: left, y: top });
			// The line of the name that stands beside the end.
			const anchor = { x: left, y: top + (start + 0.5) * LINE };
			if (
				within(box, insideOf(plot)) &&
				isFree(box, obstacles, (mark) => mark.layer === index) &&
				isNearest(anchor, end, index, obstacles)
			)
				return { kind: 'end', layer: index, point: -1, box, lines };
		}
	return undefined;
}

/** A name where a phone has no room beside the plot: at the end of its line, along it, else the value there alone. */
function namedWithin(spec: ChartSpec, layer: LineLayer, at: At): Label | undefined {
	const { label, name } = layer;
	const value = valueOf(layer);
	return (
		withinPlot(spec, layer, label, at) ??
		alongLine(layer, name ?? label, at) ??
		(value === undefined ? undefined : withinPlot(spec, layer, value, at))
	);
}

/** Words above or below the end of a line. */
function withinPlot(
	spec: ChartSpec,
	layer: LineLayer,
	text: string,
	{ index, plot, obstacles }: At
): Label | undefined {
	const last = endOf(layer, spec);
	const own = obstacles.lines.find((line) => line.layer === index);
	if (last?.y === null || last === undefined || !own || own.segments.length === 0) return undefined;
	const end = { x: plot.x(last.x), y: plot.y(last.y) };
	const radius = radiusOf(layer, last);
	const room = { ...plot.area, top: 0, right: plot.width - 1 };
	const lines: TextLine[] = [{ text, type: NAME, color: layer.color }];
	const width = textWidth(text, NAME);
	const lefts = [room.right - width, end.x + radius - width, end.x - width / 2];
	for (const gap of WITHIN_GAPS.map((size) => size + radius))
		for (const top of [end.y - gap - LINE, end.y + gap])
			for (const left of lefts) {
				const box = boxOf(lines, { x: left, y: top });
				// The side of the name that faces the end of its line.
				const anchor = {
					x: Math.min(box.right, Math.max(box.left, end.x)),
					y: top < end.y ? box.bottom : box.top
				};
				if (
					within(box, room) &&
					isFree(box, obstacles) &&
					isNearest(anchor, end, index, obstacles) &&
					isNearestAround(box, index, obstacles)
				)
					return { kind: 'end', layer: index, point: -1, box, lines };
			}
	return undefined;
}

/** The value at the end of a line without its name, where the label has both. */
const valueOf = ({ label, name }: LineLayer): string | undefined =>
	name !== undefined && label.endsWith(` ${name}`) ? label.slice(0, -name.length - 1) : undefined;

/** Where names may stand: beside the plot, but not beside the time axis. */
const insideOf = ({ width, area }: Plot): Box => ({
	left: 0,
	top: 0,
	right: width,
	bottom: area.bottom + LINE / 2
});

/** The label with more words under it, where they cover nothing. */
function withMore(label: Label, words: string, plot: Plot, obstacles: Obstacles): Label {
	const more = wrapped(words, PLAIN, plot.width - label.box.left - 1).map((text): TextLine => ({
		text,
		type: PLAIN,
		color: 'mute'
	}));
	const below = boxOf(more, { x: label.box.left, y: label.box.bottom });
	const others = { ...obstacles, taken: obstacles.taken.filter((box) => box !== label.box) };
	if (!within(below, insideOf(plot)) || !isFree(below, others)) return label;
	const box = { ...label.box, right: Math.max(label.box.right, below.right), bottom: below.bottom };
	obstacles.taken.splice(obstacles.taken.indexOf(label.box), 1, box);
	return { ...label, box, lines: [...label.lines, ...more] };
}

/** Whether a name is nearer to the end of its line than to any other named line, and to any mark of another layer. */
function isNearest(anchor: Spot, end: Spot, layer: number, { lines, marks }: Obstacles): boolean {
	const own = Math.hypot(anchor.x - end.x, anchor.y - end.y);
	return (
		lines.every(
			(line) => line.layer === layer || !line.isNamed || toLine(anchor, line) >= own + NEARER
		) &&
		marks.every(
			(mark) =>
				mark.layer === layer ||
				Math.hypot(mark.at.x - anchor.x, mark.at.y - anchor.y) >= own + NEARER
		)
	);
}

function alongLine(
	layer: LineLayer,
	text: string,
	{ index, plot, obstacles }: At
): Label | undefined {
	const own = obstacles.lines.find((line) => line.layer === index);
	if (!own) return undefined;
	const lines: TextLine[] = [{ text, type: NAME, color: layer.color }];
	const width = textWidth(text, NAME);
	const known = layer.points.filter(({ y }) => y !== null);
	const step = Math.max(1, Math.ceil(known.length / ALONG));
	const places = known.toReversed().filter((_, place) => place % step === 0);
	for (const { x, y } of places)
		for (const gap of ALONG_GAPS.flatMap((size) => [-size, size])) {
			const at = { x: plot.x(x), y: plot.y(y ?? 0) };
			const box = boxOf(lines, { x: at.x - width / 2, y: at.y + gap - (gap < 0 ? LINE : 0) });
			const anchor = { x: at.x, y: gap < 0 ? box.bottom : box.top };
			if (
				within(box, plot.area) &&
				isFree(box, obstacles) &&
				isNearest(anchor, at, index, obstacles) &&
				isNearestAround(box, index, obstacles)
			)
				return { kind: 'end', layer: index, point: -1, box, lines };
		}
	return undefined;
}

/** Whether both ends of a name along a line are nearer to that line than to any other. */
const isNearestAround = (box: Box, layer: number, { lines }: Obstacles): boolean =>
	[box.left, (box.left + box.right) / 2, box.right].every((x) => {
		const corner = { x, y: (box.top + box.bottom) / 2 };
		const own = lines.find((line) => line.layer === layer);
		return (
			own !== undefined &&
			lines.every(
				(line) => line === own || !line.isNamed || toLine(corner, line) > toLine(corner, own)
			)
		);
	});

const boxOf = (lines: readonly TextLine[], { x, y }: Spot): Box => ({
	left: x,
	top: y,
	right: x + Math.max(...lines.map(({ text, type }) => textWidth(text, type))),
	bottom: y + lines.length * LINE
});
