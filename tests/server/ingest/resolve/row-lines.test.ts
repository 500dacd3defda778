import { describe, expect, it } from 'vitest';
import type { InputFile } from '#lib/server/ingest/read/inputs.ts';
import { RowLines } from '#lib/server/ingest/resolve/row-lines.ts';

const fileNamed = (name: string) => ({ name }) as InputFile;

describe('where rows stand', () => {
	it('is told of every row, over lines that are left out and over files', () => {
		const places = new RowLines();
		const [one, other] = [fileNamed('one'), fileNamed('other')];
		const wanted: [string, number][] = [];
		const add = (file: InputFile, line: number) => {
			places.add(line);
			wanted.push([file.name, line]);
		};
		places.begin(one);
		for (const line of [2, 3, 4, 7, 8, 20]) add(one, line);
		places.begin(fileNamed('empty'));
		places.begin(other);
		// Follows on the last line of the file before, in number only.
		for (const line of [21, 22, 2]) add(other, line);
		const told = wanted.map((_, index) => {
			const { file, line } = places.at(index + 1);
			return [file.name, line];
		});
		expect(told).toEqual(wanted);
		expect(places.rows).toBe(wanted.length);
	});

	it.each([0, 2])('is not known of row %i, which was never loaded', (row) => {
		const places = new RowLines();
		places.begin(fileNamed('one'));
		places.add(2);
		expect(() => places.at(row)).toThrow(`row ${row} was never loaded`);
	});
});
