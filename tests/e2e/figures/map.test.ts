import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { expectSound } from '../setup/sound.ts';
import { useBrowser, WIDTHS } from '../setup/visit.ts';

const { visit } = useBrowser();

/** How the layer that moves is drawn now; null before it is moved. */
const moved = (page: Page) => page.locator('main .map svg > g').getAttribute('transform');
/** How large it is drawn. */
const scaleOf = (transform: string | null) =>
	Number(/scale\(([\d.]+)\)/.exec(transform ?? '')?.[1]);
/** Waits until it is drawn larger, as the events of a browser arrive in their own time. */
async function largerThan(page: Page, scale: number): Promise<string | null> {
	const layer = page.locator('main .map svg > g');
	await page.waitForFunction((least) => {
		const text = document.querySelector('main .map svg > g')?.getAttribute('transform');
		return Number(/scale\(([\d.]+)\)/.exec(text ?? '')?.[1]) > least;
	}, scale);
	return layer.getAttribute('transform');
}
const map = (page: Page) => page.getByRole('group', { name: /^Map of/ });
const timeline = (page: Page) => page.getByRole('group', { name: /^Timeline:/ });
const headline = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const ready = (page: Page) => page.getByRole('button', { name: 'Zoom in' }).waitFor();

const VIEWS = [
	'/map',
	'/map?region=US-VA',
	'/map?measure=restrictions&region=US-OH-39049',
	'/map?measure=opposition',
	'/map?measure=price&region=US-TX',
	'/map?measure=price_growth',
	'/map?measure=data_center_share&region=US-VA',
	'/map?region=GB'
];

it.each(VIEWS)('%s is accessible in both themes and fits each screen', (path) =>
	visit(path, { width: WIDTHS[0] }, expectSound)
);

