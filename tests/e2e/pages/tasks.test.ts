/** What people come for, each within the steps it may take: clicks, fields filled in and keys. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readerAt } from '../setup/steps.ts';
import { useBrowser, type Visit } from '../setup/visit.ts';

const { visit } = useBrowser();

const PHONE: Visit = { width: 390 };
/** 1280 pixels at a zoom of 400%. */
const ZOOMED: Visit = { width: 320 };

const search = (page: Page) => page.getByRole('combobox', { name: /^Find a county/ });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const main = (page: Page) => page.getByRole('main');
const section = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name });

/** Whether the whole of something is on the screen as it stands. */
async function isInSight(page: Page, what: Locator): Promise<boolean> {
	const box = await what.boundingBox();
	const { width = 0, height = 0 } = page.viewportSize() ?? {};
	if (box === null) return false;
	const isAcross = box.x >= 0 && box.x + box.width <= width;
	return isAcross && box.y >= 0 && box.y + box.height <= height;
}

describe('a planner', () => {
	it.each(['/polls', '/data', '/costs/tiers', '/actions?region=US-WI', '/methods'])(
		'sees what is in force in Fauquier County in two steps from %s',
		(path) =>
			visit(path, {}, async (page) => {
				const reader = readerAt(page);
				await reader.type(search(page), 'fauquier');
				await reader.key('Enter');
				await page.waitForURL('**/regions/US-VA-51061');
				expect(await heading(page).innerText()).toMatch(/Fauquier County.* moratorium .*in force/);
				expect(await isInSight(page, page.getByText(/^▲ In force since/).first())).toBe(true);
				expect(reader.steps()).toBeLessThanOrEqual(2);
			})
	);

	it('adds a county to a comparison in three steps, and keeps what was there', () =>
		visit('/compare?region=US-VA~US-WI', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(page.getByRole('button', { name: 'Add or reorder' }));
			await reader.type(page.getByRole('combobox', { name: /^County, city, state/ }), 'loud');
			await reader.key('Enter');
			await page.waitForURL(/US-VA-51107/);
			expect(new URL(page.url()).searchParams.get('region')?.split('~').sort()).toEqual([
				'US-VA',
				'US-VA-51107',
				'US-WI'
			]);
			expect(reader.steps()).toBeLessThanOrEqual(3);
		}));

	it('has a list of sites screened in two steps, and its summary in sight', () =>
		visit('/screen', {}, async (page) => {
			const reader = readerAt(page);
			const list = 'Site,County,State\nNorth,Loudoun County,Virginia\nSouth,Faquier,Virginia\n';
			await reader.file(page.getByLabel('or a CSV or Excel file'), 'sites.csv', list);
			await reader.click(page.getByRole('button', { name: 'Screen the sites' }));
			const result = page.getByText(/^1 of 2 located/);
			await result.waitFor();
			expect(await isInSight(page, result)).toBe(true);
			expect(await main(page).innerText()).toMatch(/South \(row 2\): .*Did you mean Fauquier/);
			expect(reader.steps()).toBeLessThanOrEqual(2);
		}));

	it('takes a place as a file in two steps', () =>
		visit('/regions/US-VA-51107', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(
				main(page)
					.locator('summary', { hasText: /^Download/ })
					.first()
			);
			const file = page.waitForEvent('download');
			await reader.click(
				main(page)
					.getByRole('link', { name: /, CSV$/ })
					.first()
			);
			expect((await file).suggestedFilename()).toMatch(/US-VA-51107.*\.csv$/);
			expect(reader.steps()).toBeLessThanOrEqual(2);
		}));
});

describe('a reporter', () => {
	it.each([1280, 390])(
		'has the figures, whose they are and how they were seen without a step, at %i pixels',
		(width) =>
			visit('/', { width }, async (page) => {
				await page.setViewportSize({ width, height: width < 600 ? 844 : 800 });
				const words = main(page).locator('.lede').first();
				expect(await words.innerText()).toMatch(
					/estimate for .* is 60% \(95% interval: .*40% \(Aug 2025\), 50%, 65% and 70%.*comes from Poll Digest.*Leesburg voted 55% to\s+restrict/s
				);
				expect(await isInSight(page, words)).toBe(true);
				const drawn = await page.locator('canvas').first().boundingBox();
				expect(drawn?.y).toBeLessThan(600);
			})
	);

	it('has picture, embed and citation of a chart in one step', () =>
		visit('/polls', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(page.getByRole('link', { name: /^Share: About/ }).first());
			const dialog = page.getByRole('dialog');
			await dialog.getByRole('link', { name: 'PNG', exact: true }).waitFor();
			const said = await dialog
				.locator('textarea')
				.evaluateAll((all) => all.map((one) => ('value' in one ? one.value : '')).join('\n'));
			expect(said).toMatch(/<iframe[\s\S]*accessed/);
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));

	it('finds whether “80% in Marigold Park” is so in two steps', () =>
		visit('/', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(section(page, 'Data'));
			await reader.click(
				page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: 'Claims' })
			);
			const claim = main(page).locator('li', { hasText: '80% of the vote' }).first();
			expect(await claim.innerText()).toMatch(/Confirmed[\s\S]*80% of the vote/);
			expect(reader.steps()).toBeLessThanOrEqual(2);
		}));

	it('reads first at a poll who states it best, and how it was asked', () =>
		visit('/polls/harbor-2025-08', {}, async (page) => {
			expect(await main(page).innerText()).toMatch(
				/Sources\s+[\s\S]*?\n[^\n]*Harbor[\s\S]*?original source/
			);
		}));
});

