import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { apiOver } from '../server/api/setup/support.ts';
import { liveReleases } from './live.ts';

const run = promisify(execFile);
const LISTS = [
	'sightings',
	'actions',
	'regions',
	'populations',
	'coverage',
	'first-test-actions',
	'forecasts',
	'what-followed',
	'forecast-scores'
];
/** Counties by every vintage and the scores of four origins. */
const LEAST = 500;

test('what followed and the scores of forecasts are the same recomputed from exported files', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const api = apiOver({ releases: liveReleases() });
	for (const name of LISTS) {
		const region = ['coverage', 'what-followed', 'forecast-scores'].includes(name)
			? ''
			: '&region=all';
		const response = await api.get(`/api/v1/${name}.csv?guard=0${region}`);
		expect(response.status).toBe(200);
		writeFileSync(join(folder, `${name}.csv`), await response.text());
	}
	const { stdout } = await run('python3', ['tests/independent/outlook.py', folder]);
	const [, compared, differ] = /^(\d+) figures compared, (\d+) differ/.exec(stdout) ?? [];
	expect(Number(differ)).toBe(0);
	expect(Number(compared)).toBeGreaterThan(LEAST);
}, 120_000);

test('the first test is reproduced, case by case', async () => {
	const { data } = await apiOver({ releases: liveReleases() }).list(
		'/api/v1/what-followed?actions_as=first_test'
	);
	const over = (record: string) => {
		const row = data.find(({ followed_id }) => followed_id === `first_test|90|all|${record}`);
		return [row?.['county_vintages'], row?.['counties'], row?.['followed']];
	};
	expect(over('pending')).toEqual([98, 58, 43]);
	expect(over('fight')).toEqual([141, 105, 28]);
	expect(over('adopted')).toEqual([1358, 443, 223]);
	expect(over('nothing')).toEqual([10_971, 2852, 662]);
});
