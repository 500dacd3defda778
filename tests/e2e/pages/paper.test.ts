import { expect, it } from 'vitest';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

it.each(['/', '/polls', '/actions', '/map', '/energy', '/claims'])(
	'%s on paper has no filters, switches or links of tools, and no column is cut off',
	(path) =>
		visit(path, {}, async (page) => {
			// A4 within its margins, at 96 pixels an inch.
			await page.setViewportSize({ width: 703, height: 1000 });
			await page.emulateMedia({ media: 'print' });
			const main = page.getByRole('main');
			for (const tool of ['form', 'nav', '.links', 'details:not([open])'])
				expect(await main.locator(tool).filter({ visible: true }).count(), tool).toBe(0);
			const cut = await main.locator('table').evaluateAll((tables) =>
				tables
					.filter((table) => table.checkVisibility())
					.filter(
						({ scrollWidth, parentElement }) =>
							scrollWidth > document.body.clientWidth ||
							(parentElement !== null &&
								parentElement.scrollHeight > parentElement.clientHeight + 1)
					)
					.map((table) => table.id || table.textContent.slice(0, 40))
			);
			expect(cut).toEqual([]);
		})
);
