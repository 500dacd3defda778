import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { element, onPage, stripes, words } from '#lib/drawing/svg.ts';

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	trimValues: false,
	parseTagValue: false,
	parseAttributeValue: false
});

describe('parts of a drawing', () => {
	test('whatever words and values they hold, read back as those and as nothing else', () => {
		const text = fc
			.string({ minLength: 1, unit: 'grapheme-ascii' })
			.filter((one) => /\S/.test(one));
		fc.assert(
			fc.property(text, text, (said, label) => {
				const drawn = element('a', { 'aria-label': label }, words(said));
				expect(parser.parse(drawn)).toEqual({ a: { '#text': said, 'aria-label': label } });
			})
		);
	});

	test('leave out attributes that are undefined', () => {
		expect(element('g', { class: undefined, y: 0 })).toBe('<g y="0"></g>');
	});

	test('take the colors of a page from its style sheet', () => {
		const medium = onPage('one');
		expect(stripes('one-none', { line: medium.ink('stripe'), size: 7, width: 1 })).toContain(
			'fill="var(--stripe)"'
		);
	});
});
