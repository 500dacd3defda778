import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { accessibilityProblems } from '../setup/axe.ts';
import { rowsOnPage } from '../setup/table.ts';
import { settled } from '../setup/settled.ts';
import { useBrowser, WIDTHS } from '../setup/visit.ts';

const { visit } = useBrowser();

/** Fifty made-up sites: points, codes, places and counties, one in the sea, one that can be two places. */
const POINTS = Array.from({ length: 40 }, (_, index) => [
	`Site ${index + 1}`,
	(33 + ((index * 0.7548776) % 1) * 8).toFixed(4),
	(-98 + ((index * 0.5698402) % 1) * 16).toFixed(4)
]);
const LIST = [
	'Site,Latitude,Longitude,County FIPS,City,County,State,Owner',
	...POINTS.map(([name, lat, lon]) => `${name},${lat},${lon},,,,,Utility`),
	'Ashburn campus,39.0437,-77.4875,,,,,A',
	'Code,,,51107,,,,B',
	'Lost zero,,,1097,,,,C',
	'River site,,,,Marigold Park,,CA,D',
	'By county,,,,,Prince William County,Virginia,E',
	'Old Connecticut,,,09001,,,,F',
	'In words,"38.9",-77.03,,,,,"Smith, Al"',
	'Border,39.3210,-77.7195,,,,,G',
	'At sea,30,-50,,,,,H',
	'Which one,,,,,Richmond,VA,I'
].join('\n');

const csvFile = (list: string) => ({
	name: 'sites.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(list)
});

const table = (page: Page) => page.getByRole('table', { name: 'Sites' });
const rows = (page: Page) => rowsOnPage(page, 'Sites');
const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** Sends a list as a file, and waits for its table. */
async function screen(page: Page, list = LIST): Promise<void> {
	await page.getByLabel('or a CSV or Excel file').setInputFiles(csvFile(list));
	await page.getByRole('button', { name: 'Screen the sites' }).click();
	await table(page).waitFor();
}

/** Unfolds the form, which makes room for the results. */
const changeList = (page: Page) =>
	page.getByText('Change the list, the filter or the score').click();

/** Presses a button of the results, and waits for the address it leads to. */
async function press(page: Page, name: string | RegExp, key: string, value: string | null) {
	await page.getByRole('button', { name }).first().click();
	await page.waitForURL((url) => url.searchParams.get(key) === value);
}

async function download(page: Page, name: string): Promise<string> {
	await page.locator('summary', { hasText: /^Download$/ }).click();
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: `Download ${name}` }).click()
	]);
	return text(await file.createReadStream());
}

const numbers = (some: { cells: Record<string, string> }[], column: string) =>
	some
		// "1 verified of 2" counts two.
		.map(({ cells }) => Number.parseFloat(cells[column]?.replace(/^\d+ verified of /, '') ?? ''))
		.filter((value) => !Number.isNaN(value));

