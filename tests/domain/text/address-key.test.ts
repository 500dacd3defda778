import { describe, expect, it } from 'vitest';
import { addressKey } from '#lib/domain/text/address-key.ts';

describe('addressKey', () => {
	it.each([
		['https://www.example.org/news/1/', 'example.org/news/1'],
		['http://EXAMPLE.org/news/1?utm_source=x&fbclid=y#top', 'example.org/news/1'],
		['https://example.org/?id=2&b=1', 'example.org?b=1&id=2'],
		['https://example.org/', null],
		['not an address', null]
	])('%s', (address, key) => {
		expect(addressKey(address)).toBe(key);
	});
});
