import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError, type Settings } from '#lib/server/env.ts';

/** What the process does where nothing is set. */
const USUAL: Settings = {
	port: 3000,
	host: '127.0.0.1',
	origin: null,
	trustedProxies: [],
	overlays: [],
	releases: 'data/releases',
	store: null,
	keep: null,
	waitMs: 1000,
	connections: 2000,
	drainDelayMs: 0,
	metrics: null,
	log: null,
	securityContact: null,
	reports: null,
	contact: null,
	eiaKey: null
};

it.each([{}, { PORT: '', ORIGIN: '', GROUNDSWELL_DATA: '', GROUNDSWELL_LOG: '' }])(
	'without settings, or with empty ones, each has its default',
	(env) => {
		expect(readSettings(env)).toEqual(USUAL);
	}
);

describe.each<[name: string, value: string, read: Partial<Settings>]>([
	['PORT', '0', { port: 0 }],
	['PORT', '65535', { port: 65535 }],
	['HOST', '::1', { host: '::1' }],
	['ORIGIN', 'https://Groundswell.example.org', { origin: 'https://groundswell.example.org' }],
	['ORIGIN', 'http://127.0.0.1:8080', { origin: 'http://127.0.0.1:8080' }],
	['GROUNDSWELL_TRUSTED_PROXY', 'loopback', { trustedProxies: ['loopback'] }],
	[
		'GROUNDSWELL_TRUSTED_PROXY',
		'10.0.0.0/8, 2001:db8::1',
		{ trustedProxies: ['10.0.0.0/8', '2001:db8::1'] }
	],
	['GROUNDSWELL_DATA', 'mine:/srv/theirs', { overlays: ['mine', '/srv/theirs'] }],
	['GROUNDSWELL_RELEASES', '/srv/releases', { releases: '/srv/releases' }],
	[
		'GROUNDSWELL_RELEASES',
		's3://groundswell',
		{
			releases: 'data/releases/s3/groundswell',
			store: { bucket: 'groundswell', prefix: '', endpoint: null, region: null }
		}
	],
	[
		'GROUNDSWELL_RELEASES',
		's3://our.data/ground-swell/v1/',
		{
			releases: 'data/releases/s3/our.data/ground-swell/v1',
			store: { bucket: 'our.data', prefix: 'ground-swell/v1/', endpoint: null, region: null }
		}
	],
	['GROUNDSWELL_KEEP', '1', { keep: 1 }],
	['GROUNDSWELL_WAIT', '60', { waitMs: 60_000 }],
	['GROUNDSWELL_CONNECTIONS', '50', { connections: 50 }],
	['GROUNDSWELL_DRAIN_DELAY', '300', { drainDelayMs: 300_000 }],
	['GROUNDSWELL_METRICS', '10.1.2.3', { metrics: ['10.1.2.3'] }],
	['GROUNDSWELL_LOG', 'silent', { log: 'silent' }],
	['GROUNDSWELL_SECURITY_CONTACT', 'me@example.org', { securityContact: 'me@example.org' }],
	[
		'GROUNDSWELL_SECURITY_CONTACT',
		'https://example.org/security',
		{ securityContact: 'https://example.org/security' }
	],
	['GROUNDSWELL_REPORTS', 'errors@example.org', { reports: 'errors@example.org' }],
	['GROUNDSWELL_CONTACT', 'me@example.org', { contact: 'me@example.org' }],
	['EIA_API_KEY', 'aB3_-x', { eiaKey: 'aB3_-x' }]
])('%s=%s', (name, value, read) => {
	it('is taken, and changes nothing else', () => {
		// Folders are joined with ; on Windows.
		expect(readSettings({ [name]: value })).toEqual({ ...USUAL, ...read });
	});
});

describe.each([
	['PORT', ['65536', '-1', '80a', '3000 ', '1e3', '0x50'], 'a port number from 0 to 65535'],
	['HOST', ['two words'], 'an address to listen on'],
	[
		'ORIGIN',
		['example.org', 'https://', 'https://x.example/path', 'ftp://x.example', 'https://x.example/'],
		'without a path'
	],
	['GROUNDSWELL_TRUSTED_PROXY', ['everybody', '10.0.0.0/99', '10.0.0', '1.2.3.4;5'], 'of proxies'],
	['GROUNDSWELL_KEEP', ['0', '-1', '1.5', 'all'], 'from 1'],
	['GROUNDSWELL_WAIT', ['0', '61', '1s'], 'from 1 to 60'],
	['GROUNDSWELL_CONNECTIONS', ['0', 'many', '-5'], 'from 1'],
	['GROUNDSWELL_DRAIN_DELAY', ['301', '-1', '2m'], 'from 0 to 300'],
	['GROUNDSWELL_METRICS', ['all', '300.1.1.1'], 'may read /metrics'],
	['GROUNDSWELL_LOG', ['debug', 'INFO', 'yes'], 'info, warn, error, silent'],
	['GROUNDSWELL_REPORTS', ['me', 'http://x.example'], 'an https address'],
	['GROUNDSWELL_SECURITY_CONTACT', ['me', 'http://x.example', 'a b@c.d'], 'an https address'],
	['GROUNDSWELL_CONTACT', ['me', 'me @example.org'], 'an e-mail address'],
	['EIA_API_KEY', ['with space', 'a/b'], 'as it was mailed']
])('%s', (name, bad, expected) => {
	it.each(bad)('refuses "%s" in one line with its name and what is expected', (value) => {
		const read = () => readSettings({ [name]: value });
		expect(read).toThrow(SettingsError);
		expect(read).toThrow(new RegExp(`^${name}=".*": expected .*${expected}`));
	});
});

it('names every bad setting at once, and never repeats a key', () => {
	const read = () => readSettings({ PORT: 'x', GROUNDSWELL_KEEP: '0', EIA_API_KEY: 'my secret' });
	expect(read).toThrow(/PORT="x": .+; GROUNDSWELL_KEEP="0": .+; EIA_API_KEY="\*\*\*": /);
	expect(read).not.toThrow(/secret/);
});

it('a start with a bad setting ends at once with exit code 2, one line and no stack', () => {
	const { status, stderr, stdout } = spawnSync(
		process.execPath,
		['--import', 'tsx', 'scripts/start.ts'],
		{ env: { ...process.env, PORT: 'eighty' }, encoding: 'utf8' }
	);
	expect(status).toBe(2);
	expect(stdout).toBe('');
	expect(stderr.trim()).toBe('PORT="eighty": expected a port number from 0 to 65535');
});

it('a store is copied where GROUNDSWELL_COPY says, and reached where the tools of AWS are told', () => {
	const read = readSettings({
		GROUNDSWELL_RELEASES: 's3://bucket/prefix',
		GROUNDSWELL_COPY: '/var/cache/groundswell',
		AWS_ENDPOINT_URL: 'https://s3.example.org',
		AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000',
		AWS_REGION: 'eu-central-1'
	});
	expect(read.releases).toBe('/var/cache/groundswell');
	expect(read.store).toEqual({
		bucket: 'bucket',
		prefix: 'prefix/',
		endpoint: 'http://127.0.0.1:9000',
		region: 'eu-central-1'
	});
});

it('a store beside Amazon’s needs no region', () => {
	const env = { GROUNDSWELL_RELEASES: 's3://bucket', AWS_ENDPOINT_URL: 'http://127.0.0.1:9000' };
	expect(readSettings(env).store?.region).toBe('us-east-1');
});
