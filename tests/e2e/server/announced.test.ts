import { expect, inject, it } from 'vitest';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

it.each(['/', '/polls', '/actions', '/map', '/regions/US-VA', '/places/US-CA/city/penasco-verde'])(
	'%s announces a feed, which is there',
	async (path) => {
		const html = await (await fetch(inject('site') + path)).text();
		const [link = ''] = /<link[^>]*application\/atom\+xml[^>]*>/.exec(html) ?? [];
		expect(link).toContain('rel="alternate"');
		const href = (/href="([^"]+)"/.exec(link)?.[1] ?? '').replaceAll('&amp;', '&');
		const feed = await fetch(new URL(href, inject('site') + path));
		expect([feed.status, feed.headers.get('content-type')]).toEqual([
			200,
			'application/atom+xml; charset=utf-8'
		]);
	}
);

it('what begins in Arabic is laid out from right to left', () =>
	visit('/polls?region=AE', { javaScript: false }, async (page) => {
		const laidOut = await page.evaluate(() => {
			const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			const found: string[] = [];
			for (let node = texts.nextNode(); node; node = texts.nextNode())
				if (/^\s*[\u0600-\u06FF]/.test(node.textContent ?? '') && node.parentElement) {
					const { direction, unicodeBidi } = getComputedStyle(node.parentElement);
					const isOwn = direction === 'rtl' || unicodeBidi === 'plaintext';
					found.push(isOwn ? 'by itself' : `${direction}: ${node.textContent}`);
				}
			return found;
		});
		expect(new Set(laidOut)).toEqual(new Set(['by itself']));
	}));
