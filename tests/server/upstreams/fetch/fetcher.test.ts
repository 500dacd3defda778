import type { RequestListener } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { UpstreamFailure } from '#lib/server/ingest/upstreams/fetch/failure.ts';
import {
	fetchUpstream,
	retryAfter,
	type FetcherOptions,
	type Wanted
} from '#lib/server/ingest/upstreams/fetch/fetcher.ts';
import { LocalServer, send } from '../setup/local-server.ts';

const WANTED: Wanted = {
	url: 'https://data.example/prices?page=1',
	hosts: ['data.example'],
	types: ['application/json'],
	maxBytes: 10_000
};

let server: LocalServer | null = null;
afterEach(async () => {
	await server?.stop();
	server = null;
});

/** Fetches from a server that answers so; pauses are noted, not waited for. */
async function fetchFrom(
	answer: RequestListener,
	wanted: Partial<Wanted> = {},
	options: Partial<FetcherOptions> = {}
) {
	server = await LocalServer.start(answer);
	const pauses: number[] = [];
	const outcome = await fetchUpstream(
		{ ...WANTED, ...wanted },
		{
			userAgent: 'Groundswell/0 (test@example.org)',
			standIn: server.standIn,
			random: () => 1,
			sleep: (ms) => {
				pauses.push(ms);
				return Promise.resolve();
			},
			...options
		}
	).catch((error: unknown) => error);
	return { outcome, pauses, asked: server.asked };
}

/** What a failure says. */
const failure = ({ outcome }: { outcome: unknown }) => {
	if (!(outcome instanceof UpstreamFailure))
		throw new Error('expected a failure', { cause: outcome });
	return `${outcome.kind}: ${outcome.message}`;
};