describe('a list of fifty sites', () => {
	it('is uploaded, sorted, weighed, taken away, and opened again to the same', () =>
		visit('/screen?columns=summary', {}, async (page) => {
			await screen(page);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
				'48 of 50 sites located'
			);
			expect(await rows(page)).toHaveLength(50);
			expect(await table(page).innerText()).not.toContain('Score');

			await press(page, /^Restrictive within 50 miles/, 'sort', 'restrictive_50mi_24m');
			await press(page, /^Restrictive within 50 miles/, 'sort', '-restrictive_50mi_24m');
			const near = numbers(await rows(page), 'Restrictive within 50 miles, 24 months ↓');
			expect(near.length).toBeGreaterThan(3);
			expect(near).toEqual(near.toSorted((a, b) => b - a));

			await changeList(page);
			await page.getByText('Custom score').click();
			await page.getByRole('textbox', { name: 'Restriction' }).fill('3');
			await page.getByRole('textbox', { name: /^Opposition/ }).fill('1');
			await page.getByRole('button', { name: 'Screen the sites' }).click();
			await page.waitForURL((url) => url.searchParams.has('weight_restriction'));
			await press(page, 'Score', 'sort', 'score');
			await press(page, /^Score/, 'sort', '-score');
			expect(searchOf(page)).toEqual({
				columns: 'summary',
				sort: '-score',
				weight_opposition: '1',
				weight_restriction: '3'
			});
			const scored = await rows(page);
			const scores = numbers(scored, 'Score ↓');
			expect(scores).toHaveLength(48);
			expect(scores).toEqual(scores.toSorted((a, b) => b - a));

			const csv = await download(page, 'CSV');
			const file = parse<Record<string, string>>(csv, { columns: true });
			expect(file.map(({ row }) => row)).toEqual(
				scored.map(({ cells }) => /row (\d+)/.exec(cells['Site'] ?? '')?.[1])
			);
			expect(file.find(({ site }) => site === 'In words')).toMatchObject({ Owner: 'Smith, Al' });

			const address = page.url();
			await page.goto('about:blank');
			await page.goto(address);
			await settled(page);
			await screen(page, csv);
			const again = await rows(page);
			expect(numbers(again, 'Score ↓')).toEqual(scores);
		}));

	it('moves to what came back: a summary, six columns, and everything else on a click', () =>
		visit('/screen', {}, async (page) => {
			await screen(page, `${LIST}\nMisspelt,,,,,Loudon County,Virginia,J`);
			const results = page.getByRole('region', { name: 'Results' });
			expect(await results.evaluate((part) => part === document.activeElement)).toBe(true);
			expect(await page.getByLabel(/^Paste up to/).isVisible()).toBe(false);
			expect(await results.innerText()).toMatch(
				/48 of 51 located:[\s\S]*with a rule in force[\s\S]*3\s+not located/
			);
			const [head] = await table(page).getByRole('row').all();
			expect(await head?.getByRole('columnheader').count()).toBe(6);
			await page.getByRole('button', { name: /^details of Ashburn campus/ }).click();
			const all = page.getByRole('dialog', { name: /^Ashburn campus/ });
			expect(await all.innerText()).toContain('Lawsuits');
			await page.keyboard.press('Escape');
			await all.waitFor({ state: 'hidden' });
			await page.getByRole('button', { name: 'Use Loudoun County, Virginia' }).click();
			await page.getByRole('heading', { level: 1, name: '49 of 51 sites' }).waitFor();
		}));

	it('shows ten sites on a phone at first, and all of them when asked', () =>
		visit('/screen', { width: 390 }, async (page) => {
			await screen(page);
			const sites = table(page).getByRole('rowheader');
			expect(await sites.count()).toBe(10);
			await page.getByRole('checkbox', { name: 'Show all 50 sites' }).check();
			expect(await sites.count()).toBe(50);
		}));

	it('shows a page of a site to print, and goes back', () =>
		visit('/screen', {}, async (page) => {
			await screen(page);
			await press(page, /^page to print: Ashburn campus/, 'site', '41');
			const sheet = page.getByRole('article');
			await sheet.waitFor();
			expect(await sheet.count()).toBe(1);
			expect(await sheet.innerText()).toContain('Records behind these facts');
			expect(await sheet.innerText()).toContain('Restrictive actions near the site');
			await page.goBack();
			await table(page).waitFor();
			expect(await rows(page)).toHaveLength(50);
			await press(page, 'Print one page per site', 'view', 'sheets');
			await sheet.first().waitFor();
			expect(await sheet.count()).toBe(50);
		}));

	it('shows the columns that are chosen, and keeps the choice in the address', () =>
		visit('/screen', {}, async (page) => {
			await screen(page);
			await page.locator('summary', { hasText: /^Columns$/ }).click();
			await page.getByRole('checkbox', { name: 'At a glance' }).uncheck();
			await page.getByRole('checkbox', { name: /^Opposition/ }).check();
			await page.getByRole('checkbox', { name: /^From your list/ }).check();
			await press(page, 'Show these columns', 'columns', 'opposition~carried');
			const [first] = await rows(page);
			expect(Object.keys(first?.cells ?? {})).toEqual(
				expect.arrayContaining(['opposition house', 'opposition age days (days)', 'Owner'])
			);
			expect(first?.cells['Owner']).toBe('Utility');
		}));

	it('sets rows with the same fault right with one choice, which does not go over to another list', () =>
		visit('/screen', {}, async (page) => {
			const swapped =
				'Site,Latitude,Longitude\nA,-77.4875,39.0437\nB,-77.3064,38.8462\nC,38.8977,-77.0365';
			const headline = page.getByRole('heading', { level: 1 });
			await screen(page, swapped);
			await headline.getByText('1 of 3 sites located').waitFor();
			await page.getByRole('button', { name: 'Swap both' }).click();
			await headline.getByText('3 sites located', { exact: true }).waitFor();
			await changeList(page);
			await screen(page, swapped.replace('A,', 'Another,'));
			await headline.getByText('1 of 3 sites located').waitFor();
		}));

	it('goes on with the place that is chosen for a row that can be several', () =>
		visit('/screen', {}, async (page) => {
			await screen(page);
			await press(page, 'Show unlocated rows first', 'sort', 'placed');
			await page.getByRole('combobox', { name: /Which place/ }).selectOption({ index: 1 });
			await page.getByRole('button', { name: /^Use this one/ }).click();
			await page.getByRole('heading', { level: 1, name: '49 of 50 sites' }).waitFor();
			await press(page, /^Site$/, 'sort', null);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('49 of 50');
		}));

	it.each(WIDTHS)(
		'is as accessible as any page, at %i px, as a table and as pages to print',
		(width) =>
			visit(
				'/screen?weight_votes=1',
				{ width, theme: width === 360 ? 'dark' : 'light' },
				async (page) => {
					await screen(page);
					// A phone folds most of them away.
					const others = page.getByRole('checkbox', { name: 'Show all 50 sites' });
					if (await others.isVisible()) await others.check();
					const beside = () =>
						page.evaluate(
							() => document.documentElement.scrollWidth - document.documentElement.clientWidth
						);
					expect(await beside()).toBe(0);
					expect(await accessibilityProblems(page)).toEqual([]);
					await press(page, /^page to print: Ashburn campus/, 'site', '41');
					await page.getByRole('article').waitFor();
					expect(await beside()).toBe(0);
					expect(await accessibilityProblems(page)).toEqual([]);
				}
			)
	);
});

