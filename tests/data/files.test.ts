import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RECORD_KINDS } from '#lib/domain/closed.ts';
import { RECORD_FILES } from '#lib/domain/text/report.ts';
import { FIXTURE } from '../setup/release.ts';

test('every kind of record names files of data/ that exist', () => {
	const files = Object.values(RECORD_FILES).flatMap((text) => text.match(/data\/[\w./]+/g) ?? []);
	expect(Object.keys(RECORD_FILES)).toEqual(expect.arrayContaining([...RECORD_KINDS]));
	expect(files.length).toBeGreaterThanOrEqual(RECORD_KINDS.length);
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test.each(['regions.csv', 'region_aliases.csv'])(
	'the geography of the invented data is that of data/: copy %s after a change',
	(file) => {
		expect(readFileSync(join(FIXTURE, file), 'utf8')).toBe(
			readFileSync(join('data', file), 'utf8')
		);
	}
);
