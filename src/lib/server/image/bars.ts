import type { SKRSContext2D } from '@napi-rs/canvas';
import {
	BAR,
	barMarks,
	barPatterns,
	barSwatch,
	type Fitting
} from '#lib/charts/drawing/stacked-svg.ts';
import { barKey, type Bar, type StackedSpec } from '#lib/charts/kinds/stacked-spec.ts';
import type { Svg } from '#lib/drawing/svg.ts';
import type { Drawn, Pen } from './canvas.ts';
import { drawSvg, inPicture, strip } from './svg.ts';
import { inRows, wrappedLines, widthOf, write, writeLines, type Setting } from './text.ts';
import { lowered } from '#lib/domain/text/format.ts';

const GAP = 12;
const SCALE_ROOM = 26;
const KEY_LINE = 24;
const SWATCH = 12;

/** Answers as bars by subgroup, as a page has them; bars that do not fit the height are counted in words. */
export function drawnBars(spec: StackedSpec, width: number, pen: Pen): Drawn {
	const { ctx, paint } = pen;
	const name: Setting = {
		family: 'sans',
		size: 14,
		weight: 400,
		leading: 20,
		color: paint('ink')
	};
	const small: Setting = { ...name, size: 12.5, leading: 18, color: paint('mute') };
	const keyLines = inRows(barKey(spec), ({ label }) => SWATCH + 6 + widthOf(ctx, label, name), {
		width,
		apart: 18
	});
	const within = (bar: Bar) => {
		const grades = bar.segments.flatMap((segment) => segment.within);
		return grades.length === 0
			? []
			: wrappedLines(ctx, `of which ${grades.map(({ text }) => lowered(text)).join('; ')}`, small, {
					width
				});
	};
	const heightOf = (bar: Bar) => {
		const lines = within(bar);
		return (
			name.leading +
			BAR.height +
			(lines.length > 0 ? BAR.gap + BAR.grades + 4 + lines.length * small.leading : 0) +
			GAP
		);
	};
	const keyHeight = keyLines.length * KEY_LINE + (keyLines.length > 0 ? GAP : 0);
	return {
		height: keyHeight + spec.bars.reduce((sum, bar) => sum + heightOf(bar), 0) + SCALE_ROOM,
		draw: (area) => {
			const medium = inPicture(paint);
			const drawn: Svg[] = [barPatterns(medium)];
			const add = (y: number, height: number, marks: Svg, x = 0, wide = area.width) =>
				drawn.push(strip({ x, y: y - area.y, width: wide, height }, marks));
			let y = area.y;
			for (const line of keyLines) {
				for (const { thing, x } of line) {
					add(y + 5, SWATCH, barSwatch(thing.fill, medium), x, SWATCH);
					write(ctx, thing.label, name, { x: area.x + x + SWATCH + 6, y: y + 11 });
				}
				y += KEY_LINE;
			}
			if (keyLines.length > 0) y += GAP;
			const end = area.y + area.height - SCALE_ROOM;
			const fits = fittingOf(spec, area.width, ctx, name);
			let left = spec.bars.length;
			for (const bar of spec.bars) {
				if (y + heightOf(bar) - GAP > end) break;
				write(ctx, bar.label, name, { x: area.x, y: y + name.leading / 2 });
				y += name.leading;
				add(y, BAR.height + BAR.gap + BAR.grades, barMarks(bar, spec, fits, medium));
				y += BAR.height;
				const lines = within(bar);
				if (lines.length > 0) {
					y += BAR.gap + BAR.grades + 4;
					y += writeLines(ctx, lines, small, { x: area.x, y });
				}
				y += GAP;
				left--;
			}
			drawSvg(ctx, { ...area, height: y - area.y }, drawn);
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

/** Room that words of a segment leave on both sides, and between figure and name. */
const PADDING = 14;
const BETWEEN = 7;

/** Words fit where they are no wider than the segment, as they are measured. */
function fittingOf(
	{ max }: StackedSpec,
	width: number,
	ctx: SKRSContext2D,
	setting: Setting
): Fitting {
	const figure: Setting = { ...setting, size: 13, weight: 600 };
	const name: Setting = { ...figure, weight: 400 };
	const roomIn = ({ from, to }: { from: number; to: number }) => ((to - from) / max) * width;
	const figureWidth = (text: string) => widthOf(ctx, text, figure) + PADDING;
	return {
		figure: (segment) => figureWidth(segment.figure) <= roomIn(segment),
		name: (segment) =>
			figureWidth(segment.figure) + BETWEEN + widthOf(ctx, segment.label, name) <= roomIn(segment)
	};
}
