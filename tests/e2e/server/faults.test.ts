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
		visit('/energy', { offline: true }, async (page) => {
			await page.context().setOffline(true);
			await page.getByRole('link', { name: 'Actions' }).first().click();
			await page.getByRole('heading', { level: 1, name: 'You seem to be offline' }).waitFor();
			await page.context().setOffline(false);
			await page.getByRole('table', { name: 'Votes and actions' }).waitFor();
		}));
});

describe('a filter that is chosen without a network', () => {
	const said = 'You seem to be offline, so this choice was not applied.';

	it('leaves the page as it is, says so beside the filters, and is applied on a second try', () =>
		visit('/actions?region=US-VA', { offline: true }, async (page) => {
			const table = page.getByRole('table', { name: 'Votes and actions' });
			const before = await table.innerText();
			const filters = page.getByRole('form', { name: 'Filters' });
			await page.context().setOffline(true);
			await filters.locator('summary', { hasText: 'Kind of action' }).click();
			await filters.getByRole('checkbox', { name: /^Moratorium/ }).check();
			await filters.getByRole('alert').waitFor();
			expect(await filters.getByRole('alert').innerText()).toContain(said);
			expect(new URL(page.url()).search).toBe('?region=US-VA');
			expect(await table.innerText()).toBe(before);
			await filters.getByRole('link', { name: 'Try again' }).click();
			await settled(page);
			expect(new URL(page.url()).search).toBe('?region=US-VA');
			await page.context().setOffline(false);
			await filters.getByRole('link', { name: 'Try again' }).click();
			await page.waitForURL(/action_type=moratorium/);
			await page.getByRole('alert').waitFor({ state: 'detached' });
		}));

	it('does not stand in the way back to a view that this browser has', () =>
		visit('/actions?region=US-VA', { offline: true }, async (page) => {
			const filters = page.getByRole('form', { name: 'Filters' });
			await filters.locator('summary', { hasText: 'Kind of action' }).click();
			await filters.getByRole('checkbox', { name: /^Moratorium/ }).check();
			await page.waitForURL(/action_type=moratorium/);
			await settled(page);
			await page.context().setOffline(true);
			await page.getByRole('columnheader', { name: 'Place' }).getByRole('link').click();
			await filters.getByRole('alert').waitFor();
			await page.goBack();
			await page.waitForURL((url) => !url.searchParams.has('action_type'));
			await page.getByRole('alert').waitFor({ state: 'detached' });
			expect(await page.getByRole('table', { name: 'Votes and actions' }).count()).toBe(1);
		}));

	it('is told above the page where it has no filters', () =>
		visit('/story?region=US-VA', { offline: true }, async (page) => {
			const heading = await page.getByRole('heading', { level: 1 }).innerText();
			await page.context().setOffline(true);
			await page.getByRole('combobox', { name: 'Place' }).click();
			await page.getByRole('option', { name: /^United States/ }).click();
			await page.getByRole('alert').waitFor();
			expect(await page.getByRole('alert').innerText()).toContain(said);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
		}));
});
