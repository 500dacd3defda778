import { describe, expect, it } from 'vitest';
import { PAGES, WITH_TABLE } from '../pages.ts';
import { rowsOnPage, rowsOverPages } from '../setup/table.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();
const options = { javaScript: false };
/** Pages that ask, and tell no figure. */
const FORMS = ['/report'];
/** Where a page has its table in a part that is not its first. */
const TABLE_AT: Record<string, string> = { '/data': '/data#part-sources' };

describe('without JavaScript', () => {
	it.each(PAGES)('%s reads: a finding, and figures below it', (path) =>
		visit(path, options, async (page) => {
			const main = page.getByRole('main');
			expect(await main.getByRole('heading', { level: 1 }).innerText()).not.toBe('');
			if (!FORMS.includes(path)) expect(await main.innerText()).toMatch(/\d/);
		})
	);

	it.each(WITH_TABLE)('%s shows its table', (path) =>
		visit(TABLE_AT[path] ?? path, options, async (page) => {
			const table = page.getByRole('main').getByRole('table').first();
			expect(await table.getByRole('cell').count()).toBeGreaterThan(0);
		})
	);

	it('the charts of the overview lead to their rows', () =>
		visit('/', options, async (page) => {
			const links = page.getByRole('link', { name: 'Table', exact: true });
			const addresses = await links.evaluateAll((all) =>
				all.map((link) => link.getAttribute('href'))
			);
			expect(addresses.length).toBeGreaterThan(0);
			for (const address of addresses) {
				await page.goto(address ?? '');
				expect(await page.getByRole('table').getByRole('cell').count()).toBeGreaterThan(0);
			}
		}));

	it('a filter is a form: a direction is chosen, applied, and stands in the address', () =>
		visit('/actions?region=US-VA', options, async (page) => {
			await page.getByRole('combobox', { name: 'Direction' }).selectOption('permissive');
			await page.getByRole('button', { name: 'Apply' }).click();
			const asked = new URL(page.url()).searchParams;
			expect(Object.fromEntries(asked)).toEqual({ direction: 'permissive', region: 'US-VA' });
			const rows = await rowsOnPage(page, 'Votes and actions');
			expect(rows.length).toBeGreaterThan(0);
			for (const { cells } of rows) expect(cells['Direction']).toMatch(/permissive$/);
		}));

	it('several values of a filter become one list in the address', () =>
		visit('/actions?region=US-VA', options, async (page) => {
			await page.locator('summary', { hasText: 'Kind of action' }).click();
			const boxes = page.getByRole('group', { name: 'Kind of action' }).getByRole('checkbox');
			await boxes.nth(0).check();
			await boxes.nth(1).check();
			await page.locator('summary', { hasText: 'Kind of action' }).click();
			await page.getByRole('button', { name: 'Apply' }).click();
			expect(new URL(page.url()).searchParams.getAll('action_type')).toHaveLength(1);
			expect(new URL(page.url()).searchParams.get('action_type')).toContain('~');
		}));

	it('the pages of a table are links, and hold every row once', () =>
		visit('/actions?direction=restrictive&from=2026-03&limit=10', options, async (page) => {
			const rows = await rowsOverPages(page, 'Votes and actions');
			const caption = await page.getByRole('table', { name: 'Votes and actions' }).innerText();
			const total = Number(/of ([\d,]+) rows/.exec(caption)?.[1]?.replaceAll(',', ''));
			expect(rows).toHaveLength(total);
			expect(total).toBeGreaterThan(20);
			expect(new Set(rows.map(({ links }) => links[0])).size).toBe(total);
		}));
});
