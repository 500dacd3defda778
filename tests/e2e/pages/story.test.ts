import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rowsOverPages } from '../setup/table.ts';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** Types into the region picker and takes a region from its list, by keyboard alone. */
async function pickByKeyboard(page: Page, words: string, code: string): Promise<void> {
	const picker = page.getByRole('combobox', { name: 'Place' });
	await picker.focus();
	await page.keyboard.type(words);
	const wanted = page.getByRole('option', { name: new RegExp(` ${code}$`) });
	await wanted.waitFor();
	const options = page.getByRole('listbox').getByRole('option');
	for (let step = 0; step < (await options.count()); step++) {
		if ((await wanted.getAttribute('aria-selected')) === 'true') break;
		await page.keyboard.press('ArrowDown');
	}
	await page.keyboard.press('Enter');
}

/** What the chart of this name says of its points, walked with the arrow keys from first to last. */
async function pointsSpoken(page: Page, name: string): Promise<string[]> {
	const chart = page.getByRole('application', { name });
	const status = page.getByRole('figure').filter({ has: chart }).getByRole('status');
	await chart.focus();
	const spoken: string[] = [];
	for (;;) {
		await page.keyboard.press('ArrowRight');
		const words = await status.innerText();
		if (spoken.includes(words)) return spoken;
		spoken.push(words);
	}
}

async function download(page: Page): Promise<{ name: string; rows: Record<string, string>[] }> {
	await page.getByText('Download', { exact: true }).click();
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'This view, CSV' }).click()
	]);
	const rows = parse(await text(await file.createReadStream()), { columns: true });
	return { name: file.suggestedFilename(), rows: rows as Record<string, string>[] };
}

describe('the story of a newcomer', () => {
	it('reads the trend, narrows to Virginia by keyboard, and downloads what is on screen', () =>
		visit('/', {}, async (page) => {
			const main = page.getByRole('main');
			const headline = await main.getByRole('heading', { level: 1 }).innerText();
			expect(headline).toMatch(/^About 60% opposed .+ up from 41%/);
			expect(await main.innerText()).toMatch(/Harbor Poll asked .+ found 40% .+ 70%/);
			expect(await main.innerText()).toMatch(/have not seen the poll itself|news report by/i);
			const spoken = (await pointsSpoken(page, headline)).filter((text) =>
				text.includes('Harbor Poll')
			);
			for (const share of ['40%', '50%', '65%', '70%'])
				expect(
					spoken.some((words) => words.includes(share)),
					`a point at ${share}`
				).toBe(true);

			await pickByKeyboard(page, 'Virginia', 'US-VA');
			await page.waitForURL('**/regions/US-VA');
			await expect(main.innerText()).resolves.toContain('Virginia');

			await page.getByRole('link', { name: 'Actions', exact: true }).first().press('Enter');
			await page.waitForURL('**/actions?region=US-VA');
			await settled(page);
			expect(await main.innerText()).toContain('Virginia');

			const { name, rows } = await download(page);
			const table = await rowsOverPages(page, 'Votes and actions');
			expect(rows.length).toBeGreaterThan(10);
			expect(table.map(({ links }) => decodeURIComponent(links[0] ?? ''))).toEqual(
				rows.map((row) => `/actions/${row['action_id'] ?? ''}`)
			);
			expect(table.map(({ cells }) => cells['What happened'])).toEqual(
				rows.map((row) => row['summary']?.replace(/\s+/g, ' ').trim())
			);
			expect(name).toMatch(/^groundswell.*actions.*US-VA.*\.csv$/i);
		}));
});

describe('the region', () => {
	it('is kept on every page of the menu', () =>
		visit('/?region=US-TX', {}, async (page) => {
			const menu = page.getByRole('navigation', { name: 'Sections' });
			for (const title of ['Polls', 'Actions', 'Energy and costs', 'Data', 'Overview']) {
				const before = new URL(page.url()).pathname;
				await menu.getByRole('link', { name: title }).click();
				await page.waitForURL(({ pathname }) => pathname !== before);
				expect(new URL(page.url()).searchParams.get('region'), title).toBe('US-TX');
			}
		}));

	it('of a county is found by name, and shows what is in it', () =>
		visit('/actions', {}, async (page) => {
			await pickByKeyboard(page, 'Loudoun', 'US-VA-51107');
			await page.waitForURL(/region=US-VA-51107/);
			await settled(page);
			expect(await page.getByRole('main').innerText()).toContain('Loudoun County');
		}));
});

describe('a view', () => {
	it('is the same after reload and when its address is pasted', () =>
		visit('/actions?direction=restrictive&region=US-VA', {}, async (page) => {
			const caption = 'Votes and actions';
			const before = await page.getByRole('table', { name: caption }).innerText();
			await page.reload();
			await settled(page);
			expect(await page.getByRole('table', { name: caption }).innerText()).toBe(before);
		}));

	it('comes back with the back button', () =>
		visit('/actions?region=US-VA', {}, async (page) => {
			const before = await page.getByRole('main').getByRole('heading', { level: 1 }).innerText();
			await page
				.getByRole('table', { name: 'Votes and actions' })
				.locator('tbody')
				.getByRole('link')
				.first()
				.click();
			await page.waitForURL('**/actions/**');
			await page.goBack();
			await settled(page);
			expect(page.url()).toContain('region=US-VA');
			const title = page.getByRole('heading', { level: 1, name: before, exact: true });
			await title.waitFor();
			expect(await title.count()).toBe(1);
		}));
});
