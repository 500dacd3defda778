import { spawnSync } from 'node:child_process';
import { expect, inject, it } from 'vitest';

const verify = (...args: string[]) =>
	spawnSync(process.execPath, ['--import', 'tsx', 'scripts/records/verify.ts', ...args], {
		encoding: 'utf8',
		env: { ...process.env, GROUNDSWELL_RELEASES: inject('embeddedReleases') }
	});

it('lists what to check next with all it says and where to look', () => {
	const { status, stdout } = verify('--next', '2');
	expect(status).toBe(0);
	expect(stdout.match(/^(action|poll) \S+ \(worth [\d.]+\)$/gm)).toHaveLength(2);
	expect(stdout.match(/^ {2}where to look:$/gm)).toHaveLength(2);
});

it('takes no tracker for a check', () => {
	const { status, stderr } = verify('x', '--url', 'https://example.org/a', '--tier', 'aggregator');
	expect(status).toBe(2);
	expect(stderr).toContain('expected primary or reported');
});
