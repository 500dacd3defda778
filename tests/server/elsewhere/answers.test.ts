import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { watchedApi, type Watched } from '../../../scripts/bench/blocks/child.ts';
import { apiOver } from '../api/setup/support.ts';
import { everyAddress } from './support.ts';

const CSV = '/api/v1/actions.csv?region=US';
/** Headers of a connection, and of one answer alone. */
const OF_CONNECTION = ['connection', 'date', 'keep-alive', 'transfer-encoding', 'x-request-id'];
/** How long the process has been up. */
const OF_PROCESS = '/api/v1/views/data?';
/** Compressed: a time in them changes every byte after it. */
const COMPRESSED = /\.(xlsx|zip)\?/;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** Processor time the main thread may take for others to wait, in ms; only Linux tells that of one thread. */
const MOST_MS = 50;
const isTold = existsSync('/proc/self/schedstat');

let server: Watched;
beforeAll(async () => {
	server = await watchedApi(inject('embeddedReleases'));
});
afterAll(() => server.stop());

const UNPACKED = { headers: { 'accept-encoding': 'identity' } };
const ask = (path: string, init: RequestInit = UNPACKED) => fetch(server.address + path, init);

/** What an answer holds, without the times at which it was made. */
async function told(response: Response, isCompressed: boolean) {
	const body = Buffer.from(await response.arrayBuffer());
	const headers = [...response.headers].filter(([name]) => !OF_CONNECTION.includes(name));
	return {
		status: response.status,
		headers: Object.fromEntries(headers.filter(([name]) => name !== 'content-length')),
		// A few words where they differ, not megabytes.
		body: isCompressed ? '' : hash('sha256', body.toString('latin1').replaceAll(TIME, 'a time'))
	};
}

describe('what workers answer', () => {
	const near = (at: string) => apiOver({ now: () => new Date(), origin: at });

	test('is byte for byte what the main thread would answer, which waits for none of it', async () => {
		const every = await everyAddress(inject('embeddedReleases'));
		const addresses = every.filter((path) => path !== OF_PROCESS);
		const blocks: { path: string; ms: number }[] = [];
		const api = near(server.address);
		expect(addresses.length).toBeGreaterThan(100);
		// Not how long it took to begin.
		await server.longest();
		for (const path of [
			...addresses,
			'/api/v1/polls?regio=US',
			'/api/v1/nothing',
			'/api/v1/polls/x'
		]) {
			const isCompressed = COMPRESSED.test(path);
			const theirs = await told(await ask(path), isCompressed);
			blocks.push({ path, ms: await server.longest() });
			expect({ path, ...theirs }).toEqual({
				path,
				...(await told(await api.get(path, UNPACKED), isCompressed))
			});
		}
		// Over many rows: blocks.long.test.ts.
		if (isTold) expect(blocks.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
		// Hundreds of answers, each made twice.
	}, 300_000);
});

describe('a file that is whole', () => {
	const whole = async () => Buffer.from(await (await ask(CSV)).arrayBuffer());

	test.each([
		['bytes=0-99', 0, 100],
		['bytes=100-', 100, undefined],
		['bytes=-50', -50, undefined]
	])('is sent in part for "%s"', async (range, from, to) => {
		const all = await whole();
		const part = await ask(CSV, { headers: { range } });
		expect(part.status).toBe(206);
		const wanted = all.subarray(from, to);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(wanted);
		const first = from < 0 ? all.length + from : from;
		expect(part.headers.get('content-range')).toBe(
			`bytes ${first}-${first + wanted.length - 1}/${all.length}`
		);
	});

	test('is sent whole where another was begun, or the span is none', async () => {
		const all = await whole();
		const tag = (await ask(CSV, { method: 'GET' })).headers.get('etag') ?? '';
		for (const headers of [
			{ range: 'bytes=0-9', 'if-range': '"another"' },
			{ range: 'bytes=9-1' },
			{ range: 'lines=1-2' }
		])
			expect((await (await ask(CSV, { headers })).arrayBuffer()).byteLength).toBe(all.length);
		const on = await ask(CSV, { headers: { range: 'bytes=0-9', 'if-range': tag } });
		expect(on.status).toBe(206);
		const known = await ask(CSV, { headers: { 'if-none-match': tag } });
		expect(known.status).toBe(304);
	});

	test('has no part beyond its end', async () => {
		const { length } = await whole();
		const beyond = await ask(CSV, { headers: { range: `bytes=${length}-` } });
		expect(beyond.status).toBe(416);
		expect(beyond.headers.get('content-range')).toBe(`bytes */${length}`);
	});

	test('is told of by HEAD without a byte of it', async () => {
		const head = await ask(CSV, { method: 'HEAD' });
		expect(head.status).toBe(200);
		expect(head.headers.get('x-groundswell-rows')).toMatch(/^\d+$/);
		expect((await head.arrayBuffer()).byteLength).toBe(0);
	});
});

test('a list of sites is screened, and one without any is refused', async () => {
	const sent = (body: string) =>
		ask('/api/v1/screen', { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
	const answer = (await (await sent('name,lat,lon\nAshburn,39.0437,-77.4875')).json()) as {
		meta: { placed: number };
	};
	expect(answer.meta.placed).toBe(1);
	expect((await sent('name,lat,lon\n')).status).toBe(422);
});
