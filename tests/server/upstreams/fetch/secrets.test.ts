import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsOf } from '#lib/server/ingest/upstreams/fetch/secrets.ts';

const KEY = 'aB3/+ é"x';
const written: Record<string, string> = {
	plain: KEY,
	'in JSON': JSON.stringify(KEY).slice(1, -1),
	'in JSON with escaped slashes': JSON.stringify(KEY).slice(1, -1).replaceAll('/', '\\/'),
	'in ASCII JSON': JSON.stringify(KEY).slice(1, -1).replace('é', '\\u00E9'),
	'in an address': encodeURIComponent(KEY),
	'in a form': new URLSearchParams({ k: KEY }).toString().slice(2),
	'on a web page': KEY.replace('"', '&#34;').replace('/', '&#x2F;'),
	'in an address in an address': encodeURIComponent(encodeURIComponent(KEY)),
	'in hexadecimal digits': Buffer.from(KEY).toString('hex').toUpperCase(),
	'in base64': Buffer.from(KEY).toString('base64')
};

describe('a secret in an answer', () => {
	it.each(Object.entries(written))('is cut out %s', (_, form) => {
		expect(secretsOf([KEY]).cutFrom(`{"key":"${form}","value":3}`)).toMatch(
			/^\{"key":"\*\*\*=*","value":3\}$/
		);
	});

	it.each(['', 'k', 'k=', 'user:'])('is cut out in base64 after "%s" too', (before) => {
		const key = 'S3cret?Key/9876>543210';
		for (const form of ['base64', 'base64url'] as const) {
			const text = Buffer.from(`${before}${key}&more=1`).toString(form);
			const left = Buffer.from(
				secretsOf([key]).cutFrom(text).replaceAll('***', ''),
				'base64'
			).toString();
			expect(left).not.toMatch(/[Ss]3c|ret\?|Key|9876|5432/);
		}
	});

	it('is cut out in capitals', () => {
		expect(secretsOf(['aBc/d1']).cutFrom('key ABC/D1 of')).toBe('key *** of');
	});

	it('is cut out whole where another is a part of it', () => {
		expect(secretsOf(['abc', 'abcdef', '', null]).cutFrom('abcdef abc')).toBe('*** ***');
	});

	it('leaves nothing of any key, and bytes without one as they are', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 4, unit: 'grapheme-ascii' }).filter((key) => !key.includes('*')),
				fc.string(),
				(key, around) => {
					const secrets = secretsOf([key]);
					expect(secrets.cutFrom(`${around}${key}${around}`)).not.toContain(key);
					const bytes = Buffer.from([0xff, 0xfe, 0x00]);
					expect(secrets.cutFromBytes(bytes)).toBe(bytes);
				}
			)
		);
	});

	it('that is empty cuts nothing', () => {
		expect(secretsOf(['', undefined, null]).cutFrom('all of it')).toBe('all of it');
	});
});
