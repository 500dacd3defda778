import { describe, expect, test } from 'vitest';
import { datasetOf, recordAddress, reportTarget, reportText } from '#lib/domain/text/report.ts';

const report = {
	kind: 'model_price',
	id: 'a|b|2026-01',
	release: 'ce429b8a7abb',
	address: 'http://localhost/costs',
	wrong: 'The price is $2 & not $3.',
	right: '',
	source: ''
};
const nothing = { kind: '', id: '', release: '', address: '', wrong: '', right: '', source: '' };

describe('a report', () => {
	test('says what its writer says, and what is known of the record', () => {
		const text = reportText(report);
		expect(text).toContain('What is wrong:\nThe price is $2 & not $3.\n');
		expect(text).toContain('Record: model price a|b|2026-01');
		expect(text).toContain('Version: ce429b8a7abb');
		expect(text).toContain('Address: http://localhost/costs');
		expect(text).toContain('File: data/model_prices.csv');
	});

	test('has no lines of what is not known', () => {
		expect(reportText(nothing)).not.toMatch(/Record:|Version:|Address:|File:/);
	});
});

describe('a report goes', () => {
	test('by e-mail, with subject and text', () => {
		const { how, href } = reportTarget('errors+data@example.org', report);
		expect(how).toBe('e-mail');
		expect(href).toMatch(
			/^mailto:errors%2Bdata@example\.org\?subject=Error%20in%20model%20price%20a/
		);
		const body = new URL(href).searchParams.get('body');
		expect(body).toBe(reportText(report).replaceAll('\n', '\r\n'));
	});

	test.each(['https://github.com/a/b/issues', 'https://github.com/a/b/issues/new'])(
		'to %s as an issue filled in',
		(to) => {
			const { how, href } = reportTarget(to, report);
			expect(how).toBe('issue');
			expect(href.startsWith('https://github.com/a/b/issues/new?')).toBe(true);
			expect(new URL(href).searchParams.get('body')).toBe(reportText(report));
		}
	);

	test('to any other page as it is', () => {
		expect(reportTarget('https://example.org/form', report)).toEqual({
			how: 'page',
			href: 'https://example.org/form'
		});
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
