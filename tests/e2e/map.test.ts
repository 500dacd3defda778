import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from './axe.ts';
import { useBrowser, WIDTHS, type Theme } from './visit.ts';

const { visit } = useBrowser();

/** How the layer that moves is drawn now; null before it is moved. */
const moved = (page: Page) => page.locator('main svg[role="group"] > g').getAttribute('transform');
/** How large it is drawn. */
const scaleOf = (transform: string | null) =>
	Number(/scale\(([\d.]+)\)/.exec(transform ?? '')?.[1]);
/** Waits until it is drawn larger, as the events of a browser arrive in their own time. */
async function largerThan(page: Page, scale: number): Promise<string | null> {
	const layer = page.locator('main svg[role="group"] > g');
	await page.waitForFunction((least) => {
		const text = document.querySelector('main svg[role="group"] > g')?.getAttribute('transform');
		return Number(/scale\(([\d.]+)\)/.exec(text ?? '')?.[1]) > least;
	}, scale);
	return layer.getAttribute('transform');
}
const map = (page: Page) => page.getByRole('group', { name: /^Map of/ });
const ready = (page: Page) => page.getByRole('button', { name: 'Zoom in' }).waitFor();

const VIEWS = [
	'/map',
	'/map?region=US-VA',
	'/map?measure=restrictions&region=US-OH-39049',
	'/map?measure=opposition',
	'/map?measure=price&region=US-TX',
	'/map?region=GB'
];

describe.each(['light', 'dark'] as Theme[])('in %s', (theme) => {
	it.each(VIEWS.flatMap((path) => WIDTHS.map((width) => ({ path, width }))))(
		'$path at $width px is accessible and fits the screen',
		({ path, width }) =>
			visit(path, { theme, width }, async (page) => {
				expect(
					await page.evaluate(
						() => document.documentElement.scrollWidth - document.documentElement.clientWidth
					)
				).toBe(0);
				expect(await accessibilityProblems(page)).toEqual([]);
			})
	);
});

it('says its whole filter in its address, and Back shows what was before', () =>
	visit('/map', {}, async (page) => {
		const first = page.url();
		expect(new URL(first).search).toMatch(/^\?direction=restrictive&from=.*&measure=actions&to=/);
		await map(page)
			.getByRole('link', { name: /^Ohio:/ })
			.click();
		await page.waitForURL('**region=US-OH**', { waitUntil: 'networkidle' });
		await page.goBack();
		await page.waitForURL(first);
		await page
			.getByRole('heading', { level: 1, name: /^Restrictive actions in \d+ states/ })
			.waitFor();
		expect(
			await map(page)
				.getByRole('link', { name: /^Ohio:/ })
				.count()
		).toBe(1);
	}));

describe('by mouse', () => {
	it('a state leads to its counties', () =>
		visit('/map', {}, async (page) => {
			await map(page)
				.getByRole('link', { name: /^Kansas:/ })
				.click();
			await page.waitForURL('**region=US-KS**', { waitUntil: 'networkidle' });
			expect(
				await map(page)
					.getByRole('link', { name: /County: / })
					.count()
			).toBeGreaterThan(100);
		}));

	it('zooms with buttons and with Ctrl and the wheel, is dragged, and comes back', () =>
		visit('/map', {}, async (page) => {
			await ready(page);
			await page.getByRole('button', { name: 'Zoom in' }).click();
			expect(scaleOf(await moved(page))).toBeCloseTo(1.6, 5);
			const box = await map(page).boundingBox();
			const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 100];
			await page.mouse.move(x, y);
			await page.keyboard.down('Control');
			await page.mouse.wheel(0, -200);
			await page.keyboard.up('Control');
			const zoomed = await largerThan(page, 1.6);
			expect(scaleOf(zoomed)).toBeGreaterThan(1.6);
			await page.mouse.down();
			await page.mouse.move(x + 60, y + 30, { steps: 3 });
			await page.mouse.up();
			expect(await moved(page)).not.toBe(zoomed);
			expect(new URL(page.url()).searchParams.has('region')).toBe(false);
			await page.getByRole('button', { name: 'Whole map' }).click();
			expect(scaleOf(await moved(page))).toBe(1);
		}));

	it('leaves the wheel to the page', () =>
		visit('/map', {}, async (page) => {
			await ready(page);
			await map(page).scrollIntoViewIfNeeded();
			const before = await page.evaluate(() => scrollY);
			const box = await map(page).boundingBox();
			await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 100);
			await page.mouse.wheel(0, 300);
			await page.waitForFunction((y) => scrollY > y, before);
			expect(await moved(page)).toBeNull();
		}));
});

