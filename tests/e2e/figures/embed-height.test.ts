import { otherSite } from '../setup/other-site.ts';
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { iframeSnippet } from '#lib/figures/embed/snippet.ts';
import { followRequests, settled } from '../setup/settled.ts';

/** Lower than anything that is embedded: what the embed tells must make the frame higher. */
const TOO_LOW = 150;
const WIDTHS = [900, 340, 620, 1200, 340];
const EMBEDS = [
	'/embed/chart/polls',
	'/embed/chart/actions?region=US-VA',
	'/embed/chart/question?poll=harbor-2026-08',
	'/embed/chart/house-effects?pool=nearby',
	'/embed/map?region=US-VA'
];

let browser: Browser;
let host: Awaited<ReturnType<typeof otherSite>>;
/** The body of the page of the other site. */
let body = '';

beforeAll(async () => {
	browser = await chromium.connect(inject('browser'));
	host = await otherSite(
		() => `<!doctype html><html lang="en"><title>Another site</title>${body}</html>`
	);
});
afterAll(async () => {
	host.close();
	await browser.close();
});

/** Opens the page of the other site with some code in it, and hands it over with the frames in it. */
async function pasted(
	code: string,
	look: (page: Page, frames: readonly Frame[]) => Promise<void>
): Promise<void> {
	body = code;
	const context = await browser.newContext({ viewport: { width: WIDTHS[0] ?? 900, height: 900 } });
	try {
		const page = await context.newPage();
		followRequests(page);
		await page.goto(host.origin);
		await settled(page);
		await look(page, page.frames().slice(1));
	} finally {
		await context.close();
	}
}

const snippet = (path: string, height: number, fixed = false) =>
	iframeSnippet({ src: `${inject('site')}${path}`, title: 'Framed', height, fixed });

/** Whole pixels of the content that the frame cuts off, and that it leaves empty below it. */
const measured = (frame: Frame) =>
	frame.evaluate(() => {
		const left = innerHeight - document.documentElement.getBoundingClientRect().height;
		return { cut: Math.max(0, Math.ceil(-left)), empty: Math.max(0, Math.floor(left)) };
	});

describe('an embed pasted into a page with its script', () => {
	it.each(EMBEDS)(
		'%s is as high as what it shows, and stays so as the page changes its width',
		(path) =>
			pasted(snippet(path, TOO_LOW), async (page, [frame]) => {
				if (frame === undefined) throw new Error('the page has no frame');
				for (const width of WIDTHS) {
					await page.setViewportSize({ width, height: 900 });
					await expect
						.poll(async () => await measured(frame), { message: `at ${width} px` })
						.toEqual({ cut: 0, empty: 0 });
				}
			})
	);

	it('two on a page each have the height of their own', () =>
		pasted(
			`${snippet('/embed/chart/polls', TOO_LOW)}${snippet('/embed/chart/actions', TOO_LOW)}`,
			async (page, frames) => {
				expect(frames).toHaveLength(2);
				await page.setViewportSize({ width: 400, height: 2000 });
				for (const frame of frames)
					await expect.poll(async () => (await measured(frame)).cut).toBe(0);
			}
		));
});

describe('the height in the code, where a page takes no script', () => {
	it.each(EMBEDS)('%s cuts nothing off from 320 pixels on', async (path) => {
		const share = await fetch(
			`${inject('site')}${path.replace('/embed/', '/share/').replace('/share/map', '/share/map/map')}`
		);
		const height = /height=(?:&quot;|")(\d+)/.exec(await share.text())?.[1];
		expect(height).toMatch(/^\d+$/);
		await pasted(snippet(path, Number(height), true), async (page, [frame]) => {
			if (frame === undefined) throw new Error('the page has no frame');
			for (const width of [336, 616, 1200]) {
				await page.setViewportSize({ width, height: 900 });
				await settled(page);
				expect((await measured(frame)).cut, `at ${width} px`).toBe(0);
			}
		});
	});
});