describe('an answer that is as it should be', () => {
	it('comes with its bytes, type, ETag and date, and names the product in the question', async () => {
		const { outcome, asked } = await fetchFrom((_, response) =>
			send(response, '{"a":1}', { etag: '"v1"', 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' })
		);
		expect(outcome).toMatchObject({
			status: 'fresh',
			body: Buffer.from('{"a":1}'),
			contentType: 'application/json',
			etag: '"v1"',
			lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT'
		});
		expect(asked).toHaveLength(1);
		expect(asked[0]).toMatchObject({
			host: 'data.example',
			path: '/prices?page=1',
			headers: { 'user-agent': 'Groundswell/0 (test@example.org)', accept: 'application/json' }
		});
	});

	it('comes though whoever asks has letters in an address that no header takes', async () => {
		const { outcome, asked } = await fetchFrom(
			(_, response) => send(response, '{}'),
			{},
			{
				userAgent: 'Groundswell/0 (łukasz@example.org)'
			}
		);
		expect(outcome).toMatchObject({ status: 'fresh' });
		expect(asked[0]?.headers['user-agent']).toBe('Groundswell/0 (%C5%82ukasz@example.org)');
	});

	it('is not sent again where the kept copy still holds', async () => {
		const { outcome, asked } = await fetchFrom(
			(request, response) => {
				const known = request.headers['if-none-match'] === '"v1"';
				send(response, known ? '' : '{}', {}, known ? 304 : 200);
			},
			{
				known: {
					etag: '"v1"',
					last_modified: 'Mon, 02 Nov 2026 10:00:00 GMT',
					fetched_at: '2026-11-02T11:00:00.000Z'
				}
			}
		);
		expect(outcome).toEqual({ status: 'not_modified' });
		expect(asked[0]?.headers['if-modified-since']).toBe('Mon, 02 Nov 2026 10:00:00 GMT');
	});

	it('cannot be "not modified" where nothing is kept', async () => {
		const found = await fetchFrom((_, response) => send(response, '', {}, 304));
		expect(failure(found)).toBe('status: data.example answered 304');
	});
});

describe('errors of the server', () => {
	it('tries again after a refusal that means "not so fast", and not after another', async () => {
		const refusing = (code: string) =>
			fetchFrom((_, response) =>
				send(response, `{"error":{"code":"${code}","message":"no"}}`, {}, 403)
			);
		const throttled = await refusing('OVER_RATE_LIMIT');
		expect(throttled.asked).toHaveLength(4);
		expect(failure(throttled)).toBe(
			'status: data.example answered 403: OVER_RATE_LIMIT, no (asked too often)'
		);
		await server?.stop();
		expect((await refusing('API_KEY_INVALID')).asked).toHaveLength(1);
	});

	it('are tried again after growing pauses, then told', async () => {
		const found = await fetchFrom((_, response) => send(response, 'down', {}, 500));
		expect(failure(found)).toBe('status: data.example answered 500');
		expect(found.pauses).toEqual([1000, 2000, 4000]);
		expect(found.asked).toHaveLength(4);
	});

	it.each([
		[420, 4],
		[425, 4],
		[500, 4],
		[522, 4],
		[529, 4],
		[501, 1],
		[404, 1],
		[400, 1]
	])('of status %i are asked %i times', async (code, times) => {
		const found = await fetchFrom((_, response) => send(response, '', {}, code));
		expect(found.asked).toHaveLength(times);
	});

	it.each([400, 401, 403, 429])(
		'that say "too often" in status %i are tried again',
		async (code) => {
			const said = '{"error":{"code":"OVER_RATE_LIMIT","message":"wait"}}';
			const found = await fetchFrom((_, response) => send(response, said, {}, code));
			expect(found.asked).toHaveLength(4);
		}
	);

	it('in an answer of 200 are told in their own words, without the key', async () => {
		const found = await fetchFrom(
			(_, response) =>
				send(response, '{"error":{"code":"API_KEY_INVALID","message":"not a key: sesame"}}'),
			{ secret: { api_key: 'sesame' } }
		);
		expect(failure(found)).toBe(
			'status: data.example answered 200 with an error: API_KEY_INVALID, not a key: ***'
		);
		expect(found.asked).toHaveLength(1);
	});

	it('that pass are forgotten', async () => {
		let times = 0;
		const { outcome, pauses } = await fetchFrom((_, response) =>
			times++ < 2 ? send(response, '', {}, 503) : send(response, '{}')
		);
		expect(outcome).toMatchObject({ status: 'fresh' });
		expect(pauses).toEqual([1000, 2000]);
	});

	it('of "too many requests" are waited for as long as asked', async () => {
		let times = 0;
		const { outcome, pauses } = await fetchFrom((_, response) =>
			times++ === 0 ? send(response, '', { 'retry-after': '7' }, 429) : send(response, '{}')
		);
		expect(outcome).toMatchObject({ status: 'fresh' });
		expect(pauses).toEqual([7000]);
	});

	it('that ask for no pause are not asked faster for it', async () => {
		const { pauses } = await fetchFrom((_, response) =>
			send(response, '', { 'retry-after': '0' }, 503)
		);
		expect(pauses).toEqual([1000, 2000, 4000]);
	});

	it('that ask for an hour are left for the next run', async () => {
		const found = await fetchFrom((_, response) =>
			send(response, '', { 'retry-after': '3600' }, 429)
		);
		expect(failure(found)).toMatch(/^asks_to_wait: .*429; it asks to wait 3600 s/);
		expect(found.pauses).toEqual([]);
	});

	it('of a wrong key are told without the key, and not tried again', async () => {
		const found = await fetchFrom(
			(request, response) =>
				send(
					response,
					`{"error":{"code":"API_KEY_INVALID","message":"no key ${new URL(request.url ?? '', 'https://x').searchParams.get('api_key') ?? ''}"}}`,
					{},
					403
				),
			{ secret: { api_key: 'sesame' } }
		);
		expect(found.asked[0]?.path).toBe('/prices?page=1&api_key=sesame');
		expect(failure(found)).toBe('status: data.example answered 403: API_KEY_INVALID, no key ***');
		expect(found.asked).toHaveLength(1);
	});

	it('name a pause in seconds or as a date', () => {
		const now = new Date('2026-11-25T12:00:00Z');
		expect(retryAfter({ 'retry-after': '120' }, now)).toBe(120_000);
		expect(retryAfter({ 'retry-after': 'Wed, 25 Nov 2026 12:00:30 GMT' }, now)).toBe(30_000);
		expect(retryAfter({ 'retry-after': 'Wed, 25 Nov 2026 11:00:00 GMT' }, now)).toBe(0);
		expect(retryAfter({ 'retry-after': 'soon' }, now)).toBeNull();
		expect(retryAfter({ 'retry-after': '1.5' }, now)).toBeNull();
		expect(retryAfter({ 'retry-after': '-5' }, now)).toBeNull();
		expect(retryAfter({}, now)).toBeNull();
	});
});

describe('bodies that are not what they should be', () => {
	const once = { tries: 1 };

	it('cut off', async () => {
		const found = await fetchFrom(
			(_, response) => {
				response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
				response.write('{"a":', () => response.destroy());
			},
			{},
			once
		);
		expect(failure(found)).toBe(
			'truncated: data.example: the answer was cut off after 5 bytes of 100'
		);
	});

	it('without an end', async () => {
		const found = await fetchFrom((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const more = () => response.write('x'.repeat(4096), more);
			more();
		});
		expect(failure(found)).toMatch(
			/^too_large: .*does not end, and at most 10000 bytes are taken$/
		);
		expect(found.asked).toHaveLength(1);
	});

	it('larger than taken, as announced', async () => {
		const found = await fetchFrom((_, response) =>
			send(response, 'x'.repeat(10_001), { 'content-length': '10001' })
		);
		expect(failure(found)).toMatch(/^too_large: .*the answer has 10001 bytes/);
	});

	it('slower than the longest silence allowed', async () => {
		const found = await fetchFrom(
			(_, response) => {
				response.writeHead(200, { 'content-type': 'application/json' });
				response.write('{');
			},
			{},
			{ ...once, limits: { idleMs: 30 } }
		);
		expect(failure(found)).toBe('idle_timeout: data.example: nothing was sent for 0.03 s');
	});

	it('of a byte at a time, which is never silent for long', async () => {
		const found = await fetchFrom(
			(_, response) => {
				response.writeHead(200, { 'content-type': 'application/json' });
				const drip = setInterval(() => response.write(' '), 10);
				response.on('close', () => clearInterval(drip));
			},
			{},
			{ ...once, limits: { idleMs: 5000, totalMs: 120 } }
		);
		expect(failure(found)).toBe('total_timeout: data.example: no complete answer within 0.12 s');
	});

	it.each([
		['said to be one', 'text/html; charset=utf-8', 'Sorry'],
		['said to be JSON', 'application/json', '<!DOCTYPE html><html>']
	])('that are a web page, %s', async (_, type, body) => {
		const found = await fetchFrom((_request, response) =>
			send(response, body, { 'content-type': type })
		);
		expect(failure(found)).toBe('html: data.example: sent a web page instead of data');
	});

	it('that are a page which says "too often" are tried again', async () => {
		const page = '<!doctype html><title>Request Rate Threshold Exceeded</title>';
		const found = await fetchFrom((_, response) =>
			send(response, page, { 'content-type': 'text/html' })
		);
		expect(failure(found)).toBe(
			'html: data.example: sent a web page instead of data: Request Rate Threshold Exceeded'
		);
		expect(found.asked).toHaveLength(4);
	});

	it('of another type, or packed', async () => {
		const typed = await fetchFrom((_, response) =>
			send(response, 'a,b', { 'content-type': 'text/csv' })
		);
		expect(failure(typed)).toBe(
			'content_type: data.example: sent "text/csv", expected application/json'
		);
		await server?.stop();
		const packed = await fetchFrom((_, response) =>
			send(response, 'zzz', { 'content-encoding': 'br' })
		);
		expect(failure(packed)).toMatch(/^encoding: .*sent br though none was asked for/);
	});
});

describe('addresses', () => {
	const redirect =
		(location: string): RequestListener =>
		(request, response) =>
			request.url === '/prices?page=1'
				? send(response, '', { location }, 302)
				: send(response, '{}');

	it('are followed within the allowed hosts', async () => {
		const { outcome, asked } = await fetchFrom(redirect('/moved'));
		expect(outcome).toMatchObject({ status: 'fresh' });
		expect(asked.map(({ path }) => path)).toEqual(['/prices?page=1', '/moved']);
	});

	it.each([
		[
			'another host',
			'https://elsewhere.example/x',
			/^redirect_refused: redirected to elsewhere\.example: only data\.example/
		],
		[
			'plain http',
			'http://data.example/x',
			/^not_https: redirected to http:\/\/data\.example: only https/
		],
		['another port', 'https://data.example:8443/x', /^redirect_refused: /],
		['nonsense', 'https://[', /^redirect_refused: .*cannot be read/]
	])('that lead to %s are not', async (_, location, said) => {
		const found = await fetchFrom(redirect(location));
		expect(failure(found)).toMatch(said);
		expect(found.asked).toHaveLength(1);
	});

	it('that lead in circles are given up', async () => {
		const found = await fetchFrom((_, response) => send(response, '', { location: '/again' }, 301));
		expect(failure(found)).toBe('too_many_redirects: data.example: redirected more than 3 times');
	});

	it('must be https on an allowed host from the start', async () => {
		expect(failure(await fetchFrom(redirect('/'), { url: 'http://data.example/' }))).toMatch(
			/^not_https: /
		);
		await server?.stop();
		expect(failure(await fetchFrom(redirect('/'), { url: 'https://elsewhere.example/' }))).toMatch(
			/^host_not_allowed: /
		);
	});

	it('that nobody answers are tried again', async () => {
		const gone = await LocalServer.start(() => undefined);
		const standIn = gone.standIn;
		await gone.stop();
		const found = await fetchFrom(() => undefined, {}, { standIn });
		expect(failure(found)).toMatch(/^network: data\.example: .*ECONNREFUSED/);
		expect(found.pauses).toHaveLength(3);
	});

	it('where a connection never stands are given up', async () => {
		const silent = createServer(() => undefined);
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const { port } = silent.address() as AddressInfo;
		const found = await fetchFrom(
			() => undefined,
			{},
			{
				tries: 1,
				limits: { connectMs: 30 },
				standIn: { address: '127.0.0.1', port, ca: '' }
			}
		);
		silent.close();
		expect(failure(found)).toBe('connect_timeout: data.example: no connection within 0.03 s');
	});

	it('are not believed without a certificate of their name', async () => {
		const found = await fetchFrom(
			redirect('/'),
			{ url: 'https://other.example/', hosts: ['other.example'] },
			{ tries: 1 }
		);
		expect(failure(found)).toMatch(/^network: other\.example: .*(altnames|certificate)/);
	});
});
