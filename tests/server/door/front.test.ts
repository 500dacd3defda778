import { connect } from 'node:net';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { Door, NOTHING_AROUND } from '#lib/server/door/door.ts';
import { listen, type Site } from '../../../src/server.ts';
import { logged } from './logged.ts';
import { rawly } from './raw.ts';

/** Nobody waits so long in a test: the number of those who wait decides. */
const LONG = 600_000;
/** A busy machine takes its time. */
const SLOW = { timeout: 30_000 };

async function site(options: Partial<Site> = {}) {
	const door = new Door({ waitMs: LONG, waiting: 3, delayMs: () => 0 }, NOTHING_AROUND);
	const store = new ReleaseStore(inject('embeddedReleases'));
	const waiting: ServerResponse[] = [];
	const { address, close } = await listen({
		host: '127.0.0.1',
		port: 0,
		door,
		api: createApi({ store, now: () => new Date(), guard: door }),
		pages: ({ url }, response) => {
			if (url !== '/slow') return response.end('a page');
			waiting.push(response);
			return new Promise((done) => response.once('close', done));
		},
		...options
	});
	onTestFinished(async () => {
		await close(0);
	});
	return { address, close, door, waiting, get: (path: string) => rawly(address, path) };
}

const PROXIED = { reach: { origin: null, trustedProxies: ['loopback'] } };
const from = (client: string) => ({ headers: { 'x-forwarded-for': client } });

test(
	'beyond what may wait pages and data are told to come back, while health and what is kept are answered',
	SLOW,
	async () => {
		const { address, get, door, waiting } = await site();
		await get('/api/v1/polls?limit=1');
		const slow = Array.from({ length: 7 }, () => get('/slow'));
		await expect.poll(() => door.metrics.text(), SLOW).toContain('groundswell_requests_waiting 3');
		for (const path of ['/', '/api/v1/polls?limit=2', '/slow']) {
			const refused = await get(path);
			expect([path, refused.status, refused.headers['retry-after']]).toEqual([path, 503, '5']);
			expect(refused.body).toContain('Come back in 5 seconds');
		}
		for (const path of ['/api/v1/health', '/api/v1/live', '/live', '/metrics', '/_app/x.js'])
			expect([path, (await get(path)).status]).toEqual([path, 200]);
		expect((await get('/api/v1/polls?limit=1')).status).toBe(200);
		const data = await rawly(address, '/map/__data.json');
		expect(JSON.parse(data.body)).toHaveProperty('message');
		await expect
			.poll(() => {
				for (const response of waiting) response.end('at last');
				return door.metrics.text();
			}, SLOW)
			.toContain('groundswell_requests_running 0');
		expect(new Set((await Promise.all(slow)).map(({ status }) => status))).toEqual(new Set([200]));
	}
);

test(
	'one client may ask for so many pages, others are not held up, and a private address is no client',
	SLOW,
	async () => {
		const { address } = await site({
			...PROXIED,
			door: new Door({ waitMs: LONG, delayMs: () => 0 }, NOTHING_AROUND)
		});
		const ask = async (client: string) => (await rawly(address, '/x', from(client))).status;
		for (let count = 0; count < 100; count++) await ask('192.0.2.1');
		const statuses = await Promise.all(Array.from({ length: 20 }, () => ask('192.0.2.1')));
		expect(statuses).toContain(429);
		expect(await ask('192.0.2.2')).toBe(200);
		const within = await Promise.all(Array.from({ length: 120 }, () => ask('10.0.0.7')));
		expect(new Set(within)).toEqual(new Set([200]));
	}
);

test('an answer carries the id under which it is logged; nothing of who asked or what for is', async () => {
	const lines = logged('info');
	const { address } = await site(PROXIED);
	const own = await rawly(address, '/polls?q=secret', { headers: { 'x-request-id': 'abc-1' } });
	expect(own.headers['x-request-id']).toBe('abc-1');
	const api = await rawly(address, '/api/v1/polls?limit=1', from('192.0.2.1'));
	const id = api.headers['x-request-id'];
	await expect.poll(() => lines, SLOW).toHaveLength(2);
	expect(lines[0]).toMatchObject({ level: 'info', request: 'abc-1', path: '/polls', status: 200 });
	expect(lines[1]).toMatchObject({ request: id, method: 'GET', path: '/api/v1/polls' });
	expect(JSON.stringify(lines)).not.toMatch(/secret|192\.0\.2\.1/);
});

