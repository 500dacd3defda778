import type { CanvasPattern, SKRSContext2D } from '@napi-rs/canvas';
import {
	lowered,
	type Bar,
	type Fill,
	type Segment,
	type StackedSpec
} from '#lib/charts/kinds/stacked.ts';
import type { Area, Drawn, Pen } from './canvas.ts';
import { stripes } from './pattern.ts';
import { linesOf, widthOf, write, writeLines, type Setting } from './text.ts';

const BAR = 26;
const GRADES = 6;
const GAP = 12;
const SCALE_ROOM = 26;
const KEY_LINE = 24;
const SWATCH = 12;

const SOLID: Partial<Record<Fill, string>> = {
	oppose: 'oppose',
	support: 'support',
	neutral: 'neutral',
	'other-1': 'series-1',
	'other-2': 'series-5',
	'other-3': 'series-4'
};
/** Grounds and stripes of the patterns that stand beside colour. */
const STRIPED: Partial<Record<Fill, { line: string; angle: number }>> = {
	unsure: { line: 'unsure', angle: 45 },
	'oppose-somewhat': { line: 'oppose', angle: 45 },
	'support-somewhat': { line: 'support', angle: -45 }
};
/** Fills on which words need the ink of the page and a rim of its paper. */
const PALE: ReadonlySet<Fill> = new Set<Fill>([
	'neutral',
	'unsure',
	'oppose-somewhat',
	'support-somewhat'
]);

/** Answers as bars by subgroup, as a page has them; bars that do not fit the height are counted in words. */
export function drawnBars(spec: StackedSpec, width: number, pen: Pen): Drawn {
	const { ctx, paint } = pen;
	const name: Setting = {
		family: 'sans',
		size: 14,
		weight: 400,
		leading: 20,
		colour: paint('ink')
	};
	const small: Setting = { ...name, size: 12.5, leading: 18, colour: paint('mute') };
	const keyLines = keyOf(spec, width, ctx, name);
	const within = (bar: Bar) => {
		const grades = bar.segments.flatMap((segment) => segment.within);
		return grades.length === 0
			? []
			: linesOf(ctx, `of which ${grades.map(({ text }) => lowered(text)).join('; ')}`, small, {
					width
				});
	};
	const heightOf = (bar: Bar) => {
		const lines = within(bar);
		return (
			name.leading +
			BAR +
			(lines.length > 0 ? 2 + GRADES + 4 + lines.length * small.leading : 0) +
			GAP
		);
	};
	const keyHeight = keyLines.length * KEY_LINE + (keyLines.length > 0 ? GAP : 0);
	return {
		height: keyHeight + spec.bars.reduce((sum, bar) => sum + heightOf(bar), 0) + SCALE_ROOM,
		draw: (area) => {
			let y = area.y;
			for (const line of keyLines) {
				let x = area.x;
				for (const { fill, label } of line) {
					block(pen, fill, { x, y: y + 5, width: SWATCH, height: SWATCH });
					x += SWATCH + 6;
					x += write(ctx, label, name, { x, y: y + 11 }) + 18;
				}
				y += KEY_LINE;
			}
			if (keyLines.length > 0) y += GAP;
			const end = area.y + area.height - SCALE_ROOM;
			let left = spec.bars.length;
			for (const bar of spec.bars) {
				if (y + heightOf(bar) - GAP > end) break;
				write(ctx, bar.label, name, { x: area.x, y: y + name.leading / 2 });
				y += name.leading;
				drawBar(bar, spec, { ...area, y, height: BAR }, pen);
				y += BAR;
				const lines = within(bar);
				if (lines.length > 0)
					y += 6 + GRADES + writeLines(ctx, lines, small, { x: area.x, y: y + 6 + GRADES });
				y += GAP;
				left--;
			}
			ctx.fillStyle = paint('rule');
			ctx.fillRect(area.x, y, area.width, 1);
			const marks = left > 0 ? ['0', `${left} more on the page`, '100%'] : ['0', '50', '100%'];
			for (const [index, mark] of marks.entries()) {
				const room = area.width - widthOf(ctx, mark, small);
				write(ctx, mark, small, { x: area.x + (room * index) / 2, y: y + 13 });
			}
		}
	};
}

