import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type Served } from '../e2e/setup/global-setup.ts';
import { settled } from '../e2e/setup/settled.ts';
import { overflow } from '../e2e/setup/sound.ts';
import { HEIGHT, useBrowser, WIDTHS } from '../e2e/setup/visit.ts';
import { liveReleases } from './live.ts';

/** A walk through the pages as a reader of today's data sees them: what a new row breaks is seen here. */

/** Releases of all data may have to be built first, and the pages too. */
const BUILT_MS = 600_000;
/** Pages with every row on them, on a machine that is busy. */
const PAGE_MS = 240_000;
const ROUTES = 'src/routes';

/** The first row of a table of `data/`, the last one, and the one with the most words in it, by their ids. */
function someOf(table: string, column: string): string[] {
	const text = readFileSync(`data/${table}.csv`, 'utf8');
	const rows = parse<Record<string, string>>(text, { columns: true });
	const words = (row: Record<string, string>) => Object.values(row).join('').length;
	const longest = rows.reduce((most, row) => (words(row) > words(most) ? row : most));
	return [...new Set([rows[0], longest, rows.at(-1)].map((row) => row?.[column] ?? ''))];
}

/** The pages of SvelteKit as their folders name them, such as `/polls/[id]`. */
const routes = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+page.svelte'))
	.map((file) => `/${dirname(file)}`.replace(/\/\.$/, '/'));

const plain = routes.filter((route) => !route.includes('['));

const PAGES = [
	...plain,
	...someOf('polls', 'poll_id').map((id) => `/polls/${id}`),
	...someOf('actions', 'action_id').map((id) => `/actions/${id}`),
	...someOf('places', 'place_id').map((id) => `/places/${id}`),
	...someOf('regions', 'region').map((id) => `/regions/${id}`),
	'/regions/US',
	'/regions/US-VA',
	'/regions/US-VA-51107',
	'/?region=US-VA',
	'/polls?region=US-VA',
	'/polls?method=model',
	'/actions?region=US-VA',
	'/map?region=US-VA',
	'/story?region=US-VA',
	'/search?q=loudoun',
	'/data/tables/observations',
	'/compare?region=US-VA~US-IN',
	'/embed/chart/polls',
	'/embed/chart/energy',
	'/embed/chart/costs-indicators',
	'/embed/map/map',
	'/embed/table/actions',
	'/share/chart/polls'
];

let live: Served;
beforeAll(async () => {
	live = await serve('data', liveReleases());
}, BUILT_MS);
afterAll(() => live.stop());

const { visit } = useBrowser(() => live);

it('leads to every kind of page there is', () => {
	const paths = PAGES.map((page) => new URL(page, 'http://site.invalid').pathname);
	const missed = routes.filter((route) => {
		const named = route.replaceAll(/\[\.\.\.\w+\]/g, '.+').replaceAll(/\[\w+\]/g, '[^/]+');
		return !paths.some((path) => new RegExp(`^${named}$`).test(path));
	});
	expect(routes.length).toBeGreaterThan(20);
	expect(missed).toEqual([]);
});

/** Screens at first sight: a phone and a small laptop. */
const SCREENS = [
	{ width: 390, height: 844 },
	{ width: 1280, height: 800 }
];
const MOST_SCREENS = 6;
/** What is read from top to bottom: methods and the API. */
const READ = /^\/(?:methods|api)\b/;

it.each(PAGES.filter((path) => !READ.test(path)))(
	'%s is at most six screens long at first sight',
	(path) =>
		visit(path, { width: 390 }, async (page) => {
			for (const screen of SCREENS) {
				await page.setViewportSize(screen);
				await settled(page);
				const height = await page.evaluate(() => document.documentElement.scrollHeight);
				expect(height / screen.height, `screens at ${screen.width} px`).toBeLessThanOrEqual(
					MOST_SCREENS
				);
			}
		}),
	PAGE_MS
);

it.each(PAGES)(
	'%s answers, has one heading, reports no error and fits each screen',
	(path) =>
		visit(path, { width: WIDTHS[0] }, async (page) => {
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: HEIGHT });
				await settled(page);
				expect(await overflow(page), `pixels beside the screen at ${width} px`).toBe(0);
				expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
			}
		}),
	PAGE_MS
);
