import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { SANS, SERIF } from './palette.ts';

/** How a piece of text is set; sizes in pixels of the picture before scaling. */
export interface Setting {
	family: 'sans' | 'serif';
	size: number;
	weight: 400 | 600;
	color: string;
	/** Distance of the lines. */
	leading: number;
}

const fontOf = ({ family, size, weight }: Setting) =>
	`${weight} ${size}px ${family === 'sans' ? SANS : SERIF}`;

/** Symbols of our legends, which the typefaces lack: drawn, in a square of one unit around the origin. */
const SYMBOLS: Record<string, { path: string; isOutline?: true }> = {
	'●': { path: 'M-.5 0A.5 .5 0 1 0 .5 0A.5 .5 0 1 0-.5 0Z' },
	'○': { path: 'M-.45 0A.45 .45 0 1 0 .45 0A.45 .45 0 1 0-.45 0Z', isOutline: true },
	'◇': { path: 'M0-.55L.5 0L0 .55L-.5 0Z', isOutline: true },
	'◆': { path: 'M0-.6L.6 0L0 .6L-.6 0Z' },
	'■': { path: 'M-.45-.45H.45V.45H-.45Z' },
	'▲': { path: 'M0-.5L.55 .45H-.55Z' },
	'▽': { path: 'M0 .5L.5-.4H-.5Z', isOutline: true }
};
const PARTS = new RegExp(`([${Object.keys(SYMBOLS).join('')}])`);
/** Size and width of a symbol by the size of the type beside it. */
const SYMBOL_SIZE = 0.62;
const SYMBOL_WIDTH = 0.78;

const partsOf = (text: string) => text.split(PARTS).filter((part) => part !== '');

/** How wide text comes out. */
export function widthOf(ctx: SKRSContext2D, text: string, setting: Setting): number {
	ctx.font = fontOf(setting);
	return partsOf(text).reduce(
		(sum, part) =>
			sum + (part in SYMBOLS ? setting.size * SYMBOL_WIDTH : ctx.measureText(part).width),
		0
	);
}

/**
 * Text cut into lines that fit a width; what does not fit in `most` lines ends in an ellipsis.
 * A word wider than a line is cut.
 */
export function wrappedLines(
	ctx: SKRSContext2D,
	text: string,
	setting: Setting,
	{ width, most = Infinity }: { width: number; most?: number }
): string[] {
	const fits = (line: string) => widthOf(ctx, line, setting) <= width;
	const lines: string[] = [];
	let line = '';
	const words = text.split(/\s+/).filter((word) => word !== '');
	for (const [index, word] of words.entries()) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (fits(longer)) {
			line = longer;
			continue;
		}
		if (lines.length === most - 1) {
			lines.push(cut([line, ...words.slice(index)].filter(Boolean).join(' '), fits));
			return lines;
		}
		if (line !== '') lines.push(line);
		line = fits(word) ? word : cut(word, fits);
	}
	if (line !== '') lines.push(line);
	return lines;
}

/** The same lines as even as they go: the narrowest column that takes no line more. */
export function balanced(
	ctx: SKRSContext2D,
	text: string,
	setting: Setting,
	{ width, most = Infinity }: { width: number; most?: number }
): string[] {
	const lines = wrappedLines(ctx, text, setting, { width, most });
	if (lines.length < 2 || lines.at(-1)?.endsWith('…')) return lines;
	let [low, high] = [width / lines.length, width];
	while (high - low > 1) {
		const middle = (low + high) / 2;
		const tried = wrappedLines(ctx, text, setting, { width: middle });
		if (tried.length <= lines.length && !tried.some((line) => line.endsWith('…'))) high = middle;
		else low = middle;
	}
	return wrappedLines(ctx, text, setting, { width: high, most });
}

/** The longest beginning of a text that fits with an ellipsis. */
function cut(text: string, fits: (line: string) => boolean): string {
	let [low, high] = [0, text.length];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (fits(`${text.slice(0, middle).trimEnd()}…`)) low = middle;
		else high = middle - 1;
	}
	return `${text.slice(0, low).trimEnd()}…`;
}

/** Writes one line from the left; `y` is the middle of the line. @returns its width */
export function write(
	ctx: SKRSContext2D,
	text: string,
	setting: Setting,
	{ x, y }: { x: number; y: number }
): number {
	ctx.save();
	ctx.font = fontOf(setting);
	ctx.textAlign = 'left';
	ctx.textBaseline = 'alphabetic';
	ctx.fillStyle = setting.color;
	ctx.strokeStyle = setting.color;
	const baseline = y + setting.size * 0.36;
	let at = x;
	for (const part of partsOf(text)) {
		const symbol = SYMBOLS[part];
		if (!symbol) {
			ctx.fillText(part, at, baseline);
			at += ctx.measureText(part).width;
			continue;
		}
		const size = setting.size * SYMBOL_SIZE;
		ctx.save();
		ctx.translate(at + (setting.size * SYMBOL_WIDTH) / 2, y + setting.size * 0.02);
		ctx.scale(size, size);
		const path = new Path2D(symbol.path);
		if (symbol.isOutline) {
			ctx.lineWidth = 1.3 / size;
			ctx.stroke(path);
		} else ctx.fill(path);
		ctx.restore();
		at += setting.size * SYMBOL_WIDTH;
	}
	ctx.restore();
	return at - x;
}

/** Writes lines below each other from a top edge. @returns the height taken */
export function writeLines(
	ctx: SKRSContext2D,
	lines: readonly string[],
	setting: Setting,
	{ x, y }: { x: number; y: number }
): number {
	for (const [index, line] of lines.entries())
		write(ctx, line, setting, { x, y: y + (index + 0.5) * setting.leading });
	return lines.length * setting.leading;
}

/** Things beside each other from the left, in rows that fit a width. @returns each with where it begins in its row */
export function inRows<Thing>(
	things: readonly Thing[],
	widthOf: (thing: Thing) => number,
	{ width, apart }: { width: number; apart: number }
): { thing: Thing; x: number }[][] {
	const rows: { thing: Thing; x: number }[][] = [];
	let x = Infinity;
	for (const thing of things) {
		const wide = widthOf(thing);
		if (x + wide > width) {
			rows.push([]);
			x = 0;
		}
		rows.at(-1)?.push({ thing, x });
		x += wide + apart;
	}
	return rows;
}
