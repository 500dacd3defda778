import { describe, expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();
const FIELD = { name: /^Find a county/ };

describe('a place', () => {
	it.each([1280, 390])('is found from any page in two steps, at %i px', (width) =>
		visit('/polls', { width }, async (page) => {
			await page.keyboard.press('/');
			await page.keyboard.type('loudoun');
			await page
				.getByRole('option', { name: /^Loudoun County, Virginia/ })
				.first()
				.waitFor();
			const box = await page.getByRole('listbox', { name: 'Results' }).boundingBox();
			expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
			expect((box?.x ?? 0) + (box?.width ?? width + 1)).toBeLessThanOrEqual(width);
			await page.keyboard.press('Enter');
			await page.waitForURL('**/regions/US-VA-51107');
			await settled(page);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Loudoun');
		})
	);

	it('need not be found: Cancel gives the page on a phone back', () =>
		visit('/polls', { width: 390 }, async (page) => {
			const head = () => page.getByRole('banner').boundingBox();
			const before = await head();
			await page.getByRole('combobox', FIELD).click();
			await page.keyboard.type('loud');
			await page.getByRole('option').first().waitFor();
			await page.getByRole('button', { name: 'Cancel' }).click();
			await expect.poll(head).toEqual(before);
			expect(await page.getByRole('button', { name: 'Cancel' }).isVisible()).toBe(false);
		}));

	it('is found without JavaScript, on a page of results', () =>
		visit('/', { javaScript: false }, async (page) => {
			await page.getByRole('combobox', FIELD).fill('marigold');
			await page.getByRole('combobox', FIELD).press('Enter');
			await page.waitForURL('**/search?q=marigold');
			await page
				.getByRole('main')
				.getByRole('link', { name: /^Marigold Park/ })
				.click();
			await page.waitForURL('**/places/US-CA/city/marigold-park');
		}));

	it('that is not there is answered with what to try, and a ZIP code with why not', () =>
		visit('/search?q=zzzzqq', {}, async (page) => {
			expect(await page.getByRole('main').innerText()).toContain('Try a county, city or state');
			await page.goto('/search?q=20147');
			expect(await page.getByRole('main').innerText()).toContain('ZIP codes are not supported');
		}));
});

describe('the navigation', () => {
	it('has six parts at most, and marks the one a page is in, in sight on a phone', () =>
		visit('/claims', { width: 360 }, async (page) => {
			const menu = page.getByRole('navigation', { name: 'Sections' });
			expect(await menu.getByRole('link').count()).toBeLessThanOrEqual(6);
			const current = menu.locator('[aria-current]');
			expect(await current.innerText()).toBe('Data');
			const { x = -1, width = 999 } = (await current.boundingBox()) ?? {};
			expect(x).toBeGreaterThanOrEqual(0);
			expect(x + width).toBeLessThanOrEqual(360);
			const inner = page.getByRole('navigation', { name: 'Data' });
			expect(await inner.locator('[aria-current]').innerText()).toBe('Claims');
		}));
});
