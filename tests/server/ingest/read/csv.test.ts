import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readCsv, type QuoteFault } from '#lib/server/ingest/read/csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundswell-csv-'));
const file = join(folder, 'file.csv');
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string): { records: string[][]; lines: number[]; fault: QuoteFault | null } {
	writeFileSync(file, text);
	const records: string[][] = [];
	const lines: number[] = [];
	const fault = readCsv(file, (cells, line) => {
		records.push([...cells]);
		lines.push(line);
	});
	return { records, lines, fault };
}

/** Cells with everything that needs quoting; CR alone becomes LF, so it is not among them. */
const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', '"', '\n', ' ', "'", ';') });
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), {
	minLength: 1,
	maxLength: 20
});

describe('readCsv', () => {
	it.each(['\n', '\r\n'])(
		'gives back what csv-stringify wrote, with line ends %j',
		(record_delimiter) => {
			fc.assert(
				fc.property(rows, (records) => {
					const text = stringify(records, { record_delimiter, quoted: record_delimiter !== '\n' });
					expect(read(text)).toMatchObject({ records, fault: null });
				})
			);
		}
	);

	it('gives each record the line at which it starts', () => {
		fc.assert(
			fc.property(rows, (records) => {
				const starts = records.map(
					(_, index) => stringify(records.slice(0, index)).split('\n').length
				);
				expect(read(stringify(records)).lines).toEqual(starts);
			})
		);
	});

	it('keeps lines and cells right over the borders of its chunks', () => {
		const long = 'é"\n,'.repeat(50_000);
		const records = Array.from({ length: 40 }, (_, index) => [
			`row ${index}`,
			index % 7 === 0 ? long : 'x'
		]);
		const { records: found, lines } = read(stringify(records));
		expect(found).toEqual(records);
		expect(lines.at(-1)).toBe(40 + 6 * 50_000);
	});

	it('skips a byte order mark and lines without anything on them, which count', () => {
		expect(read('\ufeffa,b\n\n1,2\n\n\n3,4')).toEqual({
			records: [
				['a', 'b'],
				['1', '2'],
				['3', '4']
			],
			lines: [1, 3, 6],
			fault: null
		});
	});

	it('reads the line ends of an old Mac', () => {
		expect(read('a,b\r1,2\r').records).toEqual([
			['a', 'b'],
			['1', '2']
		]);
	});

	it('stops at a quote that is never closed, however long the file', () => {
		const text = `a,b\n1,"open\n${'2,3\n'.repeat(2_000_000)}`;
		expect(read(text)).toMatchObject({
			records: [['a', 'b']],
			fault: { line: 2, kind: 'unclosed' }
		});
	});

	it('reads nothing from an empty file', () => {
		expect(read('')).toEqual({ records: [], lines: [], fault: null });
	});
});
