import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { PAGES } from '../pages.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();
const DAY = '2026-10-01';
const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}on=${DAY}`;

const banner = (page: Page) => page.getByRole('complementary', { name: 'Looking at the past' });

/** Addresses on this site of every link outside the banner, which leads to now. */
const links = (page: Page) =>
	page
		.locator('a[href^="/"]')
		.evaluateAll((all) =>
			all
				.filter((link) => link.closest('aside[aria-label="Looking at the past"]') === null)
				.map((link) => link.getAttribute('href') ?? '')
		);

/** The description of the API shows its addresses as they are, for any day. */
const OF_DATA = PAGES.filter((path) => path !== '/api');

describe('a page of the past', () => {
	it.each(OF_DATA)('%s says so, and every link and download on it stays there', (path) =>
		visit(at(path), { width: 360 }, async (page) => {
			expect(await banner(page).innerText()).toContain('Oct 1, 2026');
			const astray = (await links(page)).filter(
				(href) => !new URL(href, 'http://x.invalid').searchParams.has('on')
			);
			expect(astray).toEqual([]);
		})
	);

	it('leads back to now, with the other filters as they were', () =>
		visit(at('/actions?region=US-VA'), {}, async (page) => {
			await banner(page).getByRole('link', { name: 'Back to now' }).click();
			await page.waitForURL((url) => !url.searchParams.has('on'));
			expect(new URL(page.url()).searchParams.get('region')).toBe('US-VA');
			expect(await banner(page).count()).toBe(0);
		}));

	it('stays in the past when another region is chosen without JavaScript', () =>
		visit(at('/actions'), { javaScript: false }, async (page) => {
			await page.getByRole('combobox', { name: 'Place' }).fill('US-TX');
			await page.getByRole('button', { name: 'Go' }).click();
			expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
				on: DAY,
				region: 'US-TX'
			});
		}));
});

/** It leads back to now. */
const BANNER = /<aside aria-label="Looking at the past"[\s\S]*?<\/aside>/;

describe('a page at a release', () => {
	const answer = (path: string) => fetch(`${inject('site')}${path}`);
	/** The address of a page with one more key, and the links of what the server makes of it. */
	async function linksWith(path: string, key: string, value: string) {
		const response = await answer(`${path}${path.includes('?') ? '&' : '?'}${key}=${value}`);
		expect(response.status, path).toBe(200);
		expect(new URL(response.url).searchParams.get(key), path).toBe(value);
		const page = (await response.text()).replace(BANNER, '');
		return [...page.matchAll(/<a\b[^>]*? href="(\/[^"]*)"/g)].map(
			([, href = '']) => new URL(href.replaceAll('&amp;', '&'), response.url)
		);
	}

	it('chosen by its id, or by a day, keeps every link and download there', async () => {
		const { data } = (await (await answer('/api/v1/releases')).json()) as {
			data: { id: string; published_at: string }[];
		};
		const [release] = data.slice(-1);
		if (!release) throw new Error('a release is served');
		const chosen = { release: release.id, as_of: release.published_at.slice(0, 10) };
		for (const path of OF_DATA)
			for (const [key, value] of Object.entries(chosen)) {
				const astray = (await linksWith(path, key, value)).filter(
					({ searchParams }) => !searchParams.has('release') && !searchParams.has('as_of')
				);
				expect(astray.map(String), `${path} with ${key}`).toEqual([]);
			}
	});
});

it('with one release, the page of changes says so', () =>
	visit('/changes', {}, async (page) => {
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
			'There is one version, so nothing has changed yet'
		);
	}));
