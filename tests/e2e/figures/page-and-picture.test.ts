import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import { expect, inject, it, vi } from 'vitest';
import type { ChartFigure } from '#lib/figures/figure.ts';
import { CHARTS } from '#lib/figures/registry.ts';
import { entryOf, exampleOf, resolveFigure } from '#lib/figures/embed/resolve.ts';
import { drawnChart } from '#lib/server/image/chart.ts';
import { registerFonts } from '#lib/server/image/fonts.ts';
import { paintOf } from '#lib/server/image/palette.ts';
import { HEIGHT, useBrowser } from '../setup/visit.ts';

/** What a page writes into a chart, against what the picture of the same figure writes at the same width. */

/** Words painted on a canvas, in pixels of the page. */
interface Written {
	text: string;
	align: string;
	x: number;
	y: number;
	width: number;
}

interface Drawn {
	width: number;
	height: number;
	written: Written[];
}

/** What `noteWriting` puts into a page. */
interface Notes {
	writtenOn: (canvas: HTMLCanvasElement) => Written[];
}

/** Drawn as part of the page, not on a canvas. */
const DRAWN_OTHERWISE = ['question', 'house-effects'];
const IDS = Object.keys(CHARTS).filter((id) => !DRAWN_OTHERWISE.includes(id));
const WIDTHS = [900, 360];
/** How far the same words may stand apart: a browser rounds places to whole pixels, a picture to halves. */
const APART = 1;
/** How much of its width the same words may differ by: another engine sets them, in the same typeface. */
const WIDER = 0.03;
/** As pictures are served: two pixels of the file for one of the page. */
const SCALE = 2;

const { visit } = useBrowser();
const site: typeof fetch = (input, init) =>
	fetch(new URL(input instanceof Request ? input.url : input, inject('site')), init);

/** The figure of a chart, and the address of the page with it alone. */
async function figureOf(id: string): Promise<{ figure: ChartFigure; path: string }> {
	const base = new URL(inject('site'));
	const entry = entryOf('chart', id);
	const query = new URLSearchParams(await exampleOf(entry, site, base)).toString();
	const path = `/embed/chart/${id}${query === '' ? '' : `?${query}`}`;
	const figure = await resolveFigure(site, entry, new URL(path, base));
	if (figure?.drawing.kind !== 'chart') throw new Error(`${path} has no chart`);
	return { figure: figure as ChartFigure, path };
}

/** What a picture writes into its chart, and how high the chart is. */
function inPicture({ drawing }: ChartFigure, width: number): Drawn {
	registerFonts();
	const ctx = createCanvas(1, 1).getContext('2d');
	const written: Written[] = [];
	// Every canvas writes with the function of its kind.
	const kind = Object.getPrototypeOf(ctx) as SKRSContext2D;
	const writing = vi.spyOn(kind, 'fillText').mockImplementation(function (
		this: SKRSContext2D,
		text,
		x,
		y
	) {
		const { a, d, e, f } = this.getTransform();
		written.push({
			text,
			align: this.textAlign,
			x: (a * x + e) / SCALE,
			y: (d * y + f) / SCALE,
			width: this.measureText(text).width
		});
	});
	try {
		const pen = { ctx, paint: paintOf('light'), scheme: 'light' as const, scale: SCALE };
		const { height, draw } = drawnChart(drawing.spec, drawing.size, width, pen);
		draw({ x: 0, y: 0, width, height });
		return { width, height, written };
	} finally {
		writing.mockRestore();
	}
}

/** From now on notes what is written on each canvas of a page, from nothing wherever one is wiped. */
const noteWriting = (page: Page) =>
	page.evaluate(() => {
		type Method = (this: CanvasRenderingContext2D, ...given: unknown[]) => void;
		const kind = CanvasRenderingContext2D.prototype;
		const clearRect = Reflect.get(kind, 'clearRect') as Method;
		const fillText = Reflect.get(kind, 'fillText') as Method;
		const notes = new WeakMap<HTMLCanvasElement, Written[]>();
		kind.clearRect = function (...box) {
			notes.set(this.canvas, []);
			clearRect.apply(this, box);
		};
		kind.fillText = function (text, x, y, ...most) {
			const { a, d, e, f } = this.getTransform();
			notes.get(this.canvas)?.push({
				text,
				align: this.textAlign,
				x: (a * x + e) / devicePixelRatio,
				y: (d * y + f) / devicePixelRatio,
				width: this.measureText(text).width
			});
			fillText.call(this, text, x, y, ...most);
		};
		Object.assign(globalThis, {
			writtenOn: (canvas: HTMLCanvasElement) => notes.get(canvas) ?? []
		});
	});

/** What a page has written into its chart since `noteWriting`; nothing before it has drawn it anew. */
const onPage = (page: Page): Promise<Drawn> =>
	page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => ({
		width: canvas.clientWidth,
		height: canvas.clientHeight,
		written: (globalThis as unknown as Notes).writtenOn(canvas)
	}));

/** Words in an order of their own, whoever wrote them first. */
const inOrder = (written: readonly Written[]) =>
	[...written].sort((a, b) =>
		a.text < b.text ? -1 : a.text > b.text ? 1 : a.x - b.x || a.y - b.y
	);

it.each(IDS)('page and picture write the same words of %s at the same places', async (id) => {
	const { figure, path } = await figureOf(id);
	await visit(path, { width: 1280 }, async (page) => {
		await noteWriting(page);
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: HEIGHT });
			await expect
				.poll(async () => {
					const { width: wide, written } = await onPage(page);
					return wide < width && written.length > 0;
				})
				.toBe(true);
			const shown = await onPage(page);
			const drawn = inPicture(figure, shown.width);
			expect(Math.abs(shown.height - drawn.height)).toBeLessThanOrEqual(APART);
			const [ours, theirs] = [inOrder(shown.written), inOrder(drawn.written)];
			expect(ours.map(({ text }) => text)).toEqual(theirs.map(({ text }) => text));
			for (const [index, words] of ours.entries()) {
				const same = theirs[index];
				const where = `${words.text} at ${width} px`;
				expect(same?.align, where).toBe(words.align);
				expect(Math.abs((same?.x ?? 0) - words.x), where).toBeLessThanOrEqual(APART);
				expect(Math.abs((same?.y ?? 0) - words.y), where).toBeLessThanOrEqual(APART);
				expect(Math.abs((same?.width ?? 0) / words.width - 1), where).toBeLessThanOrEqual(WIDER);
			}
		}
	});
});