describe('by touch at 360 px', () => {
	it('two fingers enlarge it, one is left to the page', () =>
		visit('/map', { width: 360 }, async (page) => {
			const client = await page.context().newCDPSession(page);
			await client.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
			await page.reload({ waitUntil: 'networkidle' });
			await ready(page);
			await map(page).scrollIntoViewIfNeeded();
			expect(await map(page).evaluate((svg) => getComputedStyle(svg).touchAction)).toBe(
				'pan-x pan-y'
			);
			const box = await map(page).boundingBox();
			const [x, y] = [(box?.x ?? 0) + 160, (box?.y ?? 0) + 80];
			const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number[]) =>
				client.send('Input.dispatchTouchEvent', {
					type,
					touchPoints: apart.map((far, id) => ({ x: x + far, y, id }))
				});
			await touch('touchStart', [0]);
			await touch('touchMove', [20]);
			await touch('touchEnd', []);
			expect(await moved(page)).toBeNull();
			await page.waitForFunction(() =>
				Object.hasOwn(document.querySelector('main svg[role="group"]') ?? {}, '__zoom')
			);
			await touch('touchStart', [-20, 20]);
			await touch('touchMove', [-50, 50]);
			await touch('touchEnd', []);
			expect(scaleOf(await largerThan(page, 1.5))).toBeGreaterThan(1.5);
		}));
});

describe('by keyboard', () => {
	it('arrow keys walk the states, and Enter opens one', () =>
		visit('/map', {}, async (page) => {
			await map(page)
				.getByRole('link', { name: /^Kansas:/ })
				.focus();
			await page.keyboard.press('ArrowDown');
			const focused = page.locator('a.region:focus');
			expect(await focused.getAttribute('data-region')).toBe('US-OK');
			expect(await page.locator('a.region[tabindex="0"]').count()).toBe(1);
			await page.keyboard.press('Enter');
			await page.waitForURL('**region=US-OK**');
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Oklahoma');
		}));

	it('a region is found by the first letters of its name', () =>
		visit('/map?measure=restrictions', {}, async (page) => {
			await page.getByRole('combobox', { name: 'Region' }).fill('loudoun');
			await page.getByRole('option', { name: /US-VA-51107/ }).waitFor();
			await page.keyboard.press('Enter');
			await page.waitForURL('**region=US-VA-51107**', { waitUntil: 'networkidle' });
			expect(await page.locator('path.selected').count()).toBe(1);
			expect(
				await page
					.getByText(/^Loudoun County: /)
					.last()
					.innerText()
			).toContain('place');
		}));
});

it('without JavaScript is drawn by the server, with links, legend, table and filters', () =>
	visit('/map?region=US-VA', { javaScript: false }, async (page) => {
		expect(await page.locator('main svg[role="group"] a.region path').count()).toBe(133);
		expect(await page.getByRole('list', { name: 'Legend' }).innerText()).toContain(
			'no record, which is not no opposition'
		);
		expect(await page.getByRole('table', { name: /by county, Virginia/ }).count()).toBe(1);
		expect(await page.getByText('2017 edition').count()).toBe(1);
		await page.getByLabel('Direction').selectOption('permissive');
		await page.getByRole('button', { name: 'Apply' }).click();
		await page.waitForURL('**direction=permissive**');
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Permissive/);
	}));

it('the table of actions has the filters of the map, and leads back', () =>
	visit('/map?region=US-VA', {}, async (page) => {
		const query = new URL(page.url()).searchParams;
		await page.getByRole('link', { name: 'Timeline and table' }).click();
		await page.waitForURL('**/actions?**');
		const here = new URL(page.url()).searchParams;
		for (const key of ['direction', 'from', 'to', 'region'])
			expect(here.get(key)).toBe(query.get(key));
		await page
			.getByRole('navigation', { name: 'Views of these filters' })
			.getByRole('link', { name: 'Map' })
			.click();
		await page.waitForURL('**/map?**');
		expect([...new URL(page.url()).searchParams]).toEqual([...query]);
	}));
