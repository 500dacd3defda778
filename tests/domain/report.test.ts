import { describe, expect, test } from 'vitest';
import { datasetOf, recordAddress, reportText } from '#lib/domain/report.ts';

describe('a report', () => {
	test('carries what is known of the record and asks for the rest', () => {
		const text = reportText({
			kind: 'model_price',
			id: 'a|b|2026-01',
			release: 'ce429b8a7abb',
			address: 'http://localhost/costs'
		});
		expect(text).toContain('Record: model price a|b|2026-01');
		expect(text).toContain('Release: ce429b8a7abb');
		expect(text).toContain('Address: http://localhost/costs');
		expect(text).toContain('File: data/model_prices.csv');
		expect(text).toMatch(/Source of the right value .*:\n$/);
	});

	test('has no empty lines of what is not known', () => {
		const text = reportText({ kind: '', id: '', release: 'ce429b8a7abb', address: '' });
		expect(text).not.toMatch(/Record:|Address:|File:/);
	});
});

test.each([
	['mine:poll-1', 'mine'],
	['poll-1', null],
	['series|US|2026|a:b', null],
	[':x', null]
])('the record %s comes from the folder %s', (id, dataset) => {
	expect(datasetOf(id)).toBe(dataset);
});

test.each([
	['action', 'mine:a b', '/actions/mine%3Aa%20b'],
	['poll', 'harbor-2026-05', '/polls/harbor-2026-05'],
	['claim', 'claim-1', '/claims#claim-1'],
	['source', 'gazette', null],
	['action', '', null]
])('the %s "%s" is shown at %s', (kind, id, address) => {
	expect(recordAddress(kind, id)).toBe(address);
});
