import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshedLine } from '../../../scripts/parts/refresh.ts';
import { Workshop } from '../../server/ingest/harness.ts';

const SCRIPT = resolve('scripts/ingest.ts');
const TSX = import.meta.resolve('tsx');

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
	renameSync(workshop.embedded, join(workshop.root, 'data'));
});
afterEach(() => workshop.remove());

/** Runs the command where no upstream can be asked: what needs a setting lacks it. */
function ingest(options: string[], env: Record<string, string> = {}) {
	return spawnSync(
		process.execPath,
		['--import', TSX, SCRIPT, '--releases', workshop.releases, ...options],
		{
			cwd: workshop.root,
			encoding: 'utf8',
			env: {
				...process.env,
				GROUNDSWELL_DATA: '',
				GROUNDSWELL_CONTACT: '',
				EIA_API_KEY: '',
				...env
			}
		}
	);
}

describe('npm run ingest -- --refresh', () => {
	it('publishes what there is where an upstream could not be refreshed, and the exit code tells', () => {
		const { status, stdout, stderr } = ingest(['--refresh', 'sec', 'eia']);
		expect(stderr).toMatch(/^sec: not refreshed; set GROUNDSWELL_CONTACT .*; no copy is kept$/m);
		expect(stderr).toMatch(/^eia: not refreshed; set EIA_API_KEY .*; no copy is kept$/m);
		expect(stdout).toMatch(/^release [0-9a-f]{12} published/m);
		expect(status).toBe(6);
		const json = JSON.parse(ingest(['--refresh', 'sec', '--json']).stdout) as unknown;
		expect(json).toMatchObject({
			status: 'unchanged',
			refreshed: [{ name: 'sec', status: 'failed' }]
		});
	});

	it('knows no other names, and takes names after --refresh only', () => {
		expect(ingest(['--refresh', 'sek'])).toMatchObject({
			status: 2,
			stderr: expect.stringMatching(
				/^--refresh sek: no such upstream; did you mean "sec"\?/
			) as string
		});
		expect(ingest(['sec'])).toMatchObject({ status: 2 });
	});

	it('never repeats a key', () => {
		const { status, stderr } = ingest([], { EIA_API_KEY: 'sesame open' });
		expect(status).toBe(2);
		expect(stderr).toMatch(/^EIA_API_KEY="\*\*\*": expected the key/);
	});
});

describe('the line on an upstream', () => {
	const kept = {
		name: 'fred',
		lastGood: '2026-11-24T06:00:00.000Z',
		ageDays: 1,
		newest: null,
		rows: 0,
		odd: [],
		warnings: []
	};

	it('says why it failed, and how old the copy that stays is', () => {
		expect(refreshedLine({ ...kept, status: 'failed', reason: 'fred answered 500' })).toBe(
			'fred: not refreshed; fred answered 500; the copy of 2026-11-24 stays, 1 day old'
		);
	});

	it('names what was left out, tells the age of the data, and warns', () => {
		expect(
			refreshedLine({
				...kept,
				status: 'partly',
				reason: 'a page answered 500',
				newest: '2026-09-30',
				odd: ['a: no date', 'b: no date', 'c: no date', 'd: no date'],
				warnings: ['its newest data are old']
			})
		).toBe(
			'fred: updated in part; a page answered 500; of the rest the last good copy stays; newest data of 2026-09-30; 4 rows left out: a: no date; b: no date; c: no date; ...; warning: its newest data are old'
		);
	});

	it('tells new bytes from old ones', () => {
		expect(refreshedLine({ ...kept, status: 'updated', reason: null })).toBe('fred: updated');
		expect(refreshedLine({ ...kept, status: 'unchanged', reason: null })).toBe(
			'fred: unchanged since it was last fetched'
		);
	});
});
