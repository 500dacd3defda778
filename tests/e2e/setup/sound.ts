import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems } from './axe.ts';
import { settled } from './settled.ts';
import { HEIGHT, THEMES, useBrowser, WIDTHS } from './visit.ts';

/** How many pixels the page is wider than the screen. */
export const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Looks at a page as it stands in each theme at each width, within one load. */
export async function inEveryTheme(
	page: Page,
	widths: readonly number[],
	look: (page: Page, where: string) => Promise<void>
): Promise<void> {
	for (const width of widths) {
		await page.setViewportSize({ width, height: HEIGHT });
		for (const colorScheme of THEMES) {
			await page.emulateMedia({ colorScheme });
			await settled(page);
			await look(page, `in ${colorScheme} at ${width} px`);
		}
	}
}

/** What every page must be in every theme at every width. */
export const expectSound = (page: Page): Promise<void> =>
	inEveryTheme(page, WIDTHS, async (page, where) => {
		expect(await overflow(page), `pixels beside the screen ${where}`).toBe(0);
		expect(await page.getByRole('heading', { level: 1 }).count(), 'headings of level 1').toBe(1);
		expect(await page.title()).not.toBe('');
		expect(await accessibilityProblems(page), where).toEqual([]);
	});

/** What every page must be; groups of pages are in files of their own, so that both run at once. */
export function describePages(paths: readonly { path: string; status: number }[]): void {
	const { visit } = useBrowser();
	it.each(paths)(
		'$path answers $status, is accessible in both themes, fits each screen and reports no error',
		({ path, status }) => visit(path, { width: WIDTHS[0], status }, expectSound)
	);
}
