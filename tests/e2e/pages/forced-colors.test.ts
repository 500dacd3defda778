import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** The system has a few colors of its own, and the page has only those. */
const forced = async (page: Page) => {
	await page.emulateMedia({ forcedColors: 'active' });
	await settled(page);
};

/** What a style comes to for each element that is found. */
const stylesOf = (found: Locator, name: string) =>
	found.evaluateAll(
		(elements, property) =>
			elements.map((element) => getComputedStyle(element).getPropertyValue(property)),
		name
	);

it.each([
	['the parts of the site', '/polls', 'Sections'],
	['the pages of a part', '/claims', 'Data'],
	['the parts of a place', '/regions/US-VA', 'Parts of this page'],
	['pages on costs', '/costs/tiers', 'AI cost']
])('%s: the current one alone is underlined', (_, path, name) =>
	visit(path, {}, async (page) => {
		await forced(page);
		const menu = page.getByRole('navigation', { name, exact: true });
		const others = await stylesOf(menu.locator('a:not([aria-current])'), 'border-bottom-color');
		const [current] = await stylesOf(menu.locator('a[aria-current]'), 'border-bottom-color');
		expect(new Set(others).size).toBe(1);
		expect(others).not.toContain(current);
		const [ground] = await stylesOf(page.locator('body'), 'background-color');
		expect(others[0]).toBe(ground);
	})
);

it('the result that Enter opens is framed', () =>
	visit('/polls', {}, async (page) => {
		await forced(page);
		await page.keyboard.press('/');
		await page.keyboard.type('loud');
		const options = page.getByRole('option');
		await options.first().waitFor();
		const frames = await stylesOf(options, 'outline-style');
		expect(frames.slice(0, 2)).toEqual(['solid', 'none']);
	}));

it('the series of a chart are told apart by color or by mark, as their switches are', () =>
	visit('/costs/tiers', {}, async (page) => {
		await forced(page);
		const marks = await page
			.getByRole('list', { name: 'Series' })
			.first()
			.locator('svg')
			.evaluateAll((drawn) =>
				drawn.map((one) => `${getComputedStyle(one).fill} ${one.innerHTML.replaceAll(/\s+/g, ' ')}`)
			);
		expect(marks.length).toBeGreaterThan(1);
		expect(new Set(marks).size).toBe(marks.length);
	}));
