import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { csv, OBSERVATIONS, Workshop } from '../server/ingest/harness.ts';
import { flip } from '../server/releases/old-version.ts';

const SCRIPT = resolve('scripts/releases.ts');
const TSX = import.meta.resolve('tsx');

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

function releases(...options: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', TSX, SCRIPT, ...options],
		{ encoding: 'utf8', env: { ...process.env, GROUNDSWELL_RELEASES: workshop.releases } }
	);
	return { status, stdout, stderr };
}

const two = () => [
	workshop.build().id,
	workshop.with({
		'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,1,,,actual,,gazette,')
	}).id
];

describe('npm run releases', () => {
	it('lists what was published and what is still here', () => {
		const [first = '', second = ''] = two();
		rmSync(releasePath(workshop.releases, first));
		const { status, stdout } = releases('list');
		expect(status).toBe(0);
		const [one = '', other = ''] = stdout.trim().split('\n');
		expect(one).toMatch(new RegExp(`^${first} .* pruned$`));
		expect(other).toMatch(new RegExp(`^${second} .* here, current$`));
	});

	it('finds nothing wrong with what is whole', () => {
		two();
		const { status, stdout, stderr } = releases('check');
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		expect(stdout).toContain('2 releases are complete; nothing is damaged');
	});

	it('names what is damaged, left over or in no log, with what to do, and exits with 1', () => {
		const [first = '', second = ''] = two();
		const { releases: folder } = workshop;
		flip(releasePath(folder, first));
		copyFileSync(releasePath(folder, second), releasePath(folder, 'abcdefabcdef'));
		copyFileSync(releasePath(folder, second), join(folder, `${first}.sqlite.building`));
		appendFileSync(join(folder, 'log.jsonl'), '{"id":"');
		const { status, stderr, stdout } = releases('check');
		expect(status).toBe(1);
		expect(stdout).toMatch(new RegExp(`^${first} .* DAMAGED$`, 'm'));
		expect(stderr.trim().split('\n')).toEqual([
			expect.stringContaining(`${join(folder, 'log.jsonl')}:3 is cut or damaged`),
			expect.stringMatching(`${first}.sqlite holds other bytes .*remove ${first}.sqlite`),
			expect.stringContaining('abcdefabcdef.sqlite has no line in log.jsonl'),
			expect.stringContaining(`${first}.sqlite.building is left from a build that ended early`)
		]);
		const json = JSON.parse(releases('check', '--json').stdout) as unknown;
		expect(json).toMatchObject({
			isDamaged: true,
			releases: [{ state: 'damaged' }, { state: 'whole' }]
		});
	});

	it('explains itself, and what is wrong with its options', () => {
		expect(releases('--help').stdout).toContain('npm run releases -- check');
		expect(releases('mend')).toMatchObject({ status: 2, stdout: '' });
		const missing = releases('check', '--releases', 'nowhere');
		expect(missing.status).toBe(2);
		expect(missing.stderr).toContain('nowhere: no such folder');
	});
});
