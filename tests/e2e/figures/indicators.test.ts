import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** What the panels say of the day under pointer, finger or arrow keys. */
const said = async (page: Page) =>
	(await page.locator('.moment').innerText()).replaceAll('\n', ' ');

/** The day they say it of; empty where none. */
const dayIn = (words: string) => /^\w{3} \d{1,2}, \d{4}/.exec(words)?.[0] ?? '';

describe('one time axis', () => {
	it('says what all four panels hold on the day under the mouse, and nothing when it has gone', () =>
		visit('/story?region=US', {}, async (page) => {
			const over = page.locator('.over').nth(1);
			await over.scrollIntoViewIfNeeded();
			await page.waitForFunction(() => document.querySelectorAll('canvas').length === 4);
			// Where the invented data has something to say in each panel: the last year.
			const { width = 0 } = (await over.boundingBox()) ?? {};
			await over.hover({ position: { x: width * 0.85, y: 80 } });
			await page.waitForFunction(
				() => document.querySelectorAll('.moment dt').length === 4,
				undefined,
				{ polling: 'raf' }
			);
			const words = await said(page);
			expect(dayIn(words)).not.toBe('');
			expect(words).toMatch(
				/Opposition .+ Actions \d+ restrictive, \d+ permissive in .+ Price .+¢ per kWh .+ Spending .+billion/
			);
			await page.mouse.move(2, 2);
			await page.waitForFunction(() => document.querySelectorAll('.moment dt').length === 0);
		}));

	it('follows the arrow keys in any panel, and a finger, whose day stays', () =>
		visit('/story?region=US-VA', {}, async (page) => {
			await page.waitForFunction(() => document.querySelectorAll('canvas').length === 4);
			await page.getByRole('application').nth(3).focus();
			await page.keyboard.press('ArrowRight');
			const first = dayIn(await said(page));
			await page.keyboard.press('End');
			const second = dayIn(await said(page));
			expect(first).not.toBe('');
			expect(second).not.toBe(first);
			await page
				.locator('.over')
				.nth(2)
				.evaluate((over) => {
					const { left, top } = over.getBoundingClientRect();
					const at = { clientX: left + 400, clientY: top + 50, bubbles: true };
					const touch = { ...at, pointerType: 'touch' };
					over.dispatchEvent(new PointerEvent('pointerdown', touch));
					over.dispatchEvent(new PointerEvent('pointerleave', touch));
				});
			await page.waitForFunction(
				(before) => !document.querySelector('.moment')?.textContent.includes(before),
				second
			);
			expect(dayIn(await said(page))).not.toBe('');
		}));

	it('has the figures of every panel as a table, also without JavaScript', () =>
		visit('/story?region=US-VA', { javaScript: false, width: 360 }, async (page) => {
			const tables = page.locator('figure > details');
			expect(await tables.count()).toBe(4);
			for (const table of await tables.all()) {
				await table.locator('> summary').click();
				expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
			}
		}));
});

describe('panels of several units', () => {
	it('each have their own table and file', () =>
		visit(
			'/energy?region=US&series=us-data-center-electricity-lbnl~us-electricity-price-residential-annual',
			{},
			async (page) => {
				const panels = page.locator('figure').filter({ has: page.locator('details table') });
				expect(await panels.count()).toBe(2);
				const files = await panels.getByRole('link', { name: 'CSV', exact: true }).all();
				const series = await Promise.all(files.map((file) => file.getAttribute('href')));
				expect(
					series.map((href) => new URL(href ?? '', 'https://x').searchParams.get('series'))
				).toEqual(
					expect.arrayContaining([
						'us-data-center-electricity-lbnl',
						'us-electricity-price-residential-annual'
					])
				);
			}
		));
});

describe('what the release cannot do', () => {
	it('is said where a control would stand', () =>
		visit('/energy?region=US&series=us-electricity-price-residential-annual', {}, async (page) => {
			const text = await page.getByRole('main').innerText();
			expect(text).toContain('Inflation-adjusted values are not available.');
			expect(text).toContain('Values per customer are not available.');
			expect(await page.locator('[name=terms]').count()).toBe(0);
		}));

	it('an index at a date before the first value says from when there are values', () =>
		visit(
			'/energy?index_date=1950&region=US&series=us-electricity-price-residential-annual&transform=index',
			{},
			async (page) => {
				expect(await page.getByRole('main').innerText()).toContain(
					'no value above zero in 1950 that could be 100; values run from 2015 to'
				);
			}
		));

	it('a cost of minus one token is left out in words, and the page stands', () =>
		visit('/costs/calculator?tokens_in=-1', { status: 400 }, async (page) => {
			expect(await page.getByRole('alert').innerText()).toContain(
				'“-1” is left out: use a whole number of up to 15 digits'
			);
			expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThan(1);
		}));
});

describe('claims', () => {
	it('say how each verdict came about, and prices show the claims made of them', () =>
		visit('/claims', {}, async (page) => {
			for (const fold of await page.getByText(/behind it$/).all()) await fold.click();
			const text = await page.getByRole('main').innerText();
			expect(text).toContain('Verdicts are computed from the data.');
			expect(text).toMatch(/Median list price.*it fell.*Claim: it fell/s);
			await page.goto('/costs/tiers?measure=blended');
			expect(await page.getByRole('main').innerText()).toContain('Claims in the press about this');
		}));
});
