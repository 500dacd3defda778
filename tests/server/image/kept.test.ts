import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import { mkdirSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { describe, expect, test } from 'vitest';
import { CARD, type Look } from '#lib/server/image/look.ts';
import { drawPicture } from '#lib/server/image/picture.ts';
import { fileName } from '../../setup/kept.ts';
import { ENTRIES, siteOver } from './site.ts';

/**
 * Pictures compared with those that somebody has looked at. `UPDATE_IMAGES=1` writes them anew: look at each that
 * changed, and name it in the commit.
 */

const FOLDER = fileURLToPath(new URL('../../kept/images/', import.meta.url));
/** Where a picture that differs is put, beside what differs. */
const FAILED = 'node_modules/.cache/groundswell-images/';
const IS_UPDATE = process.env['UPDATE_IMAGES'] === '1';

/** How far two colors may lie apart as an eye sees them, 0 to 1, and the color of what lies farther apart. */
const PIXELS = { threshold: 0.1, diffColor: [255, 0, 255] } satisfies Parameters<
	typeof pixelmatch
>[5];
/** What part of the pixels may differ: less than a word that has moved, more than what another processor rounds. */
const TOLERANCE = 0.0001;
/** More are no longer looked at. */
const MOST = 60;

const PAGE: Look = { width: 960, scale: 1, theme: 'light', isCard: false };
const PHONE: Look = { ...PAGE, width: 390 };
const SOCIAL: Look = {
	width: CARD.layout,
	scale: CARD.width / CARD.layout,
	theme: 'dark',
	isCard: true
};

type Kind = 'chart' | 'map';
const PICTURES: { name: string; kind: Kind; id: string; look: Look }[] = [
	...ENTRIES.map(([kind, id]) => ({ name: `${kind}-${id}`, kind, id, look: PAGE })),
	...ENTRIES.filter(([kind]) => kind === 'chart').map(([kind, id]) => ({
		name: `${kind}-${id}-phone`,
		kind,
		id,
		look: PHONE
	})),
	{ name: 'chart-polls-dark', kind: 'chart', id: 'polls', look: { ...PAGE, theme: 'dark' } },
	{ name: 'map-map-dark', kind: 'map', id: 'map', look: { ...PAGE, theme: 'dark' } },
	{ name: 'chart-polls-card', kind: 'chart', id: 'polls', look: SOCIAL }
];

const site = siteOver();
const names = PICTURES.map(({ name }) => `${fileName(name)}.png`).sort();

const pixelsOf = (canvas: Canvas) =>
	canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;

async function keptOf(path: string): Promise<Canvas> {
	const image = await loadImage(path);
	const canvas = createCanvas(image.width, image.height);
	canvas.getContext('2d').drawImage(image, 0, 0);
	return canvas;
}

/** What part of the pixels of two pictures differs. @param failed a file for the picture, and one for what differs */
function difference(drawn: Canvas, stored: Canvas, failed: string): number {
	const { width, height } = drawn;
	const [before, after] = [pixelsOf(stored), pixelsOf(drawn)];
	const part = pixelmatch(before, after, undefined, width, height, PIXELS) / (width * height);
	if (part > TOLERANCE) {
		mkdirSync(FAILED, { recursive: true });
		writeFileSync(`${FAILED}${failed}.png`, drawn.toBuffer('image/png'));
		const marked = createCanvas(width, height);
		const shown = marked.getContext('2d').createImageData(width, height);
		pixelmatch(before, after, shown.data, width, height, PIXELS);
		marked.getContext('2d').putImageData(shown, 0, 0);
		writeFileSync(`${FAILED}${failed}-difference.png`, marked.toBuffer('image/png'));
	}
	return part;
}

describe.skipIf(IS_UPDATE)('kept pictures', () => {
	test(`are one for each chart and map, and at most ${MOST}`, () => {
		expect(existsSync(FOLDER) ? readdirSync(FOLDER).sort() : []).toEqual(names);
		expect(names.length).toBeLessThanOrEqual(MOST);
	});

	test('differ by more than their tolerance where one word has moved by three pixels', async () => {
		const figure = await site.example('chart', 'polls');
		const drawn = drawPicture({ ...figure, release: 'RELEASE' }, PAGE);
		const moved = createCanvas(drawn.width, drawn.height);
		const ctx = moved.getContext('2d');
		ctx.drawImage(drawn, 0, 0);
		const [left, top, width, height] = [28, 100, 60, 16];
		ctx.drawImage(drawn, left, top, width, height, left + 3, top, width, height);
		expect(difference(drawn, moved, 'moved')).toBeGreaterThan(TOLERANCE);
	});
});

test.each(PICTURES)('$name is drawn as it is kept', async ({ name, kind, id, look }) => {
	// The id of the release changes with any row of the data.
	const figure = { ...(await site.example(kind, id)), release: 'RELEASE' };
	const drawn = drawPicture(figure, look);
	const path = `${FOLDER}${fileName(name)}.png`;
	if (IS_UPDATE) {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(path, drawn.toBuffer('image/png'));
	}
	const stored = await keptOf(path);
	expect([drawn.width, drawn.height]).toEqual([stored.width, stored.height]);
	expect(
		difference(drawn, stored, fileName(name)),
		`${name} differs: look at ${FAILED}, and renew it with UPDATE_IMAGES=1 if it is right`
	).toBeLessThanOrEqual(TOLERANCE);
});