test('an id that comes from anybody else is not taken', async () => {
	const { address } = await site();
	const answer = await rawly(address, '/x', { headers: { 'x-request-id': 'abc-1' } });
	expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('metrics count requests by kind and status, and kept answers', async () => {
	const { get, door } = await site();
	for (const path of ['/polls', '/api/v1/polls', '/api/v1/polls', '/api/v1/nothing'])
		await get(path);
	const { body, headers } = await get('/metrics');
	expect(headers['content-type']).toContain('version=0.0.4');
	await expect
		.poll(() => door.metrics.text(), SLOW)
		.toContain('groundswell_requests_total{kind="api",status="404"} 1');
	expect(body).toContain('groundswell_requests_total{kind="page",status="200"} 1');
	expect(body).toContain('groundswell_requests_total{kind="api",status="200"} 2');
	expect(body).toContain('groundswell_cache_total{result="hit"} 1');
	expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
});

test('metrics are told to nobody a proxy asks for', async () => {
	const { address } = await site();
	const refused = await rawly(address, '/metrics', from('127.0.0.1'));
	expect([refused.status, refused.body]).toEqual([
		403,
		expect.stringContaining('GROUNDSWELL_METRICS')
	]);
});

test('security.txt names the contact that is set, and says where there is none', async () => {
	const unset = await (await site()).get('/.well-known/security.txt');
	expect([unset.status, unset.body]).toEqual([
		404,
		expect.stringContaining('GROUNDSWELL_SECURITY_CONTACT')
	]);
	const { get } = await site({
		securityContact: 'safe@example.org',
		reach: { origin: 'https://example.org', trustedProxies: [] }
	});
	const { status, headers, body } = await get('/.well-known/security.txt');
	expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
	expect(body).toContain('Contact: mailto:safe@example.org\n');
	expect(body).toMatch(/^Expires: \d{4}-\d\d-\d\dT00:00:00.000Z$/m);
	expect(body).toContain('Canonical: https://example.org/.well-known/security.txt');
});

test('readiness fails while the server is about to end, liveness and open connections go on', async () => {
	const { get, door } = await site();
	expect((await get('/api/v1/health')).status).toBe(200);
	door.drain();
	const { status, body } = await get('/api/v1/health');
	expect([status, body]).toEqual([503, expect.stringContaining('about to end')]);
	expect((await get('/live')).status).toBe(200);
	expect((await get('/polls')).status).toBe(200);
});

test('a list of sites that is cut off while it is sent is no failure of the server', async () => {
	const lines = logged('info');
	const { address } = await site();
	const socket = connect(Number(new URL(address).port), '127.0.0.1');
	await once(socket, 'connect');
	socket.write(
		'POST /api/v1/screen HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\nname,lat'
	);
	// Another request is answered after this one was begun.
	await rawly(address, '/x');
	socket.destroy();
	await expect.poll(() => lines, SLOW).toHaveLength(2);
	await rawly(address, '/x');
	await expect.poll(() => lines, SLOW).toHaveLength(3);
	expect(lines.map(({ level }) => level)).toEqual(['info', 'info', 'info']);
	expect(lines).toContainEqual(expect.objectContaining({ path: '/api/v1/screen', status: 499 }));
});

test.each([
	['bytes=5-1', undefined],
	['bytes=-5', undefined],
	['bytes=0-1,3-4', undefined],
	['lines=1-2', undefined],
	['bytes=2-9', 'bytes=2-9'],
	['bytes=2-', 'bytes=2-']
])('of a Range header %j what serves files sees %j', async (range, seen) => {
	const told: unknown[] = [];
	const { address } = await site({
		pages: ({ headers }, response) => {
			told.push(headers.range);
			response.end();
		}
	});
	await rawly(address, '/favicon.svg', { headers: { range } });
	expect(told).toEqual([seen]);
});

test('no answer leaves its type to be guessed, whatever the request', async () => {
	const { address } = await site();
	for (const path of ['/polls.csv', '/api/v1/polls', '/live', '/x'])
		for (const host of ['127.0.0.1', 'a b', '[::1']) {
			const { headers } = await rawly(address, path, { headers: { host } });
			expect([path, host, headers['x-content-type-options']]).toEqual([path, host, 'nosniff']);
		}
});
