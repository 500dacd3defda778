import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { askers } from '#lib/server/door/asker.ts';
import { metricsAccess } from '#lib/server/door/watch/metrics-access.ts';
import { requestId } from '#lib/server/door/request-id.ts';
import { trustOf } from '#lib/server/reached.ts';

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
	({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
const via = (address: string) => ({ 'x-forwarded-for': address });

describe('who asks', () => {
	const alone = askers(null);
	const behind = askers(trustOf(['loopback']));

	test.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:db8:1:2::9', '2001:db8:1:2'],
		['127.0.0.1', null],
		['::1', null],
		['::ffff:10.1.2.3', null],
		['192.168.7.7', null],
		['fd00::1', null],
		['fe80::1', null]
	])('%s is counted under %j', (address, client) => {
		expect(alone(from(address)).client).toBe(client);
	});

	test('what is said of others is believed of a trusted proxy only', () => {
		expect(alone(from('192.0.2.7', via('198.51.100.1'))).client).toBe('192.0.2.7');
		expect(behind(from('192.0.2.7', via('198.51.100.1'))).client).toBe('192.0.2.7');
		expect(behind(from('127.0.0.1', via('198.51.100.1'))).client).toBe('198.51.100.1');
		expect(behind(from('127.0.0.1', via('203.0.113.9, 198.51.100.1'))).client).toBe('198.51.100.1');
		expect(behind(from('127.0.0.1', via('nonsense'))).client).toBeNull();
	});
});

describe('the metrics', () => {
	test('are for this machine, and never for what a proxy on it passes on', () => {
		const mayRead = metricsAccess(null, false);
		const alone = askers(null);
		expect(mayRead(alone(from('127.0.0.1')))).toBe(true);
		expect(mayRead(alone(from('::1')))).toBe(true);
		expect(mayRead(alone(from('192.0.2.7')))).toBe(false);
		expect(mayRead(alone(from('10.0.0.2')))).toBe(false);
		for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
			expect(mayRead(alone(from('127.0.0.1', { [name]: '127.0.0.1' })))).toBe(false);
		const behind = askers(trustOf(['loopback']));
		expect(metricsAccess(null, true)(behind(from('127.0.0.1')))).toBe(false);
	});

	test('are for the addresses a setting names, as far as they can be believed', () => {
		const mayRead = metricsAccess(['10.0.0.0/8'], true);
		const behind = askers(trustOf(['loopback']));
		expect(mayRead(behind(from('10.0.0.2')))).toBe(true);
		expect(mayRead(behind(from('127.0.0.1', via('10.0.0.2'))))).toBe(true);
		expect(mayRead(behind(from('10.0.0.2', via('10.0.0.3'))))).toBe(false);
		expect(mayRead(behind(from('127.0.0.1', via('192.0.2.7'))))).toBe(false);
		expect(mayRead(behind(from('127.0.0.1')))).toBe(false);
	});
});

test('an id of a request is that of a trusted proxy, else a new one', () => {
	expect(requestId('abc-1', true)).toBe('abc-1');
	expect(requestId('abc-1', false)).toMatch(/^[0-9a-f-]{36}$/);
	for (const unsound of ['', 'a b', 'a\nb', 'ü', 'x'.repeat(65), ['a', 'b'], undefined])
		expect(requestId(unsound, true)).toMatch(/^[0-9a-f-]{36}$/);
});
