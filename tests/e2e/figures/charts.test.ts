import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

const ranges = (page: Page) => page.getByRole('navigation', { name: /^Time range/ }).first();
const range = (page: Page, name: string) => ranges(page).getByRole('link', { name, exact: true });
const rangeOf = (page: Page) => new URL(page.url()).searchParams.get('range');
const rows = (page: Page) => page.locator('#readings tbody tr').count();

describe('the range of a chart', () => {
	it('is in the address: reload keeps it, Back undoes it, and the table holds the same rows', () =>
		visit('/polls', {}, async (page) => {
			const before = await rows(page);
			await range(page, '1Y').click();
			await expect.poll(() => rangeOf(page)).toBe('1y');
			await page.reload();
			await settled(page);
			expect(await range(page, '1Y').getAttribute('aria-current')).toBe('true');
			expect(await rows(page)).toBe(before);
			await page.goBack();
			await expect.poll(() => rangeOf(page)).toBeNull();
			await expect.poll(() => range(page, 'All').getAttribute('aria-current')).toBe('true');
		}));

	it('is a link where no JavaScript runs', () =>
		visit('/polls', { javaScript: false }, async (page) => {
			await range(page, '1Y').click();
			expect(rangeOf(page)).toBe('1y');
			expect(await range(page, '1Y').getAttribute('aria-current')).toBe('true');
		}));

	it('is chosen by drawing along the chart, and undone step by step', () =>
		visit('/polls', {}, async (page) => {
			const plot = page.locator('.plot').first();
			await plot.scrollIntoViewIfNeeded();
			const box = await plot.boundingBox();
			if (!box) throw new Error('no chart');
			const y = box.y + box.height / 2;
			await page.mouse.move(box.x + box.width * 0.5, y);
			await page.mouse.down();
			await page.mouse.move(box.x + box.width * 0.6, y);
			await page.mouse.move(box.x + box.width * 0.8, y);
			await page.mouse.up();
			await expect.poll(() => rangeOf(page)).toMatch(/^\d{4}-\d\d-\d\d~\d{4}-\d\d-\d\d$/);
			const drawn = rangeOf(page);
			await plot.focus();
			await page.keyboard.press('-');
			await expect.poll(() => rangeOf(page)).not.toBe(drawn);
			await page.goBack();
			await expect.poll(() => rangeOf(page)).toBe(drawn);
			await expect.poll(() => range(page, 'All').getAttribute('aria-current')).not.toBe('true');
			await plot.focus();
			await page.keyboard.press('0');
			await expect.poll(() => rangeOf(page)).toBeNull();
		}));

	it('that is none is told with what it may be, and the rest of the page stands', () =>
		visit('/polls?range=yesterday', { status: 400 }, async (page) => {
			expect(await page.getByRole('alert').innerText()).toContain('1y, 3y or two dates');
			expect(await page.locator('.plot').count()).toBe(1);
		}));
});

it('a series is switched off and on, and a link shows it so', () =>
	visit('/costs/tiers', {}, async (page) => {
		const first = page.getByRole('list', { name: 'Series' }).first().getByRole('button').first();
		await first.click();
		await expect.poll(() => new URL(page.url()).searchParams.get('hide')).not.toBeNull();
		await page.reload();
		await settled(page);
		expect(await first.getAttribute('aria-pressed')).toBe('false');
		await first.click();
		await expect.poll(() => new URL(page.url()).searchParams.get('hide')).toBeNull();
	}));

describe.each(['/', '/polls', '/costs', '/costs/tiers', '/story'])('%s on a phone', (path) => {
	it('does not move while its charts come', () =>
		visit('/methods', { width: 390 }, async (page) => {
			await page.addInitScript(() => {
				const shifts: number[] = [];
				Object.assign(globalThis, { shifts });
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
						shifts.push(entry.value);
				}).observe({ type: 'layout-shift', buffered: true });
			});
			await page.goto(path);
			await settled(page);
			await expect
				.poll(() =>
					page
						.locator('.plot canvas')
						.first()
						.evaluate((canvas) => canvas.clientWidth)
				)
				.toBeGreaterThan(200);
			const moved = await page.evaluate(() =>
				(globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0)
			);
			expect(moved).toBeLessThan(0.05);
		}));
});

it('the polls lead with the estimate: its day, its interval and whose polls it rests on', () =>
	visit('/polls', {}, async (page) => {
		const words = await page.getByRole('main').innerText();
		expect(words).toMatch(
			/Our estimate for \w+ \d+, \d{4} is \d+% \(95% interval: \d+% to \d+%\)\./
		);
		expect(words).toMatch(/It combines \d+ polls .*by \d+ pollsters: .*Harbor Poll/);
		expect(words).not.toMatch(/\bnow\b.{0,20}\d+%/);
	}));

it('a chart says inline that no series of its page has a name of the address', () =>
	visit('/polls?pool=nearby&subgroup=all&hide=xyz', {}, async (page) => {
		await page.getByText(/No series here is called “xyz”/).waitFor();
		await page.getByRole('link', { name: 'Show every series' }).click();
		await page.waitForURL((url) => !url.searchParams.has('hide'));
	}));
