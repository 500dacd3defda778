import { describe, expect, it } from 'vitest';
import { isSentFromElsewhere } from '#lib/server/form-origin.ts';

const OWN = 'https://polls.example.org';

function elsewhere(headers: Record<string, string>, origin: string | null, method = 'POST') {
	return isSentFromElsewhere({ method, headers: new Headers(headers) }, origin);
}

describe('a form', () => {
	it('of the site passes behind a proxy that does not pass Host on', () => {
		expect(elsewhere({ host: '127.0.0.1:3000', origin: OWN }, null)).toBe(false);
		expect(
			elsewhere({ host: '127.0.0.1:3000', origin: OWN, 'sec-fetch-site': 'same-origin' }, null)
		).toBe(false);
	});

	it.each(['cross-site', 'same-site'])('that the browser calls %s does not', (site) => {
		for (const origin of [null, OWN])
			expect(elsewhere({ origin: 'https://evil.example', 'sec-fetch-site': site }, origin)).toBe(
				true
			);
	});

	it('of another Origin does not where ORIGIN says which is ours', () => {
		expect(elsewhere({ origin: 'https://evil.example' }, OWN)).toBe(true);
		expect(elsewhere({ origin: 'null' }, OWN)).toBe(true);
		expect(elsewhere({ origin: OWN }, OWN)).toBe(false);
	});

	it('without a browser passes', () => {
		expect(elsewhere({}, OWN)).toBe(false);
	});

	it('is nothing that is only read', () => {
		expect(elsewhere({ 'sec-fetch-site': 'cross-site' }, OWN, 'GET')).toBe(false);
		expect(elsewhere({ 'sec-fetch-site': 'cross-site' }, OWN, 'HEAD')).toBe(false);
	});
});
