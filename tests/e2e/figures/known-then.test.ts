import { expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();
const MODEL = '/polls?method=model&pool=nearby&subgroup=all';

it('a reader switches the estimate to what was known on the day, and back', () =>
	visit(MODEL, {}, async (page) => {
		const choice = page.getByRole('navigation', { name: 'Polls used' });
		const current = () => choice.locator('[aria-current]').innerText();
		expect(await current()).toBe('All polls');
		const table = () => page.locator('a[href*="/polls/estimates"]').first().getAttribute('href');
		expect(await table()).not.toContain('known=then');
		await choice.getByRole('link', { name: 'As known then' }).click();
		await page.waitForURL(/known=then/);
		await settled(page);
		expect(await current()).toBe('As known then');
		expect(await page.getByText('what the estimate would have been then').count()).toBe(1);
		expect(await table()).toContain('known=then');
		await choice.getByRole('link', { name: 'All polls' }).click();
		await page.waitForURL((url) => !url.searchParams.has('known'));
		await settled(page);
		expect(await current()).toBe('All polls');
	}));

it('without JavaScript too', () =>
	visit(`${MODEL}&known=then`, { javaScript: false }, async (page) => {
		expect(await page.getByText('what the estimate would have been then').count()).toBe(1);
	}));
