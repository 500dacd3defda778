import { otherSite } from '../setup/other-site.ts';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { accessibilityProblems } from '../setup/axe.ts';
import { followRequests, settled } from '../setup/settled.ts';
import { inEveryTheme } from '../setup/sound.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

const EMBEDS = [
	'/embed/chart/polls',
	'/embed/chart/actions?region=US-VA',
	'/embed/chart/question?poll=harbor-2026-08',
	'/embed/chart/house-effects?pool=nearby',
	'/embed/map',
	'/embed/map?region=US-VA',
	'/embed/table/actions?region=US-VA'
];
const OTHERS = ['/', '/polls', '/map', '/embed', '/share/chart/polls', '/nothing-here'];

/** A page of another site with a frame in it. */
const hostPage = (src: string) =>
	`<!doctype html><html lang="en"><title>Another site</title><iframe src="${src}" title="Framed" width="800" height="600"></iframe></html>`;

let browser: Browser;
let host: Awaited<ReturnType<typeof otherSite>>;

beforeAll(async () => {
	browser = await chromium.connect(inject('browser'));
	host = await otherSite((request) => {
		const framed = new URL(request.url ?? '/', 'http://host.invalid').searchParams.get('src') ?? '';
		return hostPage(`${inject('site')}${framed}`.replaceAll('&', '&amp;'));
	});
});
afterAll(async () => {
	host.close();
	await browser.close();
});

/** Opens a page of the other site that frames a path of ours. */
async function framed(
	path: string,
	look: (page: Page, told: string[]) => Promise<void>
): Promise<void> {
	const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
	try {
		const page = await context.newPage();
		const told: string[] = [];
		page.on('console', (message) => {
			if (message.type() === 'error') told.push(message.text());
		});
		page.on('pageerror', (error) => told.push(error.message));
		followRequests(page);
		await page.goto(`${host.origin}/?src=${encodeURIComponent(path)}`);
		await settled(page);
		await look(page, told);
	} finally {
		await context.close();
	}
}

describe('in a page of another site', () => {
	it.each(EMBEDS)('%s is shown, with source, release and a way to the same filters', (path) =>
		framed(path, async (page, told) => {
			const frame = page.frameLocator('iframe');
			expect(await frame.getByRole('heading', { level: 1 }).innerText()).not.toBe('');
			expect(await frame.locator('canvas, svg, table').count()).toBeGreaterThan(0);
			expect(await frame.locator('footer').innerText()).toMatch(/Source: .+version [0-9a-f]{12}/s);
			const back = frame.getByRole('link', { name: 'Groundswell' });
			expect(await back.getAttribute('href')).toMatch(/^\//);
			expect(await frame.getByRole('navigation', { name: 'Sections' }).count()).toBe(0);
			expect(told).toEqual([]);
		})
	);

	it('the way back opens beside the page, at the filters of the embed', () =>
		framed('/embed/chart/actions?direction=permissive&region=US-VA', async (page) => {
			const opened = page.waitForEvent('popup');
			await page.frameLocator('iframe').getByRole('link', { name: 'Groundswell' }).click();
			const url = new URL((await opened).url());
			expect(url.pathname).toBe('/actions');
			expect(Object.fromEntries(url.searchParams)).toEqual({
				direction: 'permissive',
				region: 'US-VA'
			});
		}));

	it.each(OTHERS)('%s refuses to be framed', (path) =>
		framed(path, async (page, told) => {
			expect(told.join(' ')).toMatch(/frame-ancestors|X-Frame-Options/);
			expect(await page.frameLocator('iframe').getByRole('main').count()).toBe(0);
			expect(await page.frameLocator('iframe').getByText('Groundswell').count()).toBe(0);
		})
	);
});

describe('headers', () => {
	it.each(EMBEDS)('%s may be framed, and is as strict as any page otherwise', async (path) => {
		const { headers } = await fetch(`${inject('site')}${path}`);
		const policy = headers.get('content-security-policy') ?? '';
		expect(headers.get('x-frame-options')).toBeNull();
		expect(policy).toContain('frame-ancestors *');
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).toMatch(/script-src 'self'/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.getSetCookie()).toEqual([]);
	});

	it.each(OTHERS)('%s may not be', async (path) => {
		const { headers } = await fetch(`${inject('site')}${path}`);
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
	});
});

describe('an embed', () => {
	it.each(EMBEDS)('%s is accessible in both themes and fits 320 pixels', (path) =>
		visit(path, { width: 320 }, (page) =>
			inEveryTheme(page, [320], async (page, where) => {
				expect(await accessibilityProblems(page), where).toEqual([]);
				const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(wider, where).toBeLessThanOrEqual(0);
			})
		)
	);
});

it('an embed in the colors its address asks for keeps them on any device', () =>
	visit('/embed/chart/polls?theme=dark', { theme: 'light' }, async (page) => {
		const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		expect(background).toBe('rgb(20, 22, 26)');
	}));

