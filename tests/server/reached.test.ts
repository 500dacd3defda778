import { once } from 'node:events';
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSettings, SettingsError } from '#lib/server/env.ts';
import { reachedBy, type Reach } from '#lib/server/reached.ts';

/** What a server that judges this way finds for a request of these headers from this machine. */
async function reached(reach: Partial<Reach>, headers: IncomingHttpHeaders): Promise<string> {
	const judge = reachedBy({ origin: null, trustedProxies: [], ...reach });
	const server = createServer((request, response) => response.end(judge(request)));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => void server.close());
	const { port } = server.address() as AddressInfo;
	return new Promise((told, failed) => {
		ask({ host: '127.0.0.1', port, headers, agent: false }, (answer) => {
			answer.setEncoding('utf8').on('data', (text: string) => told(text));
		})
			.on('error', failed)
			.end();
	});
}

const FORWARDED = {
	host: '127.0.0.1:3000',
	'x-forwarded-proto': 'https',
	'x-forwarded-host': 'polls.example.org'
};

describe('scheme and host', () => {
	it.each<[string, Partial<Reach>, IncomingHttpHeaders, string]>([
		['as asked', {}, { host: 'one.example:81' }, 'http://one.example:81'],
		['as asked, whatever a client forwards', {}, FORWARDED, 'http://127.0.0.1:3000'],
		['of ORIGIN', { origin: 'https://a.example' }, { host: 'evil.example' }, 'https://a.example'],
		[
			'of ORIGIN, whatever a trusted proxy says',
			{ origin: 'https://a.example', trustedProxies: ['loopback'] },
			FORWARDED,
			'https://a.example'
		],
		[
			'of a trusted proxy',
			{ trustedProxies: ['loopback'] },
			FORWARDED,
			'https://polls.example.org'
		],
		[
			'of no other proxy',
			{ trustedProxies: ['10.0.0.0/8', '192.0.2.1'] },
			FORWARDED,
			'http://127.0.0.1:3000'
		],
		[
			'of the first proxy of several',
			{ trustedProxies: ['127.0.0.1'] },
			{
				host: 'b.example',
				'x-forwarded-proto': 'https, http',
				'x-forwarded-host': 'A.example, b.example'
			},
			'https://a.example'
		],
		[
			'of Host where what is forwarded is no host',
			{ trustedProxies: ['loopback'] },
			{ host: 'b.example', 'x-forwarded-proto': 'gopher', 'x-forwarded-host': 'evil/?"<x>' },
			'http://b.example'
		]
	])('%s', async (_name, reach, headers, expected) => {
		expect(await reached(reach, headers)).toBe(expected);
	});

	it.each(['"><script>', '999.999.999.999', 'a.example:99999', 'a..b/c'])(
		'of the socket where Host is no host: %s',
		async (host) => {
			expect(await reached({}, { host })).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		}
	);
});

describe('the settings', () => {
	it('take addresses, networks and names, and no proxy by default', () => {
		expect(readSettings({}).trustedProxies).toEqual([]);
		expect(
			readSettings({ GROUNDSWELL_TRUSTED_PROXY: 'loopback, 10.0.0.0/8,::1' }).trustedProxies
		).toEqual(['loopback', '10.0.0.0/8', '::1']);
	});

	it.each(['yes', '10.0.0.0/99', '300.1.1.1', 'loopback;10.0.0.1'])('refuse %s', (value) => {
		expect(() => readSettings({ GROUNDSWELL_TRUSTED_PROXY: value })).toThrow(SettingsError);
		expect(() => readSettings({ GROUNDSWELL_TRUSTED_PROXY: value })).toThrow(/loopback/);
	});

	it('write ORIGIN as browsers do', () => {
		expect(readSettings({ ORIGIN: 'https://Polls.Example:443' }).origin).toBe(
			'https://polls.example'
		);
		expect(() => readSettings({ ORIGIN: 'https://[' })).toThrow(SettingsError);
	});
});
