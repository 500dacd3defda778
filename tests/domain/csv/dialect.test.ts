import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIMITERS, dialectOf, encodingOf, sepLineOf } from '#lib/domain/csv/dialect.ts';
import { strayQuotes } from '#lib/domain/csv/quotes.ts';

const name = fc.stringMatching(/^[a-z_]{1,8}$/);
const names = fc.array(name, { minLength: 2, maxLength: 6 });

describe('dialectOf', () => {
	it('finds what separates the names of columns, in every encoding', () => {
		fc.assert(
			fc.property(names, fc.constantFrom(...DELIMITERS), fc.boolean(), (row, delimiter, quoted) => {
				const text = stringify([row, row], { delimiter, quoted });
				const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
				expect(dialectOf(Buffer.from(text))).toEqual({
					encoding: 'utf-8',
					delimiter,
					hasSepLine: false
				});
				expect(dialectOf(utf16)).toMatchObject({ encoding: 'utf-16le', delimiter });
				expect(dialectOf(Buffer.from(utf16).swap16())).toMatchObject({
					encoding: 'utf-16be',
					delimiter
				});
			})
		);
	});

	it('takes a comma where there is nothing to separate, and in an empty file', () => {
		expect(dialectOf(Buffer.from('region\nUS'))).toMatchObject({ delimiter: ',' });
		expect(dialectOf(Buffer.from(''))).toMatchObject({ delimiter: ',', encoding: 'utf-8' });
	});

	it('takes no other delimiter where the first row has a comma outside quotes', () => {
		expect(dialectOf(Buffer.from('a;b;c,d\n'))).toMatchObject({ delimiter: ',' });
		expect(dialectOf(Buffer.from('"a,a";b;c\n'))).toMatchObject({ delimiter: ';' });
	});

	it('takes UTF-16 by its mark alone', () => {
		expect(encodingOf(Buffer.from([0xff, 0xfe]))).toBe('utf-16le');
		expect(encodingOf(Buffer.from('a\0b\0'))).toBe('utf-8');
	});
});

describe('sepLineOf', () => {
	it.each([
		['sep=;\na', ';', 6],
		['SEP=,\r\na', ',', 7],
		['"sep=|"\na', '|', 8],
		['sep=\t', '\t', 5],
		['sep=,,,\n', ',', 8]
	])('reads %j', (text, delimiter, length) => {
		expect(sepLineOf(text)).toEqual({ delimiter, length });
	});

	it.each(['sep=x\n', 'separator\n', ' sep=;\n', 'name,sep=;\n', ''])(
		'reads no such line in %j',
		(text) => {
			expect(sepLineOf(text)).toBeNull();
		}
	);
});

describe('strayQuotes', () => {
	const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' '), maxLength: 6 });
	const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
		minLength: 1,
		maxLength: 8
	});

	it('finds none in what is quoted as it should be', () => {
		fc.assert(
			fc.property(rows, (table) => {
				expect(strayQuotes(stringify(table), ',')).toEqual([]);
			})
		);
	});

	it('finds a quote put into a cell without quotes, by row and cell', () => {
		fc.assert(
			fc.property(rows, rows, fc.nat(3), (before, after, position) => {
				const row = ['a', 'b', 'c', 'd'].map((one, index) =>
					index === position ? `${one}"` : one
				);
				const head = stringify(before);
				const text = `${head}${row.join(',')}\n${stringify(after)}`;
				expect(strayQuotes(text, ',')).toEqual([
					{ line: head.split('\n').length - 1, cell: position }
				]);
			})
		);
	});

	it('tells each record once', () => {
		expect(strayQuotes('a"a,b"b\n"x,\ny",c"\n', ',')).toEqual([
			{ line: 0, cell: 0 },
			{ line: 1, cell: 1 }
		]);
	});
});
