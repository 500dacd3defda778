import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PAGES, REFUSALS } from '../pages.ts';
import { accessibilityProblems } from '../setup/axe.ts';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

/** 400% of zoom on a screen of 1280 pixels. */
const NARROW = 320;
const LONG = 'Rindfleischetikettierungsueberwachungsaufgabenuebertragungsge';
const RIGHT_TO_LEFT = 'מרכזי נתונים (2026) — "لا لمراكز البيانات" 45%';
/** Where records write what nobody has measured. */
const WRITTEN = 'h1, h2, h3, p, li, td, dd, figcaption, blockquote, .visually-hidden';

const { visit } = useBrowser();

const openAll = (page: Page) =>
	page.evaluate(() => {
		for (const panel of document.querySelectorAll('details')) panel.open = true;
		for (const fold of document.querySelectorAll<HTMLInputElement>('.unfold > input'))
			fold.checked = true;
	});

/** What stands beside the screen, by its tag and class, with the pixels by which it does: nothing on a sound page. */
const beside = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const edge = document.documentElement.clientWidth;
		const wider = document.documentElement.scrollWidth - edge;
		if (wider <= 0) return [];
		const scrolls = (element: Element): boolean =>
			element.parentElement !== null &&
			(getComputedStyle(element.parentElement).overflowX !== 'visible' ||
				scrolls(element.parentElement));
		const culprits = [...document.body.querySelectorAll('*')]
			.filter((element) => element.getBoundingClientRect().right > edge + 0.5 && !scrolls(element))
			.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
		return [`${wider} px`, ...new Set(culprits)].slice(0, 8);
	});

/** Rows drawn as cards in which two dates or more stand without the name of their column. */
const unnamedDates = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const isDate = (text: string) => /^([A-Z][a-z]{2} (\d{1,2}, )?)?\d{4}$/.test(text);
		const isNamed = (cell: Element) =>
			!['none', 'normal'].includes(getComputedStyle(cell, '::before').content);
		return [...document.querySelectorAll('.stacked-rows tbody tr')]
			.map((row) =>
				[...row.querySelectorAll('td:not(.lead)')]
					.filter((cell) => isDate(cell.textContent.trim()) && !isNamed(cell))
					.map((cell) => cell.textContent.trim())
			)
			.filter(({ length }) => length > 1)
			.map((dates) => dates.join(' and '));
	});

/** Writes a word longer than the line, and text from right to left, behind whatever a page says. */
const writeLong = (page: Page) =>
	page.evaluate(
		({ written, more }) => {
			for (const element of document.querySelectorAll(written)) {
				if (element.closest('svg, [hidden]') !== null) continue;
				const texts = [...element.childNodes].filter(
					(node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.textContent ?? '')
				);
				for (const text of texts) text.textContent = `${text.textContent ?? ''} ${more}`;
			}
		},
		{ written: WRITTEN, more: `${LONG} ${RIGHT_TO_LEFT}` }
	);

const OTHERS = [
	'/actions/gb-long',
	'/places/GB/village/long-name',
	'/polls/long-de-2026',
	'/polls/arabic-ae-2026',
	'/changes',
	'/embed/chart/polls',
	'/embed/table/actions'
];

it.each([...[...PAGES, ...OTHERS].map((path) => ({ path, status: 200 })), ...REFUSALS])(
	'$path is accessible and fits 320 pixels with every panel open, also with long words and text from right to left in it',
	({ path, status }) =>
		visit(path, { width: NARROW, status }, async (page) => {
			await openAll(page);
			await settled(page);
			expect(await beside(page), 'as it is').toEqual([]);
			expect(await accessibilityProblems(page), 'as it is').toEqual([]);
			expect(await unnamedDates(page), 'dates of a card without a name').toEqual([]);
			await writeLong(page);
			await settled(page);
			expect(await beside(page), 'with long words').toEqual([]);
		})
);
