import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.ts';
import { rowsOnPage, rowsOverPages } from './table.ts';
import { useBrowser } from './visit.ts';

const { visit } = useBrowser();
const options = { javaScript: false };

describe('without JavaScript', () => {
	it.each(PAGES)('%s shows its table', (path) =>
		visit(path, options, async (page) => {
			const cells = page.getByRole('main').getByRole('table').first().getByRole('cell');
			expect(await cells.count()).toBeGreaterThan(3);
		})
	);

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
			await page.getByText('Kind', { exact: true }).first().click();
			const boxes = page.getByRole('group', { name: 'Kind' }).getByRole('checkbox');
			await boxes.nth(0).check();
			await boxes.nth(1).check();
			await page.getByRole('button', { name: 'Apply' }).click();
			expect(new URL(page.url()).searchParams.getAll('action_type')).toHaveLength(1);
			expect(new URL(page.url()).searchParams.get('action_type')).toContain('~');
		}));

	it('the pages of a table are links, and hold every row once', () =>
		visit('/actions?direction=restrictive&from=2026-03', options, async (page) => {
			const rows = await rowsOverPages(page, 'Votes and actions');
			const caption = await page.getByRole('table', { name: 'Votes and actions' }).innerText();
			const total = Number(/of ([\d,]+) rows/.exec(caption)?.[1]?.replaceAll(',', ''));
			expect(rows).toHaveLength(total);
			expect(total).toBeGreaterThan(100);
			expect(new Set(rows.map(({ links }) => links[0])).size).toBe(total);
		}));
});
