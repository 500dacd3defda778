import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { legendOf, type LegendEntry } from '#lib/charts/legend.ts';
import { readable } from '#lib/domain/text/format.ts';
import { captionOf, type Drawing, type Figure } from '#lib/figures/figure.ts';
import { drawnBars } from './bars.ts';
import type { Area, Drawn, Pen } from './canvas.ts';
import { drawnChart } from './chart.ts';
import { drawnEffects } from './effects.ts';
import { registerFonts } from './fonts.ts';
import { CARD, type Look } from './look.ts';
import { drawnMap } from './map.ts';
import { paintOf } from './palette.ts';
import {
	balanced,
	inRows,
	wrappedLines,
	widthOf,
	write,
	writeLines,
	type Setting
} from './text.ts';

const MARGIN = 28;
const PRODUCT = 'Groundswell';
/** Space between the parts of a picture. */
const GAP = 12;
/** Least height of the drawing on a card, whose height is given. */
const LEAST = 160;

/**
 * A figure with its words as one picture: finding, measure, drawing, source, day, release and product.
 * The same figure and look give the same pixels.
 */
export function drawPicture(figure: Figure, look: Look): Canvas {
	registerFonts();
	const { width, scale, isCard } = look;
	const paint = paintOf(look.theme);
	const narrow = width < 560;
	const margin = narrow ? 16 : MARGIN;
	const inner = width - 2 * margin;
	const sketch: Pen = {
		ctx: createCanvas(1, 1).getContext('2d'),
		paint,
		scheme: look.theme,
		scale
	};
	const title: Setting = {
		family: 'serif',
		size: narrow ? 21 : isCard ? 26 : 28,
		leading: narrow ? 26 : isCard ? 31 : 34,
		weight: 600,
		color: paint('ink')
	};
	const text: Setting = {
		family: 'sans',
		size: 13.5,
		leading: 19,
		weight: 400,
		color: paint('mute')
	};
	const note: Setting = { ...text, size: 12.5, leading: 18 };
	const brand: Setting = { ...title, size: 15, leading: 20 };
	const lines = (words: string, setting: Setting, most: number) =>
		wrappedLines(sketch.ctx, words, setting, { width: inner, ...(isCard ? { most } : {}) });
	const head = balanced(sketch.ctx, figure.title, title, {
		width: inner,
		...(isCard ? { most: 2 } : {})
	});
	const measure = lines(captionOf(figure), text, 2);
	const source = lines(`Source: ${figure.source}.`, note, 2);
	const dated = `${readable(figure.on)} · version ${figure.release}`;
	const legend = narrow ? legendRows(figure.drawing, inner, note, sketch) : [];
	const headHeight =
		head.length * title.leading +
		4 +
		measure.length * text.leading +
		legend.length * note.leading +
		GAP;
	const datedWidth = widthOf(sketch.ctx, dated, note);
	const isStacked = datedWidth + GAP + widthOf(sketch.ctx, PRODUCT, brand) > inner;
	const footHeight =
		GAP + 9 + source.length * note.leading + brand.leading * (isStacked ? 2 : 1) + 2;
	const drawn = drawingOf(figure.drawing, inner, sketch);
	const height = isCard
		? CARD.height / scale
		: Math.round(2 * margin + headHeight + drawn.height + footHeight);
	const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
	const pen: Pen = { ...sketch, ctx: canvas.getContext('2d') };
	const { ctx } = pen;
	ctx.scale(scale, scale);
	ctx.fillStyle = paint('paper');
	ctx.fillRect(0, 0, width, height);
	let y = margin + writeLines(ctx, head, title, { x: margin, y: margin }) + 4;
	y += writeLines(ctx, measure, text, { x: margin, y });
	for (const row of legend) {
		for (const { thing, x } of row)
			write(
				ctx,
				wordsOf(thing),
				{ ...note, color: paint(thing.color) },
				{
					x: margin + x,
					y: y + note.leading / 2
				}
			);
		y += note.leading;
	}
	y += GAP;
	const area: Area = {
		x: margin,
		y,
		width: inner,
		height: isCard ? Math.max(LEAST, height - margin - footHeight - y) : drawn.height
	};
	drawInto(figure.drawing, area, pen);
	y = height - margin - footHeight + GAP;
	ctx.fillStyle = paint('rule');
	ctx.fillRect(margin, y, inner, 1);
	y += 9 + writeLines(ctx, source, note, { x: margin, y: y + 9 });
	write(ctx, PRODUCT, brand, { x: margin, y: y + brand.leading / 2 + 2 });
	write(ctx, dated, note, {
		x: isStacked ? margin : width - margin - datedWidth,
		y: y + brand.leading / 2 + 2 + (isStacked ? brand.leading : 0)
	});
	return canvas;
}

/** Marks of a legend, as letters. */
const MARKS: Readonly<Record<LegendEntry['drawn'], string>> = {
	line: '—',
	area: '■',
	bar: '■',
	circle: '●',
	diamond: '◆',
	square: '■',
	triangle: '▲'
};
/** Between two names of a legend. */
const APART = 14;

/** The series of a narrow chart, which has no room to name each beside its line; none where one alone is drawn. */
const legendRows = (drawing: Drawing, width: number, note: Setting, { ctx }: Pen) => {
	const entries = drawing.kind === 'chart' ? legendOf(drawing.spec) : [];
	return inRows(entries.length < 2 ? [] : entries, (entry) => widthOf(ctx, wordsOf(entry), note), {
		width,
		apart: APART
	});
};

const wordsOf = ({ title, drawn }: LegendEntry) => `${MARKS[drawn]} ${title}`;

/** How much larger than on a page few bars are drawn where a picture has room for more. */
const MOST_ENLARGED = 1.8;

/** Draws into an area; bars that would leave much of it empty are enlarged. */
function drawInto(drawing: Drawing, area: Area, pen: Pen): void {
	const drawn = drawingOf(drawing, area.width, pen);
	const room = area.height / drawn.height;
	if (drawing.kind !== 'bars' || room <= 1.1) return drawn.draw(area);
	const factor = Math.min(MOST_ENLARGED, room);
	const { ctx } = pen;
	ctx.save();
	ctx.translate(area.x, area.y);
	ctx.scale(factor, factor);
	const own = { x: 0, y: 0, width: area.width / factor, height: area.height / factor };
	drawingOf(drawing, own.width, pen).draw(own);
	ctx.restore();
}

function drawingOf(drawing: Drawing, width: number, pen: Pen): Drawn {
	switch (drawing.kind) {
		case 'chart':
			return drawnChart(drawing.spec, drawing.size, width, pen);
		case 'bars':
			return drawnBars(drawing.spec, width, pen);
		case 'effects':
			return drawnEffects(drawing.spec, width, pen);
		case 'map':
			return drawnMap(drawing.spec, width, pen);
	}
}
