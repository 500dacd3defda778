import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PageCache, pageControl, type PageBasis } from '#lib/server/door/pages/page-cache.ts';

const NOON = Date.parse('2026-08-10T12:00:00Z');
const DAY_MS = 86_400_000;
const ADDRESS = 'http://polls.example/polls?region=US-VA';
const LONG = 'A page of many words. '.repeat(200);

const page = (text: string, headers: Record<string, string> = {}, status = 200) =>
	new Response(text, {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8', etag: '"made"', ...headers }
	});

/** A cache over a basis that a test can change, and how it would answer a browser. */
function cacheOver(basis: PageBasis | null) {
	const state = { basis };
	const cache = new PageCache(
		() => state.basis,
		() => NOON
	);
	const keyOf = (accept = '', address = ADDRESS) => cache.keyOf('GET', address, accept);
	const keep = async (made: Response, accept = '') => {
		const key = keyOf(accept);
		if (key === null) throw new Error('there should be a key');
		return cache.keep(key, made, () => keyOf(accept));
	};
	return { state, cache, keyOf, keep };
}

/** Asks a server that sends what the cache holds, else 404. */
async function ask(
	cache: PageCache,
	key: string | null,
	headers: Record<string, string> = {},
	method = 'GET'
): Promise<Response> {
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		if (key === null || !cache.send(key, request, response)) response.writeHead(404).end();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => void server.close());
	return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers, method });
}

const BASIS = { release: '0123456789ab', day: '2026-08-10', refresh: 'none' };

describe('a page that was made', () => {
	it.each(['', 'gzip', 'br'])(
		'is sent again with the same bytes, packed as "%s"',
		async (accept) => {
			const { cache, keep, keyOf } = cacheOver(BASIS);
			const first = await keep(page(LONG), accept);
			expect(first.headers.get('content-encoding') ?? '').toBe(accept);
			const again = await ask(cache, keyOf(accept), { 'accept-encoding': accept });
			expect(again.status).toBe(200);
			expect(await again.text()).toBe(LONG);
			expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
			expect(again.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
			expect(again.headers.get('vary')).toBe('Accept-Encoding');
		}
	);

	it('is not sent to whoever has it, also where a proxy weakened its tag', async () => {
		const { cache, keep, keyOf } = cacheOver(BASIS);
		const tag = (await keep(page(LONG))).headers.get('etag') ?? '';
		for (const asked of [tag, `W/${tag}`, `"other", ${tag}`]) {
			const answer = await ask(cache, keyOf(), { 'if-none-match': asked });
			expect(answer.status, asked).toBe(304);
			expect(answer.headers.get('etag')).toBe(tag);
		}
		expect((await ask(cache, keyOf(), { 'if-none-match': '"other"' })).status).toBe(200);
	});

	it('answers HEAD with its headers alone', async () => {
		const { cache, keep, keyOf } = cacheOver(BASIS);
		await keep(page(LONG));
		const answer = await ask(cache, keyOf(), {}, 'HEAD');
		expect(Number(answer.headers.get('content-length'))).toBe(LONG.length);
		expect(await answer.text()).toBe('');
	});

	it('is another under a new release, a new day, after a refresh of upstreams, or at another address', async () => {
		const { state, cache, keep, keyOf } = cacheOver(BASIS);
		await keep(page(LONG));
		expect((await ask(cache, keyOf('', `${ADDRESS}&x=1`))).status).toBe(404);
		state.basis = { ...BASIS, day: '2026-08-11' };
		expect((await ask(cache, keyOf())).status).toBe(404);
		state.basis = { ...BASIS, refresh: '1785600000000-7' };
		expect((await ask(cache, keyOf())).status).toBe(404);
		state.basis = { ...BASIS, release: 'ba9876543210' };
		expect((await ask(cache, keyOf())).status).toBe(404);
		state.basis = null;
		expect(keyOf()).toBeNull();
	});

	it('is not kept where a release came while it was made: half of it may be of the one before', async () => {
		const { state, cache, keep, keyOf } = cacheOver(BASIS);
		const before = keyOf();
		const making = keep(page(LONG));
		state.basis = { ...BASIS, release: 'ba9876543210' };
		expect(await (await making).text()).toBe(LONG);
		expect((await ask(cache, before)).status).toBe(404);
		expect((await ask(cache, keyOf())).status).toBe(404);
	});

	it.each([
		['refuses', page('no', {}, 404)],
		['says that nobody may keep it', page(LONG, { 'cache-control': 'no-store' })],
		['leads elsewhere', new Response(null, { status: 307, headers: { location: '/polls' } })]
	])('is not kept where it %s', async (_, made) => {
		const { cache, keep, keyOf } = cacheOver(BASIS);
		expect(await keep(made)).toBe(made);
		expect((await ask(cache, keyOf())).status).toBe(404);
	});

	it('is forgotten with all others where the file it was made from was damaged', async () => {
		const { cache, keep, keyOf } = cacheOver(BASIS);
		await keep(page(LONG));
		cache.clear();
		expect((await ask(cache, keyOf())).status).toBe(404);
	});
});

it('a form that is sent has no key', () => {
	expect(cacheOver(BASIS).cache.keyOf('POST', ADDRESS, 'br')).toBeNull();
});

it('no page is shown after midnight UTC, however long a cache may keep it', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: DAY_MS - 1 }), (time) => {
			const now = Date.parse('2026-08-10T00:00:00Z') + time;
			const [fresh = NaN, stale = NaN] = (pageControl(now).match(/\d+/g) ?? []).map(Number);
			expect(fresh).toBeGreaterThanOrEqual(0);
			expect(stale).toBeGreaterThanOrEqual(0);
			expect(now + (fresh + stale) * 1000).toBeLessThan(Date.parse('2026-08-11T00:00:00Z'));
		})
	);
	expect(pageControl(NOON)).toBe('public, max-age=60, stale-while-revalidate=600');
});