describe('a list without JavaScript', () => {
	const options = { javaScript: false };

	it('is screened, sorted, weighed and printed by the form alone', () =>
		visit('/screen', options, async (page) => {
			await screen(page);
			expect(await rows(page)).toHaveLength(50);
			expect(await page.getByRole('img', { name: /^Map of 48 sites/ }).count()).toBe(1);
			await changeList(page);
			await page.getByText('Custom score').click();
			await page.getByRole('textbox', { name: 'Votes' }).fill('2');
			await page.getByRole('button', { name: 'Screen the sites' }).click();
			await page.getByRole('button', { name: 'Score' }).click();
			expect(searchOf(page)).toEqual({ sort: 'score', weight_votes: '2' });
			const scores = numbers(await rows(page), 'Score ↑');
			expect(scores.length).toBeGreaterThan(3);
			expect(scores).toEqual(scores.toSorted((a, b) => a - b));
			await page.getByRole('button', { name: /^page to print: Ashburn campus/ }).click();
			expect(searchOf(page)).toEqual({ site: '41', sort: 'score', weight_votes: '2' });
			expect(await page.getByRole('article').innerText()).toContain('Records behind these facts');
			await page.getByRole('button', { name: 'Back to the table' }).click();
			expect(await rows(page)).toHaveLength(50);
		}));

	it('that cannot be read comes back with why, and with what was written', async () => {
		const body = new FormData();
		body.set('sites', 'name,fips\n"a,51107');
		const site = inject('site');
		const answer = await fetch(`${site}/screen`, {
			method: 'POST',
			body,
			headers: { origin: site, accept: 'text/html' }
		});
		expect(answer.status).toBe(422);
		expect(answer.headers.get('cache-control')).toContain('no-store');
		const page = await answer.text();
		expect(page).toMatch(/Not screened: line \d: a quote \("\) is opened and not closed/);
		expect(page).toContain('"a,51107</textarea>');
	});
});
