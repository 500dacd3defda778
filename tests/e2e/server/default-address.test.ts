import { describe, expect, inject, it } from 'vitest';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** Pages that show something more definite than their plain address says. */
const OPEN = ['/polls', '/map', '/energy', '/costs', '/costs/tiers', '/compare'];

describe.each(OPEN)('%s', (path) => {
	it('is answered where it stands, without a way round', async () => {
		const answer = await fetch(inject('site') + path, { redirect: 'manual' });
		expect(answer.status).toBe(200);
	});

	it('puts its whole address into the address bar, and is loaded once', () =>
		visit(path, {}, async (page) => {
			const { pathname, search } = new URL(page.url());
			expect(pathname).toBe(path);
			expect(search).not.toBe('');
			const loads = await page.evaluate(() => performance.getEntriesByType('navigation').length);
			expect(loads).toBe(1);
			const whole = await page.request.get(page.url(), { maxRedirects: 0 });
			expect(whole.status()).toBe(200);
			expect(await whole.text()).not.toContain('groundswell-address');
		}));

	it('holds the same with and without its whole address', () =>
		visit(path, { javaScript: false }, async (page) => {
			const words = await page.getByRole('main').innerText();
			const address = await page
				.locator('meta[name="groundswell-address"]')
				.getAttribute('content');
			await page.goto(address ?? '');
			expect(await page.getByRole('main').innerText()).toBe(words);
		}));
});
