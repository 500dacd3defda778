import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();
/** Pages of every part of the site. */
const FROM = ['/', '/regions/US-WI', '/polls', '/actions', '/costs', '/claims'];
const SCREENS = [
	{ width: 1280, height: 800 },
	{ width: 390, height: 844 }
];

/** How far down the page ends what is to be seen first, by its words. */
const bottomOf = async (page: Page, name: RegExp) => {
	const box = await page.getByText(name).first().boundingBox();
	return (box?.y ?? Infinity) + (box?.height ?? 0);
};

it.each(FROM)('what is in force in a county is two interactions from %s', (path) =>
	visit(path, {}, async (page) => {
		await page.getByRole('combobox', { name: /^Find a county/ }).fill('loudoun');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/regions/US-VA-51107');
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/in force$/);
	})
);

it.each(SCREENS)(
	'the first screen of a place says what is in force, the newest decision, what comes next, opposition and price, at $width pixels',
	({ width, height }) =>
		visit('/regions/US-VA-51107', { width }, async (page) => {
			await page.setViewportSize({ width, height });
			await settled(page);
			const first = [
				/^▲ In force since/,
				/^Get updates$/,
				/^Compare$/,
				/^Newest decision$/,
				/^What comes next$/,
				/^Opposition$/,
				/^Electricity price$/
			];
			for (const words of first)
				expect(await bottomOf(page, words), String(words)).toBeLessThanOrEqual(height);
		})
);

describe('the parts of a page of a place', () => {
	it('show one at a time, by links that work without JavaScript and with Back', () =>
		visit('/regions/US-VA', { javaScript: false }, async (page) => {
			const actions = page.getByRole('table', { name: /^Votes and actions/ });
			const opposition = page.getByRole('heading', { name: 'Opposition', exact: true });
			expect(await actions.isVisible()).toBe(true);
			expect(await opposition.isVisible()).toBe(false);
			await page.getByRole('link', { name: /^Polls \d/ }).click();
			expect(await opposition.isVisible()).toBe(true);
			expect(await actions.isVisible()).toBe(false);
			await page.goBack();
			expect(await actions.isVisible()).toBe(true);
		}));

	it('are all on paper', () =>
		visit('/regions/US-VA', {}, async (page) => {
			await page.emulateMedia({ media: 'print' });
			expect(await page.getByRole('heading', { name: 'Opposition', exact: true }).isVisible()).toBe(
				true
			);
		}));
});

describe('updates', () => {
	it('of a town have a calendar to subscribe to, a feed, and both addresses to copy', () =>
		visit('/places/US-WI/city/madison', {}, async (page) => {
			await page.getByRole('main').getByRole('link', { name: 'Get updates' }).click();
			await page.waitForURL('**/feeds?place=**');
			const calendar = await page
				.getByRole('link', { name: 'Add to calendar' })
				.getAttribute('href');
			expect(calendar).toMatch(/^webcal:\/\/.*\/api\/v1\/calendar\.ics\?place=/);
			const feed = await page.getByRole('textbox', { name: 'Address of the feed' }).inputValue();
			const answer = await page.request.get(feed);
			expect(answer.headers()['content-type']).toMatch(/^application\/rss\+xml/);
			expect(
				await page.getByRole('textbox', { name: 'Address of the calendar' }).inputValue()
			).toMatch(/^http/);
		}));

	it('tell what changed since the last visit, which only the browser remembers', () =>
		visit('/feeds?region=US-VA', {}, async (page) => {
			await page.getByText('This is your first visit').waitFor();
			await page.evaluate(() => {
				for (const key of Object.keys(localStorage))
					localStorage.setItem(key, JSON.stringify({ seen: '2020-01-01', before: null }));
			});
			await page.reload();
			await page.getByText(/changed or added since/).waitFor();
			const since = page.getByRole('region', { name: 'Since your last visit' });
			expect(await since.getByRole('listitem').count()).toBeGreaterThan(0);
		}));

	it('take a town beside a state from the drawer, in one calendar and feed', () =>
		visit('/feeds?region=US-VA', {}, async (page) => {
			await page.getByRole('button', { name: 'Add a place' }).click();
			await page.getByRole('combobox', { name: /^County, city, state/ }).fill('madison');
			await page
				.getByRole('option', { name: /^Madison, Dane County/ })
				.first()
				.click();
			await page.waitForURL(/place=US-WI/);
			await page.getByRole('button', { name: 'Close' }).click();
			const listed = page.getByRole('list', { name: 'Places followed' }).getByRole('listitem');
			expect(await listed.count()).toBe(2);
			expect(
				await page.getByRole('textbox', { name: 'Address of the calendar' }).inputValue()
			).toMatch(/calendar\.ics\?place=US-WI\/city\/madison&region=US-VA$/);
		}));

	it('of several places are of all of them', () =>
		visit('/feeds?region=US-VA~US-WI', {}, async (page) => {
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(
				/Virginia or Wisconsin/
			);
		}));
});

describe('the place chosen', () => {
	it('stays when the page changes, and a page without places says why', () =>
		visit('/polls?region=US-VA', {}, async (page) => {
			await page
				.getByRole('navigation', { name: 'Sections' })
				.getByRole('link', { name: 'Data' })
				.click();
			await page.waitForURL('**/data?region=US-VA');
			await page.getByText('Your choice, Virginia, stays for other pages.').waitFor();
			await page.getByRole('link', { name: 'Virginia: what is in force' }).click();
			await page.waitForURL('**/regions/US-VA');
		}));

	it('of a town is its county on pages of regions', () =>
		visit('/places/US-WI/city/madison', { javaScript: false }, async (page) => {
			const polls = page
				.getByRole('navigation', { name: 'Sections' })
				.getByRole('link', { name: 'Polls' });
			expect(await polls.getAttribute('href')).toBe('/polls?region=US-WI-55025');
		}));
});