it('without JavaScript a chart is its picture', () =>
	visit('/embed/chart/polls', { javaScript: false }, async (page) => {
		const picture = page.getByRole('img', { name: /opposed/ });
		const width = await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth);
		expect(width).toBe(1920);
	}));

it.each([
	['/embed/chart/nonsense', 404],
	['/embed/chart/polls?topic=nonsense', 400],
	['/embed/chart/polls?theme=sepia', 400],
	['/embed/table/nonsense', 404],
	['/embed/map?measure=nonsense', 400]
])('%s is refused in words, without the frame of the site', (path, status) =>
	visit(path, { status }, async (page) => {
		expect(await page.getByRole('main').innerText()).toMatch(/nonsense|sepia/);
		expect(await page.getByRole('navigation').count()).toBe(0);
	})
);

describe('the dialog to share', () => {
	it.each([360, 1280])(
		'at %i pixels opens by keyboard, gives code and preview, and gives focus back',
		(width) =>
			visit('/polls', { width }, async (page) => {
				const link = page.getByRole('link', { name: /^Share: .*opposed/ });
				await link.focus();
				await page.keyboard.press('Enter');
				const dialog = page.getByRole('dialog', { name: 'Share' });
				const code = dialog.getByRole('textbox', { name: 'Code to embed' });
				expect(await code.inputValue()).toMatch(
					/^<iframe src="http:\/\/127\.0\.0\.1:\d+\/embed\/chart\/polls\?.+" title=".+opposed.+" loading="lazy"/
				);
				expect(await code.inputValue()).not.toContain('release=');
				await dialog.getByRole('radio', { name: /^Pinned/ }).check();
				expect(await code.inputValue()).toMatch(/release=[0-9a-f]{12}/);
				const preview = dialog.frameLocator('iframe');
				expect(await preview.getByRole('heading', { level: 1 }).innerText()).toContain('opposed');
				const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(wider).toBeLessThanOrEqual(0);
				expect(await accessibilityProblems(page)).toEqual([]);
				await page.keyboard.press('Escape');
				expect(await dialog.count()).toBe(0);
				expect(await link.evaluate((own) => own === document.activeElement)).toBe(true);
			})
	);

	it('copies what it offers and says so', () =>
		visit('/energy', {}, async (page) => {
			await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
			await page
				.getByRole('link', { name: /^Share: / })
				.first()
				.click();
			const dialog = page.getByRole('dialog', { name: 'Share' });
			for (const name of ['Code to embed', 'Link, live', 'Citation', 'Citation as BibTeX']) {
				await dialog.getByRole('button', { name: `Copy: ${name}`, exact: true }).click();
				await dialog.getByText(`Copied: ${name}`, { exact: true }).waitFor();
				const field = dialog.getByRole('textbox', { name, exact: true });
				const copied = await page.evaluate(() => navigator.clipboard.readText());
				expect(copied).toBe(await field.inputValue());
			}
		}));

	it('is a page with the same code where there is no JavaScript', () =>
		visit('/actions?region=US-VA', { javaScript: false }, async (page) => {
			await page.getByRole('link', { name: /^Share: / }).click();
			expect(new URL(page.url()).pathname).toBe('/share/chart/actions');
			const codes = page.getByRole('textbox', { name: /^Code to embed/ });
			const [live = '', pinned = ''] = await codes.evaluateAll((all) =>
				all.map((field) => (field as HTMLTextAreaElement).value)
			);
			expect(live).toContain('region=US-VA');
			expect(live).not.toContain('release=');
			expect(pinned).toContain('release=');
		}));
});

it('a page names its chart as a social card, at whole addresses of this server', async () => {
	const html = await (await fetch(`${inject('site')}/polls`)).text();
	const meta = (property: string) =>
		new RegExp(`<meta property="${property}" content="([^"]*)"`)
			.exec(html)?.[1]
			?.replaceAll('&amp;', '&') ?? '';
	expect(meta('og:title')).toContain('opposed');
	expect(meta('og:description')).toContain('Source:');
	const image = await fetch(meta('og:image'));
	expect(meta('og:image').startsWith(`${inject('site')}/embed/chart/polls.png?`)).toBe(true);
	const bytes = new DataView(await image.arrayBuffer());
	expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([1200, 630]);
});

it('the index of embeds leads to each of them', () =>
	visit('/embed', {}, async (page) => {
		const hidden = { includeHidden: true };
		const links = page.getByRole('main').getByRole('listitem', hidden).getByRole('link', hidden);
		const addresses = await links.evaluateAll((all) =>
			all.map((link) => link.getAttribute('href') ?? '')
		);
		expect(addresses.length).toBeGreaterThan(40);
		for (const address of addresses) {
			const { status } = await fetch(`${inject('site')}${address}`);
			expect(status, address).toBe(200);
		}
	}));
