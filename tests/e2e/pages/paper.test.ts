import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** A word of a language, none of those made up to be too long for any column. */
const LONGEST = 20;

/** Words of tables that begin on one line and end on another. */
const brokenWords = (page: Page) =>
	page
		.getByRole('main')
		.locator('th, td')
		.evaluateAll((cells, most) => {
			const broken: string[] = [];
			for (const cell of cells.filter((one) => one.checkVisibility())) {
				const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
				while (texts.nextNode()) {
					const text = texts.currentNode as Text;
					if (text.parentElement?.closest('.visually-hidden, svg, code') !== null) continue;
					for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
						const range = document.createRange();
						range.setStart(text, index);
						range.setEnd(text, index + word.length);
						const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
						if (word.length <= most && lines.size > 1) broken.push(word);
					}
				}
			}
			return broken;
		}, LONGEST);

/** A4 within its margins, at 96 pixels an inch. */
const onPaper = async (page: Page) => {
	await page.setViewportSize({ width: 703, height: 1000 });
	await page.emulateMedia({ media: 'print' });
};

it.each(['/', '/polls', '/actions', '/map', '/energy', '/claims'])(
	'%s on paper has no filters, switches or links of tools, and no column is cut off',
	(path) =>
		visit(path, {}, async (page) => {
			await onPaper(page);
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

it.each([
	...[
		'/polls',
		'/actions',
		'/regions/US-VA',
		'/regions/US-VA-51107',
		'/energy',
		'/costs',
		'/stale'
	],
	...['/methods/forecast', '/methods/what-followed', '/data/verification']
])('%s on paper breaks no word of a table', (path) =>
	visit(path, {}, async (page) => {
		await onPaper(page);
		expect(await brokenWords(page)).toEqual([]);
	})
);
