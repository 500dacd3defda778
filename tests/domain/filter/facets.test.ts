import { describe, expect, it } from 'vitest';
import { addressOf, chosen } from '#lib/domain/filter/facets.ts';

const at = (address: string) => new URL(address, 'https://groundswell.test');

function form(...fields: [string, string | Blob][]): FormData {
	const data = new FormData();
	for (const [key, value] of fields) data.append(key, value);
	return data;
}

describe('the address a filter form asks for', () => {
	const keys = ['region', 'from', 'decision'];

	it('has what the form holds, and what the page has besides', () => {
		const url = at('/actions?view=map&region=US&cursor=x');
		expect(addressOf(form(['region', 'US-VA'], ['decision', 'adopted']), url, keys)).toBe(
			'/actions?decision=adopted&region=US-VA&view=map'
		);
	});

	it('has no filter that the form left empty', () => {
		expect(addressOf(form(['region', '']), at('/actions?region=US'), keys)).toBe('/actions');
	});

	it('has a day as ISO 8601 however it was typed, and other values as they are', () => {
		expect(addressOf(form(['from', '1/15/2026']), at('/actions'), keys)).toBe(
			'/actions?from=2026-01-15'
		);
		expect(addressOf(form(['decision', '1/15/2026']), at('/actions'), keys)).toBe(
			'/actions?decision=1%2F15%2F2026'
		);
	});

	it('has neither a field that is no filter nor a file', () => {
		const given = form(['token', 'x'], ['region', new Blob(['x'])]);
		expect(addressOf(given, at('/actions'), keys)).toBe('/actions');
	});
});

describe('the values of a list that an address chooses', () => {
	it.each([
		['/actions', []],
		['/actions?decision=adopted', ['adopted']],
		['/actions?decision=adopted~~denied~', ['adopted', 'denied']]
	])('%s', (address, values) => {
		expect(chosen(at(address), 'decision')).toEqual(values);
	});
});
