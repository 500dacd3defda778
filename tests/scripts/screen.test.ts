import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asText, READERS } from '../server/api/formats/readers.ts';
import { rowsOfCsv } from '../server/api/setup/support.ts';

const SCRIPT = resolve('scripts/screen.ts');
const TSX = import.meta.resolve('tsx');
const LIST = 'name,fips,lat,lon,owner\na,51107,,,me\nb,,30,-50,you\n';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'screen-'));
	writeFileSync(join(folder, 'sites.csv'), LIST);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command in a folder of its own, over the shared release. */
function screen(options: string[], input = '') {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', TSX, SCRIPT, ...options],
		{
			cwd: folder,
			encoding: 'utf8',
			input,
			env: { ...process.env, GROUNDSWELL_RELEASES: inject('embeddedReleases') }
		}
	);
	return { status, stdout, stderr };
}

// Each of them starts a process, which takes its time on a busy machine.
describe('npm run screen', { timeout: 60_000 }, () => {
	it('writes CSV to standard output, and what became of the list beside it', () => {
		const { status, stdout, stderr } = screen(['sites.csv']);
		expect(status).toBe(1);
		expect(rowsOfCsv(stdout).map(({ site, placed, owner }) => [site, placed, owner])).toEqual([
			['a', 'yes', 'me'],
			['b', 'no', 'you']
		]);
		expect(stderr).toMatch(
			/^2 sites on \d{4}-\d\d-\d\d, release [0-9a-f]{12}: 1 located, 1 not located, 0 ambiguous$/m
		);
	});

	it.each(['xlsx', 'parquet'] as const)(
		'writes the same rows as %s by the extension of the file',
		async (format) => {
			const out = `result.${format}`;
			const { status, stdout } = screen(
				['-', '--out', out, '--weight', 'restriction=1'],
				'51107\n06037\n'
			);
			expect(status).toBe(0);
			expect(stdout).toBe('');
			const rows = await READERS[format](new Uint8Array(readFileSync(join(folder, out))));
			expect(rows.map((row) => asText(row)).map(({ row, region }) => [row, region])).toEqual([
				['1', 'US-VA-51107'],
				['2', 'US-CA-06037']
			]);
			expect(rows[0]).toHaveProperty('score');
		}
	);

	it.each<[string[], number, string]>([
		[['sites.csv', '--out', 'x.txt'], 2, 'expected a file that ends in .csv'],
		[['sites.csv', '--sort=luck'], 2, 'is not a column of the result'],
		[['sites.csv', '--releases', 'nowhere'], 4, 'npm run ingest']
	])('%j ends with %i and says why', (options, code, words) => {
		const { status, stdout, stderr } = screen(options);
		expect(stderr).toContain(words);
		expect(status).toBe(code);
		expect(stdout).toBe('');
	});
});
