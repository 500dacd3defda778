import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../setup/axe.ts';
import { settled } from '../setup/settled.ts';
import { overflow } from '../setup/sound.ts';
import { THEMES, useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** What opens on a page when somebody does something. */
interface Panel {
	name: string;
	path: string;
	status?: number;
	open: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name }).first().click();
const unfold = (page: Page, name: RegExp) =>
	page.locator('summary').filter({ hasText: name, visible: true }).first().click();
/** A phone keeps filters folded. */
const unfoldFilters = async (page: Page) => {
	const fold = page.getByRole('checkbox', { name: 'Filters' }).first();
	if (await fold.isVisible()) await fold.check();
};

const PANELS: Panel[] = [
	{
		name: 'results of the search',
		path: '/polls',
		open: async (page) => {
			await page.keyboard.press('/');
			await page.keyboard.type('loud');
			await page.getByRole('option').first().waitFor();
		}
	},
	{
		name: 'the places to choose from',
		path: '/energy',
		open: async (page) => {
			await page.getByRole('combobox', { name: 'Place' }).fill('virg');
			await page.getByRole('option').first().waitFor();
		}
	},
	{
		name: 'a filter of many values',
		path: '/actions',
		open: async (page) => {
			await unfoldFilters(page);
			await unfold(page, /^Kind of action/);
		}
	},
	{
		name: 'more filters',
		path: '/polls',
		open: async (page) => {
			await unfoldFilters(page);
			await unfold(page, /^More filters/);
		}
	},
	{
		name: 'a filter that is wrong',
		path: '/actions?from=yesterday',
		status: 400,
		open: (page) => page.getByRole('alert').waitFor()
	},
	{ name: 'the files to download', path: '/actions', open: (page) => unfold(page, /^Download/) },
	{
		name: 'the formats of a chart',
		path: '/polls',
		open: (page) => unfold(page, /^More formats/)
	},
	{
		name: 'what to share',
		path: '/',
		open: async (page) => {
			await page
				.getByRole('link', { name: /^Share: / })
				.first()
				.click();
			const dialog = page.getByRole('dialog', { name: 'Share' });
			await dialog.getByRole('textbox', { name: 'Code to embed' }).waitFor();
		}
	},
	{
		name: 'the places of a comparison',
		path: '/compare?region=US-VA~US-WI',
		open: async (page) => {
			await press(page, 'Add or reorder');
			await page.getByRole('dialog').waitFor();
			await page.keyboard.type('loud');
			await page.getByRole('dialog').getByRole('option').first().waitFor();
		}
	},
	{
		name: 'the places to follow',
		path: '/feeds?region=US-VA',
		open: async (page) => {
			await press(page, 'Add a place');
			await page.getByRole('dialog').waitFor();
		}
	},
	{
		name: 'a report that is written',
		path: '/report?kind=action&id=ca-marigold-ban',
		open: async (page) => {
			await page.getByRole('textbox', { name: /^What is wrong/ }).fill('It says 2025.');
			await press(page, 'Prepare the report');
		}
	},
	{
		name: 'the value of a mark',
		path: '/polls',
		open: async (page) => {
			await page.locator('.plot').first().focus();
			await page.keyboard.press('ArrowRight');
		}
	},
	{
		name: 'the sites of a list',
		path: '/screen',
		open: async (page) => {
			await page
				.getByRole('textbox', { name: /^Paste/ })
				.fill('name,city,state\nA,Marigold Park,CA');
			await press(page, 'Screen the sites');
			await page.getByRole('table', { name: 'Sites' }).waitFor();
		}
	},
	{
		name: 'the part of a place',
		path: '/regions/US-VA',
		open: (page) => page.getByRole('link', { name: /^Rules and dates/ }).click()
	}
];

const SCREENS = [320, 1280];
const CASES = PANELS.flatMap(({ status = 200, ...panel }) =>
	SCREENS.map((width) => ({ ...panel, status, width }))
);

it.each(CASES)(
	'$name: accessible in both themes and nothing beside the screen, open at $width px',
	({ path, status, width, open }) =>
		visit(path, { width, status }, async (page) => {
			await open(page);
			for (const colorScheme of THEMES) {
				await page.emulateMedia({ colorScheme });
				await settled(page);
				expect(await accessibilityProblems(page), colorScheme).toEqual([]);
				expect(await overflow(page), colorScheme).toBe(0);
			}
		})
);