describe('a resident with a phone', () => {
	it.each([
		['Marigold Park', '/places/US-CA/city/marigold-park'],
		['marigold prk', '/places/US-CA/city/marigold-park'],
		['prince wiliam', '/regions/US-VA-51153'],
		['Loudon county va', '/regions/US-VA-51107'],
		['madison, wi', '/places/US-WI/city/madison']
	])('who types “%s” is at its page in two steps', (typed, path) =>
		visit('/', PHONE, async (page) => {
			const reader = readerAt(page);
			await reader.type(search(page), typed);
			await reader.key('Enter');
			await page.waitForURL(`**${path}`);
			expect(reader.steps()).toBeLessThanOrEqual(2);
		})
	);

	it('is told of news of a town by a calendar, one step from its page', () =>
		visit('/places/US-WI/city/madison', PHONE, async (page) => {
			const reader = readerAt(page);
			await reader.click(main(page).getByRole('link', { name: 'Get updates' }));
			const add = page.getByRole('link', { name: 'Add to calendar' });
			expect(await add.getAttribute('href')).toMatch(/^webcal:/);
			expect(await isInSight(page, add)).toBe(true);
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));

	it('reports an error of a record without an account, one step from it', () =>
		visit('/actions/ca-marigold-ban', PHONE, async (page) => {
			const reader = readerAt(page);
			await reader.click(page.getByRole('link', { name: /^Report an error/ }).first());
			expect(await main(page).innerText()).toMatch(/You need no account[\s\S]*What happens next/);
			expect(page.url()).toContain('ca-marigold-ban');
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));

	it('reads a value of a chart with one tap, below the chart, with nothing to pan', () =>
		visit('/', PHONE, async (page) => {
			const reader = readerAt(page);
			const canvas = page.locator('canvas').first();
			const box = await canvas.boundingBox();
			expect(box?.x).toBeGreaterThanOrEqual(0);
			expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
			await reader.click(page.getByRole('button', { name: /Previous|Next/ }).first());
			const dock = main(page).getByText(/%/).filter({ hasNotText: 'Our estimate' });
			expect(await dock.count()).toBeGreaterThan(0);
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));
});

describe('a researcher', () => {
	it('has every table in one file in two steps', () =>
		visit('/', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(section(page, 'Data'));
			const zip = page.getByRole('link', { name: /^CSV, one zip/ });
			expect(await isInSight(page, zip)).toBe(true);
			const file = page.waitForEvent('download');
			await reader.click(zip);
			expect((await file).suggestedFilename()).toMatch(/\.zip$/);
			expect(reader.steps()).toBeLessThanOrEqual(2);
		}));

	it('finds a column among all tables in one step', () =>
		visit('/data', {}, async (page) => {
			const reader = readerAt(page);
			await reader.type(page.getByRole('searchbox', { name: /tables and columns/ }), 'margin');
			const found = main(page).getByRole('link', { name: 'Polls', exact: true });
			await found.first().waitFor();
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));
});

describe('a maintainer', () => {
	it('finds the records to look at again from any page in one step', () =>
		visit('/polls', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(page.getByRole('link', { name: 'Outdated records' }).last());
			await page.waitForURL('**/stale**');
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));
});

describe('with the keyboard alone, and at 400%', () => {
	it('the skip link leads past the header in two keys', () =>
		visit('/map', {}, async (page) => {
			const reader = readerAt(page);
			await reader.key('Tab');
			await reader.key('Enter');
			expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
			expect(reader.steps()).toBeLessThanOrEqual(2);
		}));

	it('Escape closes what is open and leads back to what opened it', () =>
		visit('/actions', {}, async (page) => {
			const reader = readerAt(page);
			const opener = page.locator('summary', { hasText: 'Kind of action' }).first();
			await opener.focus();
			await reader.key('Enter');
			expect(await page.getByRole('checkbox', { name: /^Moratorium/ }).isVisible()).toBe(true);
			await reader.key('Tab');
			await reader.key('Escape');
			expect(await page.getByRole('checkbox', { name: /^Moratorium/ }).isVisible()).toBe(false);
			expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);
		}));

	it('Back undoes the last choice: a filter, and a switch of the view', () =>
		visit('/actions', {}, async (page) => {
			await page.getByRole('combobox', { name: 'Direction' }).selectOption('permissive');
			await page.waitForURL(/direction=permissive/);
			await page.goBack();
			await page.waitForURL((url) => url.pathname === '/actions' && url.search === '');
			await page.goto('/map');
			await page.getByRole('link', { name: 'Restrictions in force' }).click();
			await page.waitForURL(/measure=restrictions/);
			await page.goBack();
			await page.getByRole('heading', { level: 1, name: /^Restrictive actions/ }).waitFor();
			expect(page.url()).not.toContain('restrictions');
		}));

	it.each(['/', '/actions', '/regions/US-VA-51107', '/compare?region=US-VA~US-WI'])(
		'%s reads at 320 by 256 pixels, and a place is found in two steps',
		(path) =>
			visit(path, ZOOMED, async (page) => {
				await page.setViewportSize({ width: 320, height: 256 });
				const reader = readerAt(page);
				expect(
					await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
				).toBeLessThanOrEqual(0);
				await reader.type(search(page), 'madison');
				const first = page.getByRole('option').first();
				await first.waitFor();
				expect(await isInSight(page, first)).toBe(true);
				await reader.key('Enter');
				await page.waitForURL('**/places/US-WI/city/madison');
				expect(reader.steps()).toBeLessThanOrEqual(2);
			})
	);
});
