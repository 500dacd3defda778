import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citationBibtex, citationText } from '#lib/domain/text/cite.ts';
import { evidenceWords, licenceAddress, licenceWords } from '#lib/domain/text/support-words.ts';

const CITED = {
	release: 'ce429b8a7abb',
	published: '2026-11-25',
	data_through: '2026-11-09',
	address: 'https://example.org/data',
	accessed: '2026-11-26'
};

test('a reference names release, its date, how far the data reach, address and day of access', () => {
	expect(citationText(CITED)).toBe(
		'Groundswell: polls, local votes and indicators on data centers and AI. Release ce429b8a7abb of Nov 25, 2026, data through Nov 9, 2026. https://example.org/data (accessed Nov 26, 2026).'
	);
});

test('a reference to an answer names the day it was computed for', () => {
	const cited = { ...CITED, on: '2026-11-01' };
	expect(citationText(cited)).toContain(', computed for Nov 1, 2026. https://');
	expect(citationBibtex(cited)).toContain('computed for 2026-11-01;');
});

test('the citation of the repository is of the version of the package', () => {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
	expect(readFileSync('CITATION.cff', 'utf8')).toContain(`\nversion: ${version}\n`);
});

test('a release without dated data says nothing about how far they reach', () => {
	const cited = { ...CITED, data_through: null };
	expect(citationText(cited)).not.toContain('data through');
	expect(citationBibtex(cited)).not.toContain('data through');
});

test('the BibTeX entry is keyed by the release and its braces are balanced', () => {
	const entry = citationBibtex(CITED);
	expect(entry.startsWith('@misc{groundswell-ce429b8a7abb,')).toBe(true);
	expect(entry.split('{')).toHaveLength(entry.split('}').length);
	expect(entry).toContain('accessed 2026-11-26');
});

test.each([
	[{ licence: null, attribution: null }, 'no license stated'],
	[{ licence: 'MIT', attribution: null }, 'MIT'],
	[{ licence: 'CC BY 4.0', attribution: 'Epoch AI, CC BY 4.0' }, 'Epoch AI, CC BY 4.0']
])('the terms of %o are "%s"', (terms, words) => {
	expect(licenceWords(terms)).toBe(words);
});

test.each([
	['CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/'],
	['US government data', null],
	[null, null]
])('the licence %s can be read at %s', (licence, address) => {
	expect(licenceAddress(licence)).toBe(address);
});

test.each([
	['aggregator', 1, /^Tracker only, not verified; 1 publisher states it, and we have not seen/],
	['primary', 4, /^Best source: original source; 4 publishers state it$/]
] as const)('support by tier %s, %i publishers', (tier, independent_sources, words) => {
	expect(evidenceWords({ tier, independent_sources })).toMatch(words);
});