function keyOf(
	{ key, bars }: StackedSpec,
	width: number,
	ctx: SKRSContext2D,
	setting: Setting
): { fill: Fill | 'gap'; label: string }[][] {
	const entries: { fill: Fill | 'gap'; label: string }[] = [
		...key.map(({ fill, label }) => ({ fill, label })),
		...(key.length > 0 && bars.some(({ gap }) => gap)
			? [{ fill: 'gap' as const, label: 'not reported' }]
			: [])
	];
	const lines: { fill: Fill | 'gap'; label: string }[][] = [];
	let taken = Infinity;
	for (const entry of entries) {
		const own = SWATCH + 24 + widthOf(ctx, entry.label, setting);
		if (taken + own > width + 18) {
			lines.push([]);
			taken = 0;
		}
		lines.at(-1)?.push(entry);
		taken += own;
	}
	return lines;
}

function drawBar(bar: Bar, spec: StackedSpec, area: Area, pen: Pen): void {
	const { ctx, paint } = pen;
	const at = (percent: number) => area.x + (percent / spec.max) * area.width;
	const boxOf = ({ from, to }: { from: number; to: number }, y: number, height: number) => ({
		x: at(from),
		y,
		width: at(to) - at(from),
		height
	});
	ctx.fillStyle = paint('blank');
	ctx.fillRect(area.x, area.y, at(100) - area.x, BAR);
	if (bar.gap) block(pen, 'gap', boxOf(bar.gap, area.y, BAR));
	for (const segment of bar.segments) {
		const box = boxOf(segment, area.y, BAR);
		block(pen, segment.fill, box);
		nameSegment(segment, spec, box, pen);
		for (const part of segment.within) block(pen, part.fill, boxOf(part, area.y + BAR + 2, GRADES));
	}
}

/** Figure and, where there is room, name of a segment inside it. */
function nameSegment(segment: Segment, spec: StackedSpec, box: Area, { ctx, paint }: Pen): void {
	const isPale = PALE.has(segment.fill);
	const figure: Setting = {
		family: 'sans',
		size: 13,
		weight: 600,
		leading: 18,
		colour: isPale ? paint('ink') : paint('paper')
	};
	const room = box.width - 14;
	const own = widthOf(ctx, segment.figure, figure);
	if (own > room) return;
	const plain: Setting = { ...figure, weight: 400 };
	const named = spec.kind === 'stacked' && own + 6 + widthOf(ctx, segment.label, plain) <= room;
	const [x, y] = [box.x + 8, box.y + BAR / 2];
	if (isPale) {
		const width = own + (named ? 6 + widthOf(ctx, segment.label, plain) : 0);
		ctx.fillStyle = paint('paper', 0.82);
		ctx.fillRect(x - 4, box.y + 4, width + 8, BAR - 8);
	}
	write(ctx, segment.figure, figure, { x, y });
	if (named) write(ctx, segment.label, plain, { x: x + own + 6, y });
}

function block(pen: Pen, fill: Fill | 'gap', { x, y, width, height }: Area): void {
	const { ctx, paint } = pen;
	ctx.save();
	ctx.fillStyle = fillOf(pen, fill);
	ctx.fillRect(x, y, width, height);
	ctx.strokeStyle = paint('paper');
	ctx.lineWidth = 1;
	ctx.strokeRect(x, y, width, height);
	ctx.restore();
}

function fillOf({ ctx, paint, scale }: Pen, fill: Fill | 'gap'): string | CanvasPattern {
	const striped = fill === 'gap' ? { line: 'unsure', angle: 45 } : STRIPED[fill];
	if (striped)
		return stripes(ctx, scale, {
			ground: paint('blank'),
			line: paint(striped.line, fill === 'gap' ? 0.6 : 1),
			share: fill === 'gap' ? 0.15 : 0.42,
			isFalling: striped.angle < 0
		});
	const solid = fill === 'gap' ? undefined : SOLID[fill];
	return solid === 'neutral' || solid === undefined ? paint('stripe') : paint(solid);
}
