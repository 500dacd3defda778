import { once } from 'node:events';
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PAGES } from '../pages.ts';

/** Bytes of a status line and headers as they are sent. */
const MOST_HEADER_BYTES = 2000;

let browser: Browser;
let proxy: Server;
let outer: string;

/** A proxy as nginx is without a line about headers: Host names the server behind it, nothing says who asked for what. */
beforeAll(async () => {
	browser = await chromium.connect(inject('browser'));
	const behind = new URL(inject('site'));
	proxy = createServer((incoming, outgoing) => {
		const headers = { ...incoming.headers, host: behind.host, connection: 'close' };
		const { method, url } = incoming;
		const passed = ask(
			{ host: behind.hostname, port: behind.port, method, path: url, headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			}
		);
		incoming.pipe(passed);
	}).listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	outer = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
	proxy.close();
	await browser.close();
});

describe('the form without JavaScript', () => {
	it('screens a list behind a proxy that does not pass Host on', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false, baseURL: outer });
		try {
			const page = await context.newPage();
			await page.goto('/screen');
			await page.locator('textarea[name=sites]').fill('name,fips\nFirst site,51107');
			const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
			await page.locator('form[method=POST] button[type=submit]').first().click();
			expect((await answered).status()).toBe(200);
			expect(await page.getByRole('main').innerText()).toContain('First site');
		} finally {
			await context.close();
		}
	});

	it('is refused in words where the browser says that another site sends it', async () => {
		const answer = await fetch(`${inject('site')}/screen`, {
			method: 'POST',
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				origin: 'http://evil.example',
				'sec-fetch-site': 'cross-site'
			},
			body: 'sites=a'
		});
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain('another site');
	});
});

/** Sends headers that fetch does not let anyone choose. */
const open = (path: string, headers: Record<string, string>): Promise<string> =>
	new Promise((told, failed) => {
		const { hostname, port } = new URL(inject('site'));
		ask({ hostname, port, path, headers, agent: false }, (answer) => {
			let body = '';
			answer
				.setEncoding('utf8')
				.on('data', (text: string) => (body += text))
				.on('end', () => told(body));
		})
			.on('error', failed)
			.end();
	});

it.each<[string, Record<string, string>]>([
	['a host', { host: 'polls.example' }],
	['a forged scheme', { host: 'polls.example', 'x-forwarded-proto': 'https' }],
	['a forged host', { host: 'polls.example', 'x-forwarded-host': 'evil.example' }],
	[
		'what the server tells its pages',
		{ host: 'polls.example', 'x-groundswell-host': 'evil.example' }
	]
])('pages and API name the same address for %s', async (_name, headers) => {
	const page = await open('/', headers);
	const feeds = await open('/feeds', headers);
	const feed = await open('/api/v1/feed.atom', headers);
	const calendar = await open('/api/v1/calendar.ics', headers);
	const metadata = await open('/api/v1/polls.metadata.json', headers);
	expect(page).toContain('<meta property="og:url" content="http://polls.example/');
	expect(feeds).toContain('http://polls.example/api/v1/feed.rss');
	expect(feed).toContain('<link rel="self" href="http://polls.example/');
	expect(calendar.replaceAll('\r\n ', '')).toContain('URL;VALUE=URI:http://polls.example/');
	expect(metadata).toContain('"address":"http://polls.example/');
	for (const text of [page, feeds, feed, calendar, metadata])
		expect(text).not.toMatch(/https:\/\/polls\.example|evil\.example/);
});

it.each([...PAGES, '/embed/chart/polls', '/embed/map', '/nothing-here', '/polls?topic=nonsense'])(
	'%s answers with headers that fit any proxy',
	async (path) => {
		const { headers } = await fetch(`${inject('site')}${path}`);
		const bytes = [...headers].reduce(
			(sum, [name, value]) => sum + name.length + value.length + 4,
			0
		);
		expect(bytes).toBeLessThan(MOST_HEADER_BYTES);
		expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	}
);
