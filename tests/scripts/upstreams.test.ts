import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpstreamState } from '#lib/domain/history/upstreams.ts';
import { recordingOf } from '../../scripts/upstreams/recordings.ts';
import { checkedLines, standing, stateLines, summaryOf } from '../../scripts/upstreams/table.ts';

const STATE: UpstreamState = {
	name: 'fred',
	title: 'FRED',
	not_taken: null,
	purpose: 'prices',
	licence: 'US government data',
	attribution: 'BLS',
	needs: null,
	asked: '2026-11-25T06:00:00Z',
	last_good: '2026-11-25T06:00:00Z',
	newest: '2026-10-31',
	newest_age_days: 25,
	stale: false,
	failed: false,
	rows: 4,
	odd: 1,
	warnings: ['it is old']
};

describe('the list of upstreams', () => {
	it('tells purpose, terms, key, last success, newest data, rows and when it is due', () => {
		expect(stateLines([STATE], '2026-11-25')).toEqual([
			'fred: prices',
			'  BLS; US government data',
			'  needs no key',
			'  last success 2026-11-25; next due 2026-11-26',
			'  newest data of 2026-10-31, 25 days old; 4 rows in, 1 left out',
			'  ! it is old'
		]);
	});

	it('tells what of it is not taken in', () => {
		expect(stateLines([{ ...STATE, not_taken: 'cities' }], '2026-11-25')).toContain(
			'  not taken: cities'
		);
	});

	it('tells a key that is there from one that is missing, and names terms once', () => {
		const keyed = { ...STATE, needs: 'set A_KEY', attribution: 'A list, MIT', licence: 'MIT' };
		expect(stateLines([keyed], '2026-11-25').slice(1, 3)).toEqual([
			'  A list, MIT',
			'  needs a setting, which is there'
		]);
		expect(stateLines([keyed], '2026-11-25', new Set(['fred'])).slice(2, 4)).toEqual([
			'  needs a setting: set A_KEY',
			'  last success 2026-11-25; next due once the setting is there'
		]);
	});

	it('ends with how many stand how', () => {
		const never = { ...STATE, name: 'epoch', last_good: null };
		const states = [{ ...STATE, failed: true }, never, { ...never, name: 'eia' }];
		expect(standing(states, new Set(['eia']))).toBe(
			'3 upstreams; 1 failed (fred); 1 without their setting (eia); 1 never fetched (epoch)'
		);
	});

	it('is due now where it never came, failed, or is past its day', () => {
		const due = (more: Partial<UpstreamState>, today = '2026-11-25') =>
			stateLines([{ ...STATE, ...more }], today)[3];
		expect(due({ asked: null, last_good: null })).toBe('  last success never; next due now');
		expect(due({ failed: true })).toMatch(/next due now$/);
		expect(due({}, '2026-11-27')).toMatch(/next due now$/);
	});
});

describe('what a check shows', () => {
	const checked = { name: 'fred-areas', status: 'changed', wrong: ['a.csv: no column'] } as const;
	const fine = Array.from({ length: 9 }, (_, n) => `${n}.csv: 3 rows, 0 odd`);

	it('is what is wrong, and of many good addresses their number', () => {
		expect(checkedLines({ ...checked, wrong: [...checked.wrong], fine })).toEqual([
			'fred-areas: changed',
			'  a.csv: no column',
			'  9 addresses answer as known'
		]);
	});

	it('ends with the names of those that changed or gave no answer', () => {
		const of = (name: string, status: 'as known' | 'changed' | 'no answer') =>
			({ name, status, wrong: [], fine: [] }) as const;
		expect(
			summaryOf(
				[of('a', 'as known'), of('b', 'changed'), of('c', 'as known'), of('d', 'no answer')].map(
					(one) => ({ ...one, wrong: [], fine: [] })
				)
			)
		).toBe('2 as known; 1 changed (b); 1 no answer (d)');
	});
});

describe('npm run upstreams', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'groundswell-upstreams-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	const run = (...options: string[]) =>
		spawnSync(
			process.execPath,
			['--import', import.meta.resolve('tsx'), resolve('scripts/upstreams.ts'), ...options],
			{ cwd: folder, encoding: 'utf8' }
		);

	it('lists what was never fetched, and refuses what it does not know', () => {
		const { status, stdout } = run();
		expect(stdout).toMatch(/^eia: .*\n.*\n {2}needs a setting: set EIA_API_KEY/m);
		expect(status).toBe(0);
		expect(run('repeat')).toMatchObject({
			status: 2,
			stderr: expect.stringMatching(/^repeat: no such command/) as string
		});
	});
});

describe('recordings', () => {
	it('answer the address they were made of', () => {
		const files = [
			'/r/models-dev-api-2026-07-02.json',
			'/r/sec-CIK0000320193-x.json',
			'/r/fred-CPI.csv'
		];
		expect(recordingOf(files, 'models.dev/api.json')).toBe(files[0]);
		expect(recordingOf(files, 'data.sec.gov/api/xbrl/companyfacts/CIK0000320193.json')).toBe(
			files[1]
		);
		expect(recordingOf(files, 'fred.stlouisfed.org/graph/fredgraph.csv?id=CPI')).toBe(files[2]);
		expect(recordingOf(files, 'epoch.ai/data/notable_ai_models.csv')).toBeNull();
	});
});
