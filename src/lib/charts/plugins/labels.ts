import type { Chart, Plugin } from 'chart.js';
import type { ChartSpec, LineLayer, Point } from '../spec.ts';
import type { Theme } from '../theme.ts';
import { RUG_ROOM } from './rug.ts';

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const LINE = 15;
/** Width of the rim in the colour of the page that keeps words readable where a line runs under them. */
const RIM = 4;

/** The text, or its beginning with an ellipsis where a width is too small for it. */
function fitting(ctx: CanvasRenderingContext2D, text: string, width: number): string {
	if (ctx.measureText(text).width <= width) return text;
	let length = text.length - 1;
	while (length > 0 && ctx.measureText(`${text.slice(0, length)}…`).width > width) length--;
	return `${text.slice(0, length).trimEnd()}…`;
}

/** Writes with a rim in the colour of the page. */
function rimmed(ctx: CanvasRenderingContext2D, theme: Theme, text: string, x: number, y: number) {
	ctx.lineJoin = 'round';
	ctx.lineWidth = RIM;
	ctx.strokeStyle = theme.colour('paper');
	ctx.strokeText(text, x, y);
	ctx.fillText(text, x, y);
}

const overlaps = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Writes names beside lines and points instead of a legend; a label that would cover another is left out. */
export const labels = (spec: () => ChartSpec, theme: () => Theme): Plugin => ({
	id: 'labels',
	afterDatasetsDraw: (chart) => {
		const { ctx } = chart;
		const { x, y } = chart.scales;
		if (!x || !y) return;
		ctx.save();
		const taken: Box[] = pointBoxes(chart, spec());
		drawNotes(chart, spec(), theme(), taken);
		drawRugLabel(chart, spec(), theme());
		drawLineEnds(chart, spec(), theme(), taken);
		drawPointLabels(chart, spec(), theme(), taken);
		ctx.restore();
	}
});

function pointBoxes({ scales: { x, y } }: Chart, spec: ChartSpec): Box[] {
	if (!x || !y) return [];
	return spec.layers
		.filter((layer) => layer.kind === 'marks' || (layer.kind === 'line' && !layer.bare))
		.flatMap(({ points }) =>
			points.flatMap((point) => {
				if (point.y === null) return [];
				const [at, level] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
				const size = point.size ?? 4;
				return [{ left: at - size, right: at + size, top: level - size, bottom: level + size }];
			})
		);
}

function drawNotes(
	{ ctx, chartArea, scales: { x } }: Chart,
	spec: ChartSpec,
	theme: Theme,
	taken: Box[]
) {
	if (!x) return;
	ctx.font = `600 12px ${theme.font}`;
	ctx.fillStyle = theme.colour('ink');
	ctx.strokeStyle = theme.colour('mute');
	ctx.lineWidth = 1;
	ctx.textBaseline = 'top';
	for (const { x: day, text } of spec.notes ?? []) {
		if (day < x.min || day > x.max) continue;
		const at = x.getPixelForValue(day);
		ctx.setLineDash([2, 3]);
		ctx.beginPath();
		ctx.moveTo(at, chartArea.top);
		ctx.lineTo(at, chartArea.bottom);
		ctx.stroke();
		ctx.setLineDash([]);
		const width = ctx.measureText(text).width;
		const left = at - width - 6 < chartArea.left ? at + 6 : at - width - 6;
		ctx.textAlign = 'left';
		rimmed(ctx, theme, text, left, chartArea.top + 2);
		ctx.lineWidth = 1;
		ctx.strokeStyle = theme.colour('mute');
		taken.push({ left, right: left + width, top: chartArea.top, bottom: chartArea.top + LINE });
	}
}

function drawRugLabel({ ctx, chartArea, width }: Chart, { rug }: ChartSpec, theme: Theme) {
	if (!rug) return;
	ctx.font = `12px ${theme.font}`;
	ctx.fillStyle = theme.colour('mute');
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	const left = chartArea.right + 8;
	ctx.fillText(fitting(ctx, rug.label, width - left), left, chartArea.bottom + RUG_ROOM / 2);
}

/** Names at the ends of lines, moved apart where they would meet. */
function drawLineEnds(
	{ ctx, chartArea, width: whole, scales: { x, y } }: Chart,
	spec: ChartSpec,
	theme: Theme,
	taken: Box[]
) {
	if (!x || !y) return;
	const ends = spec.layers
		.filter((layer): layer is LineLayer => layer.kind === 'line' && layer.label !== '')
		.flatMap((layer) => {
			const last = layer.points.findLast((point) => point.y !== null);
			if (typeof last?.y !== 'number') return [];
			return [{ layer, at: x.getPixelForValue(last.x), level: y.getPixelForValue(last.y) }];
		})
		.sort((a, b) => a.level - b.level);
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	let lowest = -Infinity;
	for (const { layer, at, level } of ends) {
		const height = layer.sublabel ? 2 * LINE : LINE;
		const middle = Math.max(level, lowest + LINE / 2);
		lowest = middle - LINE / 2 + height;
		const left = Math.min(at + 12, chartArea.right + 8);
		ctx.font = `600 13px ${theme.font}`;
		ctx.fillStyle = theme.colour(layer.colour);
		const name = fitting(ctx, layer.label, whole - left);
		rimmed(ctx, theme, name, left, middle);
		const width = ctx.measureText(name).width;
		if (layer.sublabel) {
			ctx.font = `12px ${theme.font}`;
			ctx.fillStyle = theme.colour('mute');
			rimmed(ctx, theme, fitting(ctx, layer.sublabel, whole - left), left, middle + LINE);
		}
		taken.push({
			left,
			right: left + width,
			top: middle - LINE / 2,
			bottom: middle - LINE / 2 + height
		});
	}
}

function drawPointLabels(chart: Chart, spec: ChartSpec, theme: Theme, taken: Box[]) {
	const { ctx } = chart;
	ctx.textBaseline = 'middle';
	ctx.textAlign = 'left';
	for (const layer of spec.layers) {
		if (layer.kind === 'area' || layer.kind === 'bars') continue;
		const strong = layer.kind === 'line';
		ctx.font = `${strong ? 600 : 400} 12px ${theme.font}`;
		ctx.fillStyle = theme.colour(strong ? 'ink' : 'mute');
		for (const point of layer.points) {
			const box = point.label === undefined ? null : place(chart, point, point.label, taken);
			if (!box) continue;
			rimmed(ctx, theme, point.label ?? '', box.left, (box.top + box.bottom) / 2);
			taken.push(box);
		}
	}
}

/** The first free place around a point: above, right, left, below; or below first. */
function place(
	{ ctx, chartArea, scales: { x, y } }: Chart,
	point: Point,
	text: string,
	taken: readonly Box[]
): Box | null {
	if (!x || !y || point.y === null) return null;
	const [at, level] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
	const size = (point.size ?? 4) + 4;
	const width = ctx.measureText(text).width;
	const spots = [
		[at - width / 2, level - size - LINE],
		[at + size, level - LINE / 2],
		[at - size - width, level - LINE / 2],
		[at - width / 2, level + size]
	] as const;
	const boxes = (point.under ? spots.toReversed() : spots).map(([left, top]) => ({
		left,
		top,
		right: left + width,
		bottom: top + LINE
	}));
	return (
		boxes.find(
			(box) =>
				box.left >= chartArea.left &&
				box.right <= chartArea.right &&
				box.top >= chartArea.top - LINE &&
				box.bottom <= chartArea.bottom &&
				!taken.some((other) => overlaps(box, other))
		) ?? null
	);
}
