import type { Page } from 'playwright-core';
import { settled } from './settled.ts';

/** What a row of a table on screen holds: its cells as text by their column's title, and where its links lead. */
export interface ScreenRow {
	cells: Record<string, string>;
	links: string[];
}

/** The rows of the table with this caption, as they stand on the page now. */
export function rowsOnPage(page: Page, caption: string): Promise<ScreenRow[]> {
	return page.getByRole('table', { name: caption }).evaluate((table) => {
		const text = (cell: Element) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
		const titles = [...table.querySelectorAll('thead th')].map((head) => text(head));
		return [...table.querySelectorAll('tbody tr')].map((row) => ({
			cells: Object.fromEntries(
				[...row.children].map((cell, index) => [titles[index] ?? '', text(cell)])
			),
			links: [...row.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '')
		}));
	});
}

/** The rows of the table over all its pages, going from one to the next as a reader does. */
export async function rowsOverPages(page: Page, caption: string): Promise<ScreenRow[]> {
	const rows = await rowsOnPage(page, caption);
	const next = page.getByRole('link', { name: 'Next rows' });
	while ((await next.count()) > 0) {
		const address = page.url();
		await next.click();
		await page.waitForURL((url) => url.href !== address);
		await settled(page);
		rows.push(...(await rowsOnPage(page, caption)));
	}
	return rows;
}
