import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { apiOver, rowsOfCsv } from '../server/api/setup/support.ts';

const SCRIPT = resolve('scripts/known-then.ts');
const TSX = import.meta.resolve('tsx');

function knownThen(...options: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', TSX, SCRIPT, ...options],
		{ encoding: 'utf8', env: { ...process.env, GROUNDSWELL_RELEASES: inject('embeddedReleases') } }
	);
	return { status, stdout, stderr };
}

// Each of them starts a process, which takes its time on a busy machine.
describe('npm run known-then', { timeout: 120_000 }, () => {
	it('lists the trends with a model, and makes the same series of one as a build does', async () => {
		const [trend = ''] = knownThen().stdout.split('\n');
		const { status, stdout } = knownThen(trend);
		expect(status).toBe(0);
		const made = rowsOfCsv(stdout);
		const { data } = await apiOver().list(
			`/api/v1/trends?region=all&known=then&method=model&limit=1000&sort=date`
		);
		const built = data.filter(({ estimate_id }) => String(estimate_id).startsWith(`${trend}|`));
		expect(made.length).toBeGreaterThan(0);
		expect(made.slice(0, built.length).map(({ day }) => day)).toEqual(
			built.map(({ date }) => date)
		);
		built.forEach((row, index) => {
			for (const key of ['estimate', 'low80', 'high80', 'low95', 'high95'])
				expect(Number(made[index]?.[key])).toBeCloseTo(Number(row[key]), 6);
		});
	});

	it('says which trend is not there, and what is missing without a release', () => {
		expect(knownThen('no-such-trend')).toMatchObject({ status: 2, stdout: '' });
		const { status, stderr } = knownThen('--releases', resolve('tests/fixtures/data'));
		expect(status).toBe(4);
		expect(stderr).toMatch(/npm run ingest/);
	});
});
