import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from './axe.ts';
import { PAGES, REFUSALS } from './pages.ts';
import { useBrowser, WIDTHS, type Theme } from './visit.ts';

/** How many pixels the page is wider than the screen. */
const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function expectSound(page: Page): Promise<void> {
	expect(await overflow(page), 'pixels beside the screen').toBe(0);
	expect(await page.getByRole('heading', { level: 1 }).count(), 'headings of level 1').toBe(1);
	expect(await page.title()).not.toBe('');
	expect(await accessibilityProblems(page)).toEqual([]);
}

/** What every page must be in a theme; a file a theme, so that both run at once. */
export function describePages(theme: Theme): void {
	const { visit } = useBrowser();
	describe.each(WIDTHS)(`in ${theme} at %i px`, (width) => {
		it.each(PAGES)('%s is accessible, fits the screen and reports no error', (path) =>
			visit(path, { theme, width }, expectSound)
		);

		it.each(REFUSALS)('$path answers $status, accessible as any page', ({ path, status }) =>
			visit(path, { theme, width, status }, expectSound)
		);
	});
}
