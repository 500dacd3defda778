import { describe, expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

describe('a value that is not taken', () => {
	it('leaves the rest of the page, is told beside its field, and is not kept', () =>
		visit('/actions?from=last+year&region=US-VA', { status: 400 }, async (page, answer) => {
			expect(answer.headers()['cache-control']).toBe('no-store');
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/action/);
			expect(
				await page.getByRole('table', { name: 'Votes and actions' }).getByRole('row').count()
			).toBeGreaterThan(1);
			const field = page.getByRole('textbox', { name: 'From', exact: true });
			expect(await field.inputValue()).toBe('last year');
			expect(await field.getAttribute('aria-invalid')).toBe('true');
			await field.fill('1/15/2026');
			await field.press('Enter');
			await page.waitForURL((url) => url.searchParams.get('from') === '2026-01-15');
			await page.getByRole('alert').waitFor({ state: 'detached' });
		}));

	it('is offered its right form, also without JavaScript', () =>
		visit('/polls?topic=local_sitin', { status: 400, javaScript: false }, async (page) => {
			await page.getByRole('link', { name: 'Use “local_siting”' }).first().click();
			expect(new URL(page.url()).searchParams.get('topic')).toBe('local_siting');
			expect(await page.getByRole('alert').count()).toBe(0);
		}));

	it('of a region that is not known leaves the page too', () =>
		visit('/energy?region=US-ZZ', { status: 400 }, async (page) => {
			expect(await page.getByRole('alert').innerText()).toContain('“US-ZZ”');
			expect(await page.locator('canvas').count()).toBeGreaterThan(0);
		}));
});

describe('a filter that does not exist', () => {
	it('is an error with a suggestion: nobody can tell what was meant', () =>
		visit('/actions?directon=restrictive', { status: 400 }, async (page) => {
			expect(await page.getByRole('table').count()).toBe(0);
			expect(await page.getByRole('main').innerText()).toContain('direction');
		}));
});

describe('parts of a page', () => {
	it('stay when a table in them is sorted, also after a reload', () =>
		visit('/data#part-sources', {}, async (page) => {
			const table = page.getByRole('table', { name: 'Sources' });
			await table.getByRole('link', { name: 'Publisher' }).first().click();
			await page.waitForURL(/sort=publisher/);
			expect(await table.isVisible()).toBe(true);
			await page.reload();
			expect(await table.isVisible()).toBe(true);
		}));
});

describe('what is opened without a network', () => {
	it('says so: the search, which leaves the page as it is, and what to share', () =>
		visit('/polls', { offline: true }, async (page) => {
			await page.context().setOffline(true);
			await page.keyboard.press('/');
			await page.keyboard.type('loud');
			await page.getByText('You seem to be offline. Press Enter to try again.').waitFor();
			await page.keyboard.press('Enter');
			await settled(page);
			expect(new URL(page.url()).pathname).toBe('/polls');
			await page
				.getByRole('link', { name: /^Share: / })
				.first()
				.click();
			const said = page.getByRole('dialog').getByRole('alert');
			await said.waitFor();
			expect(await said.innerText()).toBe('You seem to be offline. Close and try again.');
		}));
});

describe('a page that cannot be fetched', () => {
	it('says that the reader is offline, and loads once there is a network again', () =>
		visit('/actions?region=US-VA', { offline: true }, async (page) => {
			await page.context().setOffline(true);
			await page.getByRole('columnheader', { name: 'Place' }).getByRole('link').click();
			await page.getByRole('heading', { level: 1, name: 'You seem to be offline' }).waitFor();
			await page.context().setOffline(false);
			await page.getByRole('table', { name: 'Votes and actions' }).waitFor();
		}));
});