it('says its whole filter in its address, and Back shows what was before', () =>
	visit('/map', {}, async (page) => {
		const first = page.url();
		expect(new URL(first).search).toMatch(/^\?direction=restrictive&from=.*&measure=actions&to=/);
		await map(page)
			.getByRole('link', { name: /^Ohio:/ })
			.click();
		await page.waitForURL('**region=US-OH**');
		await settled(page);
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
			await page.waitForURL('**region=US-KS**');
			await settled(page);
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
			expect(scaleOf(await largerThan(page, 1))).toBeCloseTo(1.6, 5);
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
	/** A page whose map listens to fingers, which are put down in pixels from a point of the screen. */
	async function fingers(page: Page) {
		const client = await page.context().newCDPSession(page);
		await client.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
		await page.reload();
		await settled(page);
		await ready(page);
		return (x: number, y: number) =>
			(type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number[]) =>
				client.send('Input.dispatchTouchEvent', {
					type,
					touchPoints: apart.map((far, id) => ({ x: x + far, y, id }))
				});
	}
	const awake = (page: Page) =>
		page.waitForFunction(() =>
			Object.hasOwn(document.querySelector('main .map svg') ?? {}, '__zoom')
		);

	it('two fingers enlarge it, one is left to the page until then', () =>
		visit('/map', { width: 360 }, async (page) => {
			const at = await fingers(page);
			await map(page).scrollIntoViewIfNeeded();
			const touchAction = () => map(page).evaluate((svg) => getComputedStyle(svg).touchAction);
			expect(await touchAction()).toBe('pan-x pan-y');
			const box = await map(page).boundingBox();
			const touch = at((box?.x ?? 0) + 160, (box?.y ?? 0) + 80);
			await touch('touchStart', [0]);
			await touch('touchMove', [20]);
			await touch('touchEnd', []);
			expect(await moved(page)).toBeNull();
			await awake(page);
			await touch('touchStart', [-20, 20]);
			await touch('touchMove', [-50, 50]);
			await touch('touchEnd', []);
			const enlarged = await largerThan(page, 1.5);
			await page.locator('main .map svg.enlarged').waitFor();
			expect(await touchAction()).toBe('none');
			await touch('touchStart', [0]);
			await touch('touchMove', [-30]);
			await touch('touchEnd', []);
			await page.waitForFunction(
				(before) =>
					document.querySelector('main .map svg > g')?.getAttribute('transform') !== before,
				enlarged
			);
			expect(scaleOf(await moved(page))).toBe(scaleOf(enlarged));
		}));

	it('a tap on a small county gives its facts, once it is enlarged', () =>
		visit('/map?region=US-VA', { width: 360 }, async (page) => {
			const at = await fingers(page);
			const county = page.locator('a[data-region="US-VA-51600"]');
			await county.scrollIntoViewIfNeeded();
			const middle = async () => {
				const box = await county.boundingBox();
				return [
					(box?.x ?? 0) + (box?.width ?? 0) / 2,
					(box?.y ?? 0) + (box?.height ?? 0) / 2
				] as const;
			};
			const [x, y] = await middle();
			const touch = at(x, y);
			await touch('touchStart', [0]);
			await touch('touchMove', [20]);
			await touch('touchEnd', []);
			await awake(page);
			await touch('touchStart', [-6, 6]);
			await touch('touchMove', [-60, 60]);
			await touch('touchEnd', []);
			await largerThan(page, 5);
			const tap = at(...(await middle()));
			await tap('touchStart', [0]);
			await tap('touchEnd', []);
			await page.waitForURL('**region=US-VA-51600**');
			await page
				.getByText(/^Fairfax city: /)
				.last()
				.waitFor();
			expect(await page.locator('path.selected').count()).toBe(1);
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
			await page.getByRole('combobox', { name: 'Place' }).fill('loudoun');
			await page.getByRole('option', { name: /US-VA-51107/ }).waitFor();
			await page.keyboard.press('Enter');
			await page.waitForURL('**region=US-VA-51107**');
			await settled(page);
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
		expect(await page.locator('main .map a.region path').count()).toBe(133);
		expect(await page.getByRole('list', { name: 'Legend' }).innerText()).toContain(
			'No records found'
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
		await page.getByRole('link', { name: 'Every vote and action' }).click();
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

describe('map, timeline and table', () => {
	it('are of the same filters', () =>
		visit('/map?direction=restrictive&measure=actions&region=US-VA', {}, async (page) => {
			const marks = (kind: string) => page.locator(`main .map .mark.${kind}`).count();
			expect(await marks('restrictive')).toBeGreaterThan(0);
			expect(await marks('permissive')).toBe(0);
			const before = await timeline(page).getAttribute('aria-label');
			await page.getByLabel('Direction').selectOption('permissive');
			await page.waitForURL('**direction=permissive**');
			await settled(page);
			expect(await headline(page)).toMatch(/^Permissive/);
			expect(await marks('restrictive')).toBe(0);
			expect(await marks('permissive')).toBeGreaterThan(0);
			expect(await timeline(page).getAttribute('aria-label')).not.toBe(before);
			const shown = await page.locator('#values tbody tr').count();
			expect(await page.locator('main .map a.region path:not(.none)').count()).toBe(shown);
		}));

	it('a month of the timeline is the map of that month, and Back shows what was before', () =>
		visit('/map', {}, async (page) => {
			const [first, was] = [page.url(), await headline(page)];
			await timeline(page)
				.getByRole('link', { name: /^Mar 2026: / })
				.click();
			await page.waitForURL('**from=2026-03&**');
			await settled(page);
			expect(new URL(page.url()).searchParams.get('to')).toBe('2026-03');
			expect(await headline(page)).not.toBe(was);
			const pasted = await headline(page);
			await page.reload();
			await settled(page);
			expect(await headline(page)).toBe(pasted);
			await page.goBack();
			await page.waitForURL(first);
			await page.getByRole('heading', { level: 1, name: was }).waitFor();
		}));

	it('a month of restrictions is the map of its last day', () =>
		visit('/map?measure=restrictions', {}, async (page) => {
			await timeline(page)
				.getByRole('link', { name: /^Feb 28, 2026: / })
				.click();
			await page.waitForURL('**on=2026-02-28**');
			await settled(page);
			expect(await page.getByText('You are viewing an earlier version.').count()).toBe(1);
			expect(await timeline(page).getByRole('link').last().getAttribute('aria-label')).toMatch(
				/^Feb 28, 2026: /
			);
		}));

	it('arrow keys walk the timeline, and Enter opens a month', () =>
		visit('/map', {}, async (page) => {
			const link = timeline(page).locator('a[tabindex="0"]');
			await link.focus();
			const last = await link.getAttribute('aria-label');
			await page.keyboard.press('ArrowLeft');
			const focused = page.locator('a:focus');
			expect(await focused.getAttribute('aria-label')).not.toBe(last);
			expect(await timeline(page).locator('a[tabindex="0"]').count()).toBe(1);
			const month = await focused.getAttribute('href');
			await page.keyboard.press('Enter');
			await page.waitForURL(`**${month ?? ''}`);
		}));

	it.each([
		['restrictions', /Restrictions in force by state/],
		['opposition', /Polled opposition by state/],
		['price', /Residential price by state/],
		['price_growth', /Price growth by state/],
		['data_center_share', /Data-center share by state/]
	])('each are there for %s, without JavaScript too', (measure, table) =>
		visit(`/map?measure=${measure}`, { javaScript: false }, async (page) => {
			expect(await page.locator('main .map a.region').count()).toBe(51);
			expect(await timeline(page).getByRole('link').count()).toBeGreaterThan(0);
			expect(await page.getByRole('table', { name: table }).count()).toBe(1);
			const rows = await page.locator('#values tbody tr').count();
			expect(await page.locator('main .map a.region path:not(.none)').count()).toBe(rows);
		})
	);
});

it('another measure keeps the region', () =>
	visit('/map?region=US-TX', {}, async (page) => {
		await page
			.getByRole('navigation', { name: 'Measure' })
			.getByRole('link', { name: 'Residential price' })
			.click();
		await page.waitForURL('**measure=price&region=US-TX');
		await settled(page);
		await page
			.getByText(/^Texas: [\d.]+¢ per kWh/)
			.last()
			.waitFor();
		expect(await page.locator('path.selected').count()).toBe(1);
	}));

it('the states around a state are drawn, and lead to their counties', () =>
	visit('/map?region=US-VA', {}, async (page) => {
		const beside = map(page).getByRole('link', { name: 'Maryland: go to its counties' });
		expect(await beside.count()).toBe(1);
		await page.getByRole('link', { name: 'Maryland', exact: true }).first().click();
		await page.waitForURL('**region=US-MD**');
		await settled(page);
		expect(await headline(page)).toContain('Maryland');
		expect(await page.locator('main .map a.region[data-region="US-MD-24031"]').count()).toBe(1);
	}));
