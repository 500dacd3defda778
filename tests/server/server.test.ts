import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { listen } from '../../src/server.ts';
import { releasesFolder } from './api/setup/releases-folder.ts';

/** A release whose observations are more than any socket takes in at once: a copy of a series for every region. */
function manyRows(): string {
	const releases = releasesFolder();
	releases.publish('cccccccccccc', '2026-11-24T12:00:00Z', (db) => {
		const columns = db.pragma('table_info(observations)') as { name: string }[];
		const values = columns.map(({ name }) => (name === 'region' ? 'r.region' : `o."${name}"`));
		db.exec(
			`INSERT OR IGNORE INTO observations SELECT ${values.join(', ')} FROM observations o, regions r
				WHERE o.series_id = 'us-electricity-price-residential-monthly' AND o.region = 'US' AND r.region <> 'US'`
		);
	});
	return releases.folder;
}

async function site(
	host = '127.0.0.1',
	{ downloads = 50, releases = inject('embeddedReleases') } = {}
) {
	const store = new ReleaseStore(releases);
	const api = createApi({ store, now: () => new Date() }, { downloads });
	const server = await listen({
		host,
		port: 0,
		api,
		pages: (_request, response) => void response.end('a page')
	});
	onTestFinished(async () => {
		await server.close(0);
	});
	return server;
}

const open = (address: string) =>
	new Promise<IncomingMessage>((answered, failed) => {
		get(address, { agent: false }, answered).on('error', failed);
	});

test('the API is answered first, and pages get the rest', async () => {
	const { address } = await site();
	expect((await fetch(`${address}/api/v1/health`)).status).toBe(200);
	expect(await (await fetch(`${address}/polls?x=1`)).text()).toBe('a page');
	expect(await (await fetch(`${address}/apis`)).text()).toBe('a page');
	const moved = await fetch(`${address}/polls.csv?region=US`, { redirect: 'manual' });
	expect(moved.headers.get('location')).toBe('/api/v1/readings.csv?region=US');
});

test('HEAD and packed answers pass a real socket', async () => {
	const { address } = await site();
	const head = await fetch(`${address}/api/v1/polls`, { method: 'HEAD' });
	expect(head.status).toBe(200);
	const packed = await fetch(`${address}/api/v1/polls`, { headers: { 'accept-encoding': 'br' } });
	expect(packed.headers.get('content-encoding')).toBe('br');
	expect(await packed.json()).toHaveProperty('data');
	expect((await fetch(`${address}/api/v1/%E0%A4%A`)).status).toBe(404);
});

test('listens on IPv6 and writes its address so that it can be opened', async () => {
	const { address } = await site('::1');
	expect(address).toMatch(/^http:\/\/\[::1\]:\d+$/);
	expect((await fetch(`${address}/api/v1/health`)).status).toBe(200);
});

test('an address in use is said in one line', async () => {
	const { address } = await site();
	const port = Number(new URL(address).port);
	const store = new ReleaseStore(inject('embeddedReleases'));
	const second = listen({
		host: '127.0.0.1',
		port,
		api: createApi({ store, now: () => new Date() }),
		pages: (_request, response) => void response.end()
	});
	await expect(second).rejects.toThrow(/is in use; set PORT to another$/);
});

test('a download under way is finished before the server ends', async () => {
	const { address, close } = await site();
	const response = await open(`${address}/api/v1/actions.csv`);
	const drained = close(60_000);
	let lines = 0;
	for await (const chunk of response) lines += String(chunk).split('\n').length - 1;
	expect(lines).toBeGreaterThan(Number(response.headers['x-groundswell-rows']));
	expect(await drained).toBe(true);
});

test('one that takes too long is cut off', async () => {
	const { address, close } = await site('127.0.0.1', { releases: manyRows() });
	const response = await open(`${address}/api/v1/observations.csv?region=all`);
	const ended = once(response, 'error');
	expect(await close(50)).toBe(false);
	response.resume();
	await ended;
	expect(response.complete).toBe(false);
});

test('a reader that goes away gives its place to the next', async () => {
	const { address } = await site('127.0.0.1', { downloads: 1, releases: manyRows() });
	const path = `${address}/api/v1/observations.csv?region=all`;
	const first = await open(path);
	await once(first, 'readable');
	expect((await open(path)).statusCode).toBe(503);
	first.destroy();
	await expect
		.poll(async () => {
			const next = await open(path);
			next.destroy();
			return next.statusCode;
		})
		.toBe(200);
});

test.each([8_000_001, 99_999_999_999, Number.MAX_SAFE_INTEGER])(
	'a list said to be of %i bytes is refused before any of it is sent',
	async (length) => {
		const { address } = await site();
		const socket = connect(Number(new URL(address).port), '127.0.0.1');
		onTestFinished(() => void socket.destroy());
		socket.write(
			`POST /api/v1/screen HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\n\r\n`
		);
		const [answer] = (await once(socket, 'data')) as [Buffer];
		expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
		expect((await fetch(`${address}/api/v1/health`)).status).toBe(200);
	}
);
