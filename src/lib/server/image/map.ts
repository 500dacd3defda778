import { Path2D } from '@napi-rs/canvas';
import { apart, SYMBOL } from '#lib/map/marks.ts';
import type { MapSpec, Step } from '#lib/map/drawing/spec.ts';
import type { Area, Drawn, Pen } from './canvas.ts';
import { stripes } from './pattern.ts';
import { linesOf, widthOf, write, writeLines, type Setting } from './text.ts';

const SWATCH = { width: 22, height: 12 };
const LINE = 22;
/** Room between places of one spot, and how small those at the centre of their county are. */
const APART = 11;
const COARSE = 0.7;
/** Size of the marks beside that on a page, and from which width of the map on they have it. */
const MARKS = { size: 0.9, from: 700 };

/** A map with the key to its colours, as a page has it. */
export function drawnMap(spec: MapSpec, width: number, pen: Pen): Drawn {
	const { ctx, paint } = pen;
	const words: Setting = {
		family: 'sans',
		size: 13,
		weight: 400,
		leading: 19,
		colour: paint('ink')
	};
	const small: Setting = { ...words, size: 12.5, leading: 18, colour: paint('mute') };
	const key = keyLines(spec, width, (text) => widthOf(ctx, text, words));
	const method = linesOf(ctx, spec.legend.method, small, { width });
	const keyHeight = 10 + key.length * LINE + method.length * small.leading;
	const [left, top, right, bottom] = spec.frame;
	return {
		height: (width * (bottom - top)) / (right - left) + keyHeight,
		draw: (area) => {
			drawSheet(spec, { ...area, height: area.height - keyHeight }, pen);
			let y = area.y + area.height - keyHeight + 10;
			for (const line of key) {
				let x = area.x;
				for (const { step, label } of line) {
					swatch(step, { x, y: y + 5, ...SWATCH }, pen);
					x += SWATCH.width + 6;
					x += write(ctx, label, words, { x, y: y + LINE / 2 }) + 16;
				}
				y += LINE;
			}
			writeLines(ctx, method, small, { x: area.x, y });
		}
	};
}

interface KeyEntry {
	step: Step;
	label: string;
}

function keyLines(
	{ legend }: MapSpec,
	width: number,
	measure: (text: string) => number
): KeyEntry[][] {
	const entries: KeyEntry[] = [
		...legend.classes,
		{ step: 'none', label: legend.noRecord },
		...(legend.hasOutside ? [{ step: 'outside' as const, label: 'not asked for' }] : [])
	];
	const lines: KeyEntry[][] = [];
	let taken = Infinity;
	for (const entry of entries) {
		const own = SWATCH.width + 22 + measure(entry.label);
		if (taken + own > width + 16) {
			lines.push([]);
			taken = 0;
		}
		lines.at(-1)?.push(entry);
		taken += own;
	}
	return lines;
}

const hatched = ({ ctx, paint, scale }: Pen, step: number) =>
	stripes(ctx, scale, { ground: paint('blank'), line: paint('stripe'), share: 0.28, step });

function swatch(step: Step, { x, y, width, height }: Area, pen: Pen): void {
	const { ctx, paint } = pen;
	if (step === 'outside') {
		ctx.strokeStyle = paint('rule');
		ctx.lineWidth = 1;
		ctx.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
		return;
	}
	ctx.fillStyle = step === 'none' ? hatched(pen, 6) : paint(`ramp-${step}`);
	ctx.fillRect(x, y, width, height);
}

/** Regions and places, as large as the area allows and in its middle. */
function drawSheet(spec: MapSpec, area: Area, pen: Pen): void {
	const { ctx, paint } = pen;
	const [left, top, right, bottom] = spec.frame;
	const zoom = Math.min(area.width / (right - left), area.height / (bottom - top));
	ctx.save();
	ctx.beginPath();
	ctx.rect(area.x, area.y, area.width, area.height);
	ctx.clip();
	ctx.translate(
		area.x + (area.width - zoom * (right - left)) / 2 - zoom * left,
		area.y + (area.height - zoom * (bottom - top)) / 2 - zoom * top
	);
	ctx.scale(zoom, zoom);
	ctx.lineJoin = 'round';
	const none = stripes(ctx, pen.scale * zoom, {
		ground: paint('blank'),
		line: paint('stripe'),
		share: 0.28,
		step: 7 / zoom
	});
	ctx.strokeStyle = paint('rule');
	ctx.lineWidth = 0.8 / zoom;
	for (const { path } of spec.around) ctx.stroke(new Path2D(path));
	const ordered = spec.shapes.toSorted((a, b) => Number(a.isSelected) - Number(b.isSelected));
	for (const { path, step, isSelected } of ordered) {
		const outline = new Path2D(path);
		if (step !== 'outside') {
			ctx.fillStyle = step === 'none' ? none : paint(`ramp-${step}`);
			ctx.fill(outline);
		}
		ctx.strokeStyle = isSelected ? paint('ink') : paint(step === 'outside' ? 'rule' : 'paper');
		ctx.lineWidth = (isSelected ? 2.2 : 0.8) / zoom;
		ctx.stroke(outline);
	}
	const unit = (right - left) / 1000;
	const marks = MARKS.size * Math.min(1, (zoom * (right - left)) / MARKS.from);
	const placed = apart(spec.points, unit * APART);
	for (const { at, mark, isOpen, isCoarse } of placed) {
		ctx.save();
		ctx.translate(at[0], at[1]);
		const size = (marks * (isCoarse ? COARSE : 1)) / zoom;
		ctx.scale(size, size);
		const symbol = new Path2D(SYMBOL[mark]);
		const colour = mark === 'neutral' ? 'mute' : mark === 'permissive' ? 'support' : 'oppose';
		ctx.lineWidth = isOpen ? 2 : 3;
		ctx.strokeStyle = paint(isOpen ? colour : 'paper');
		ctx.fillStyle = paint(isOpen ? 'paper' : colour);
		if (!isOpen) ctx.stroke(symbol);
		ctx.fill(symbol);
		if (isOpen) ctx.stroke(symbol);
		ctx.restore();
	}
	ctx.restore();
}
