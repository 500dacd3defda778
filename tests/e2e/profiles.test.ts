import { describe, expect, it } from 'vitest';
import { rowsOverPages } from './table.ts';
import { useBrowser } from './visit.ts';

const { visit } = useBrowser();

describe('profiles', () => {
	it('hold every action of the region over their pages, each once', () =>
		visit('/regions/US-VA', { javaScript: false }, async (page) => {
			const caption = await page.getByRole('table', { name: /^Votes and actions/ }).innerText();
			const total = Number(/of ([\d,]+) rows/.exec(caption)?.[1]?.replaceAll(',', ''));
			const rows = await rowsOverPages(page, 'Votes and actions, newest first');
			expect(rows).toHaveLength(total);
		}));

	it('show another day, and keep it in the address', () =>
		visit('/regions/US-VA', { javaScript: false }, async (page) => {
			await page.getByLabel('In force on', { exact: true }).fill('2026-03-01');
			await page.getByRole('button', { name: 'Show' }).click();
			expect(new URL(page.url()).searchParams.get('on')).toBe('2026-03-01');
			expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toBe(
				'In force on 1 Mar 2026'
			);
		}));

	it('lead from one region to another through the picker', () =>
		visit('/regions/US-VA', {}, async (page) => {
			await page.getByRole('combobox', { name: 'Region' }).fill('Loudoun');
			await page.getByRole('option', { name: /Loudoun County/ }).waitFor();
			await page.keyboard.press('Enter');
			await page.waitForURL(/\/regions\/US-VA-51107$/);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Loudoun County/);
		}));
});

it.each([true, false])('compare takes one more region (JavaScript: %s)', (javaScript) =>
	visit('/compare?region=US-VA~US-WI', { javaScript }, async (page) => {
		await page.getByLabel('Add a region').fill('US-TX');
		await page.getByRole('button', { name: 'Add' }).click();
		await page.waitForURL(/region=US-TX~US-VA~US-WI$/);
		expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
			expect.arrayContaining(['Texas', 'Virginia', 'Wisconsin'])
		);
	})
);
