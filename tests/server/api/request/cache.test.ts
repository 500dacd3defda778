import { describe, expect, test, vi } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { cacheControl, encodingOf } from '#lib/server/api/cache.ts';
import { apiOver } from '../setup/support.ts';

describe('a conditional request', () => {
	test.each([
		'/api/v1/polls?region=US-VA',
		'/api/v1/polls.csv?region=US-VA',
		'/api/v1/openapi.json'
	])('%s: 304 with the same tag, and no body', async (path) => {
		const { get } = apiOver();
		const first = await get(path);
		const etag = first.headers.get('etag') ?? '';
		const second = await get(path, { headers: { 'if-none-match': `"other", ${etag}` } });
		expect(second.status).toBe(304);
		expect(await second.text()).toBe('');
		expect(second.headers.get('etag')).toBe(etag);
		expect(second.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
		expect(second.headers.get('vary')).toBe(first.headers.get('vary'));
		const third = await get(path, { headers: { 'if-none-match': '"other"' } });
		expect(third.status).toBe(200);
	});

	test('is answered without touching the database', async () => {
		const { get, store } = apiOver();
		const etag = (await get('/api/v1/polls')).headers.get('etag') ?? '';
		const prepared = vi.spyOn(store.current(), 'prepare');
		const cold = apiOver();
		const touched = vi.spyOn(cold.store.current(), 'prepare');
		const response = await cold.get('/api/v1/polls', { headers: { 'if-none-match': etag } });
		expect(response.status).toBe(304);
		expect(touched).not.toHaveBeenCalled();
		expect(prepared).not.toHaveBeenCalled();
	});
});

describe('equal questions', () => {
	test.each([
		['keys in another order', 'tier=primary&region=US-VA', 'region=US-VA&tier=primary'],
		['a list in another order', 'region=US-VA~US-TX', 'region=US-TX~US-VA'],
		['a default spelt out', 'region=US-VA&sort=-date&limit=100', 'region=US-VA'],
		['the scope of the collection', 'region=US-VA&scope=within', 'region=US-VA'],
		['every region', 'region=all', '']
	])('%s: one answer', async (_what, one, other) => {
		const { get } = apiOver();
		const tag = async (search: string) =>
			(await get(`/api/v1/polls${search === '' ? '' : `?${search}`}`)).headers.get('etag');
		expect(await tag(one)).toBe(await tag(other));
	});

	test('other questions have other tags, and so has each encoding and format', async () => {
		const { get } = apiOver();
		const paths = ['/api/v1/polls', '/api/v1/polls?limit=1', '/api/v1/polls.csv', '/api/v1/claims'];
		const tags = await Promise.all(
			paths.map(async (path) => (await get(path)).headers.get('etag'))
		);
		expect(new Set(tags).size).toBe(paths.length);
	});

	test('asked at the same time are answered by one query', async () => {
		const { get, store } = apiOver();
		await get('/api/v1/claims?limit=1');
		const prepared = vi.spyOn(store.current(), 'prepare');
		const bodies = await Promise.all(
			Array.from({ length: 5 }, async () => (await get('/api/v1/claims?limit=2')).text())
		);
		expect(new Set(bodies).size).toBe(1);
		const calls = prepared.mock.calls.filter(([sql]) => sql.includes('"claim_id"'));
		expect(calls.length).toBeLessThanOrEqual(2);
	});

	test('a failed answer is not kept', async () => {
		const { get } = apiOver();
		expect((await get('/api/v1/polls?tier=x')).status).toBe(400);
		expect((await get('/api/v1/polls?tier=x')).status).toBe(400);
	});
});

describe('a form without JavaScript', () => {
	test.each([
		['region=US-VA&region=US-TX', 'region=US-TX~US-VA'],
		['to=&from=2025&q=', 'from=2025'],
		['tier=primary&tier=reported&sort=-date&limit=100&house=', 'tier=primary~reported'],
		['q=', ''],
		['from=2024&from=2025', 'from=2025']
	])('%s is sent to %s', async (search, canonical) => {
		const { get } = apiOver();
		const response = await get(`/api/v1/polls?${search}`);
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe(
			`/api/v1/polls${canonical === '' ? '' : `?${canonical}`}`
		);
	});

	test('a file is whole: limit and cursor are taken out of its address, for all to see', async () => {
		const { get } = apiOver();
		const response = await get('/api/v1/polls.csv?tier=primary&limit=20&cursor=abc');
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/api/v1/polls.csv?tier=primary');
	});
});

describe('addresses that lead to the API', () => {
	test.each([
		['/polls.csv?region=US-VA&from=2025', '/api/v1/readings.csv?region=US-VA&from=2025'],
		['/polls.json', '/api/v1/readings.json'],
		['/actions.csv', '/api/v1/actions.csv'],
		['/energy.csv?region=US', '/api/v1/observations.csv?region=US'],
		['/costs.csv', '/api/v1/model-prices.csv'],
		['/polls/gallup-2026.csv', '/api/v1/answers.csv?poll=gallup-2026'],
		['/api/v1', '/api']
	])('%s', async (path, location) => {
		const { get } = apiOver();
		const response = await get(path);
		expect(response.status).toBe(308);
		expect(response.headers.get('location')).toBe(location);
	});
});

describe('headers', () => {
	test('every answer may be read by other sites, and by scripts its useful headers', async () => {
		const { get } = apiOver();
		for (const path of ['/api/v1/polls', '/api/v1/polls.csv', '/api/v1/health', '/api/v1/x']) {
			const { headers } = await get(path);
			expect(headers.get('access-control-allow-origin')).toBe('*');
			expect(headers.get('access-control-expose-headers')).toContain('X-Groundswell-Rows');
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		}
	});

	test('OPTIONS says what is allowed', async () => {
		const { get } = apiOver();
		const response = await get('/api/v1/polls', { method: 'OPTIONS' });
		expect(response.status).toBe(204);
		expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
	});

	test('HEAD is GET without the body', async () => {
		const { get } = apiOver();
		for (const path of ['/api/v1/polls', '/api/v1/polls.csv']) {
			const head = await get(path, { method: 'HEAD' });
			const full = await get(path);
			expect(await head.text()).toBe('');
			expect([...head.headers]).toEqual([...full.headers]);
			await full.body?.cancel();
		}
	});

	test.each([
		['gzip', gunzipSync],
		['br', brotliDecompressSync]
	] as const)('a client that takes %s gets it', async (encoding, unpack) => {
		const { get } = apiOver();
		const plain = await (await get('/api/v1/polls')).text();
		const packed = await get('/api/v1/polls', { headers: { 'accept-encoding': encoding } });
		expect(packed.headers.get('content-encoding')).toBe(encoding);
		expect(unpack(new Uint8Array(await packed.arrayBuffer())).toString()).toBe(plain);
	});

	test('the best encoding a client takes', () => {
		expect(encodingOf('gzip, deflate, br')).toBe('br');
		expect(encodingOf('gzip;q=1.0, br;q=0')).toBe('gzip');
		expect(encodingOf('br ; q=0.000')).toBe('identity');
		expect(encodingOf('zebra')).toBe('identity');
		expect(encodingOf(null)).toBe('identity');
	});

	test('no time to keep an answer passes the next UTC midnight', () => {
		const midnight = Date.parse('2026-11-26T00:00:00Z');
		expect(cacheControl(false, midnight - 300_000)).toBe('public, max-age=300');
		expect(cacheControl(false, midnight - 299_000)).toBe('public, max-age=299');
		expect(cacheControl(false, midnight - 1)).toBe('public, max-age=0');
		expect(cacheControl(false, midnight)).toBe('public, max-age=300');
	});
});
