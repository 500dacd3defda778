import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { drawPicture } from '#lib/server/image/picture.ts';
import { CARD, type Look } from '#lib/server/image/look.ts';
import { ENTRIES, siteOver } from './site.ts';

const LOOK: Look = { width: 800, scale: 1, theme: 'light', isCard: false };
const AS_CARD: Look = {
	width: CARD.layout,
	scale: CARD.width / CARD.layout,
	theme: 'dark',
	isCard: true
};

const site = siteOver();

/** A PNG read back: its size and pixels. */
async function read(png: Buffer) {
	const image = await loadImage(png);
	const canvas = createCanvas(image.width, image.height);
	const ctx = canvas.getContext('2d');
	ctx.drawImage(image, 0, 0);
	const { data } = ctx.getImageData(0, 0, image.width, image.height);
	const pixels = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
	return { width: image.width, height: image.height, pixels };
}

describe.each(ENTRIES)('the picture of %s %s', (kind, id) => {
	test('is a card of 1200 by 630, dark where that is asked for', async () => {
		const png = drawPicture(await site.example(kind, id), AS_CARD).toBuffer('image/png');
		const { width, height, pixels } = await read(png);
		expect([width, height]).toEqual([1200, 630]);
		const [corner = 0] = pixels;
		expect(corner & 0xff).toBeLessThan(64);
	});
});

test.each([320, 500, 1600])(
	'a picture %i wide at twice the pixels is twice that wide',
	async (width) => {
		const figure = await site.example('chart', 'polls');
		const png = drawPicture(figure, { ...LOOK, width, scale: 2 }).toBuffer('image/png');
		expect((await read(png)).width).toBe(2 * width);
	}
);

test('the same figure makes the same picture; another theme and another title make another', async () => {
	const figure = await site.example('chart', 'energy');
	const bytes = (look: Look, title = figure.title) =>
		drawPicture({ ...figure, title }, look).toBuffer('image/png');
	expect(bytes(LOOK).equals(bytes(LOOK))).toBe(true);
	expect(bytes({ ...LOOK, theme: 'dark' }).equals(bytes(LOOK))).toBe(false);
	expect(bytes(LOOK, 'Another title').equals(bytes(LOOK))).toBe(false);
});
