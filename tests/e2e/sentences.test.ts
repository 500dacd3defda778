import { readdirSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { kept, withoutRelease } from '../setup/kept.ts';
import { PAGES, REFUSALS } from './pages.ts';

/** What every page says, as the server writes it. */

const ROWS = 3;
const ITEMS = 6;

/** Elements whose words are no sentences of the page, or are lists of hundreds. */
const SILENT = /<(script|style|svg|select|datalist|template|noscript)\b[\s\S]*?<\/\1>/g;
const BLOCKS =
	/<\/?(?:p|h\d|li|ul|ol|tr|table|caption|div|section|figure|figcaption|dt|dd|dl|details|summary|form|fieldset|legend|label|nav|button|pre|article|header|main|thead|tbody|br|hr)\b[^>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&nbsp;': ' '
};

/** Only the first of many alike. */
const shortened = (html: string, inner: RegExp, piece: RegExp, most: number, what: string) =>
	html.replaceAll(inner, (all, open: string, body: string, close: string) => {
		const pieces = body.match(piece) ?? [];
		return pieces.length > most
			? `${open}${pieces.slice(0, most).join('')}<p>(${pieces.length} ${what})</p>${close}`
			: all;
	});

/** Folded parts with more letters than this are menus and dictionaries, alike on every page. */
const LONGEST_FOLD = 400;
const FOLD =
	/<details\b[^>]*>(?:\s|<!--.*?-->)*<summary\b[^>]*>((?:(?!<details\b)[\s\S])*?)<\/summary>((?:(?!<details\b)[\s\S])*?)<\/details>/g;

/** The page with long folded parts shut, the innermost first. */
function folded(html: string): string {
	const shut = html.replaceAll(FOLD, (_all, summary: string, body: string) => {
		const letters = body.replaceAll(/<[^>]*>|\s+/g, '').length;
		return `<p>${summary}${letters > LONGEST_FOLD ? ' (folded)' : `</p>${body}<p>`}</p>`;
	});
	return shut === html ? html : folded(shut);
}

/** The visible words of the page between header and footer, a line for each block. */
function sentencesOf(html: string): string {
	const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
	const rows = shortened(
		folded(main.replaceAll(SILENT, '')),
		/(<tbody\b[^>]*>)([\s\S]*?)(<\/tbody>)/g,
		/<tr\b[\s\S]*?<\/tr>/g,
		ROWS,
		'rows'
	);
	return shortened(
		rows,
		/(<[uo]l\b[^>]*>)((?:(?!<[uo]l\b)[\s\S])*?)(<\/[uo]l>)/g,
		/<li\b[\s\S]*?<\/li>/g,
		ITEMS,
		'items'
	)
		.replaceAll(/<!--[\s\S]*?-->/g, '')
		.replaceAll(/<\/t[dh]>\s*<t[dh]\b[^>]*>/g, ' | ')
		.replaceAll(BLOCKS, '\n')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => ENTITIES[entity] ?? entity)
		.split('\n')
		.map((line) => line.replaceAll(/\s+/g, ' ').trim())
		.filter((line) => line !== '' && line !== '|')
		.join('\n');
}

const ALL = [...PAGES.map((path) => ({ path, status: 200 })), ...REFUSALS];

/** The route of a page without its parameters: `/polls/[id]`. */
const matches = (route: string, path: string) =>
	new RegExp(`^${route.replaceAll(/\[\.\.\.\w+\]/g, '.+').replaceAll(/\[\w+\]/g, '[^/]+')}$`).test(
		path.replace(/\?.*/, '')
	);

/** Embeds hold one figure each, whose words tests/figures/kept.test.ts keeps. */
const IN_FIGURES = /^\/embed\/(?:chart|map|table)/;

test('every page of src/routes is among them', () => {
	const routes = (readdirSync('src/routes', { recursive: true }) as string[])
		.filter((file) => file.endsWith('+page.svelte'))
		.map((file) => `/${file.replaceAll('\\', '/').replace(/\/?\+page\.svelte$/, '')}`);
	expect(routes.length).toBeGreaterThan(20);
	for (const route of routes.filter((one) => !IN_FIGURES.test(one)))
		expect(
			PAGES.some((path) => matches(route, path)),
			`${route} needs an address in tests/e2e/pages.ts`
		).toBe(true);
});

describe('pages', () => {
	const files = kept(
		'pages',
		'.txt',
		ALL.map(({ path }) => path)
	);

	const release = fetch(new URL('/api/v1/regions?limit=1', inject('site')))
		.then((answer) => answer.json() as Promise<{ meta: { release: string } }>)
		.then(({ meta }) => meta.release);

	test.each(ALL)('$path says what is kept', async ({ path, status }) => {
		const address = new URL(path, inject('site'));
		// Pinned, so that nothing depends on the day the test runs.
		if (status === 200) address.searchParams.set('on', '2026-11-25');
		const answer = await fetch(address);
		expect(answer.status).toBe(status);
		const html = await answer.text();
		await files.same(
			path,
			withoutRelease(sentencesOf(html), await release)
				.replaceAll(inject('site'), 'SITE')
				// A citation of what a reader has before them is of today, whatever day is pinned.
				.replaceAll(/accessed (\w{3} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)/g, 'accessed DAY')
				.replaceAll(/\b[0-9a-f]{64}\b/g, 'SHA256')
		);
	});
});
