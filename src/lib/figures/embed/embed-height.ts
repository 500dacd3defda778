import type { EffectsSpec } from '#lib/charts/kinds/effects.ts';
import { DOCK, heightFor, NARROW } from '#lib/charts/layout/height.ts';
import type { Drawing } from '../figure.ts';

/** What is drawn, as far as its size needs it: a chart that a page draws itself comes without its spec. */
export type Sized = Drawing | { kind: 'chart'; size: 'small' | 'large' };

/** The words around a drawing. */
export interface Words {
	title: string;
	measure: string;
	source: string;
}

/** Widths between which a frame is as high at most as at one of them; wider ones need no more. */
const WIDTHS = [320, 400, 480, 600, 720, 860, 1000, 1200];
/** Paddings, gaps and the rule above the foot, as EmbedFrame lays them out, and a little to spare. */
const BETWEEN = 90;
const PADDING = 32;
/** A map grows no wider than this, as EmbedFigure draws it. */
const WIDEST_MAP = 968;
/** What the foot says after the source: the day and the release. */
const FOOT = 60;
/** The links of the foot, in letters. */
const LINKS = 52;
/** Words rarely fill a line; measured letters are a little narrower than this. */
const LOOSE = 1.12;

/** Lines that letters take, each so many pixels wide on average. */
const lines = (letters: number, pixels: number, width: number): number =>
	Math.max(1, Math.ceil((letters * pixels * LOOSE) / width));

/** Height of the words at a width, as their sizes in EmbedFrame and the style sheets of all pages make it. */
function wordsAt(width: number, { title, measure, source }: Words): number {
	const content = width - PADDING;
	const size = Math.min(28, Math.max(20, 19.2 + 0.011 * width));
	const small = (letters: number, line: number) => lines(letters, 6.5, content) * line;
	return (
		BETWEEN +
		lines(title.length, size * 0.49, content) * size * 1.2 +
		small(measure.length, 19) +
		small(source.length + FOOT, 19) +
		small(LINKS, 28)
	);
}

/** Rows as high as their names, which take 36 of 100 parts of the width, as Effects.svelte lays them out. */
const effectsAt = (width: number, { rows }: EffectsSpec): number =>
	24 +
	rows.reduce((sum, { name }) => sum + 10 + 16 * lines(name.length, 6.6, 0.36 * (width - 32)), 0);

function drawingAt(width: number, drawing: Sized): number {
	const content = width - PADDING;
	switch (drawing.kind) {
		case 'chart':
			return heightFor(drawing.size, content) + (content <= NARROW ? DOCK.height + DOCK.gap : 0);
		case 'map':
			return Math.min(WIDEST_MAP, content) * 0.6 + (width < 800 ? 142 : 72);
		case 'bars':
			return drawing.spec.bars.length * 66 + 80;
		case 'effects':
			return effectsAt(Math.min(860, content), drawing.spec);
	}
}

/**
 * Height in pixels at which the embed of a figure is whole at any width from 320 pixels, also where its page takes no
 * script and hears nothing of the height it tells. Estimated from its words: tests/e2e/figures/embed-height.test.ts holds it
 * against what a browser lays out.
 */
export function embedHeight(words: Words, drawing: Sized): number {
	const needed = WIDTHS.map((width) => wordsAt(width, words) + drawingAt(width, drawing));
	return Math.ceil(Math.max(...needed) / 10) * 10;
}
