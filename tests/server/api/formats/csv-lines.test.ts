import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf } from '#lib/server/api/formats/csv.ts';

const awkward = fc.array(
	fc.constantFrom('"', ',', '\n', '\r', '\r\n', "'", '=', ' ', 'é', '😀', 'a')
);
const text = fc.oneof(
	fc.string(),
	awkward.map((parts) => parts.join(''))
);
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const cell = fc.oneof(text, number, fc.constant(null));
/** A line of one empty cell is no line: a reader cannot tell it from an empty one. */
const rows = fc
	.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 5 })
	.map((all) => all.map((row) => [...row, 'end']));

test('another program reads back every cell of every line', () => {
	fc.assert(
		fc.property(rows, (all) => {
			const read: unknown = parse(all.map((row) => lineOf(row)).join(''), {
				relax_column_count: true,
				record_delimiter: '\n'
			});
			expect(read).toEqual(all.map((row) => row.map((one) => (one === null ? '' : String(one)))));
		})
	);
});

test('a line is, byte for byte, what csv-stringify writes', () => {
	fc.assert(
		fc.property(rows, (all) => {
			expect(all.map((row) => lineOf(row)).join('')).toBe(stringify(all, { quoted_match: /\r/ }));
		})
	);
});
