import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '#lib/server/ingest/publish/lock.ts';
import { csv, OBSERVATIONS, Workshop } from '../server/ingest/harness.ts';

const SCRIPT = resolve('scripts/ingest.ts');
const TSX = import.meta.resolve('tsx');

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
	renameSync(workshop.embedded, join(workshop.root, 'data'));
});
afterEach(() => workshop.remove());

/** Runs the command in a folder whose data/ is the small made-up one. */
function ingest(...options: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', TSX, SCRIPT, '--releases', workshop.releases, ...options],
		{ cwd: workshop.root, encoding: 'utf8', env: { ...process.env, GROUNDSWELL_DATA: '' } }
	);
	return { status, stdout, stderr };
}

describe('npm run ingest', () => {
	it('publishes, then has nothing to do, and says how fast it read', () => {
		const first = ingest();
		expect(first).toMatchObject({ status: 0 });
		expect(first.stdout).toMatch(/^release [0-9a-f]{12} published: .*observations 2/m);
		expect(first.stderr).toMatch(/^read observations: 2 rows$/m);
		expect(first.stderr).toMatch(/^read \d+ rows, [\d,]+ rows\/s$/m);
		expect(ingest().stdout).toMatch(/nothing to do/);
	});

	it('lays several folders over the data, and refuses to lose one', () => {
		const row = (period: string) => ({
			'observations.csv': csv(OBSERVATIONS, `s1,US-VA,${period},1,,,actual,,gazette,`)
		});
		const folders = [workshop.overlay('one', row('2026')), workshop.overlay('two', row('2027'))];
		const both = ingest('--json', ...folders.flatMap((folder) => ['--data', folder]));
		expect(JSON.parse(both.stdout)).toMatchObject({
			status: 'published',
			counts: { observations: 4 },
			folders: [{ dataset: 'groundswell' }, { dataset: 'one' }, { dataset: 'two' }]
		});
		expect(both.stderr).toBe('');
		const lost = ingest();
		expect(lost.status).toBe(3);
		expect(lost.stderr).toMatch(/observations: 2 records of the current release would be lost/);
		expect(lost.stderr).toMatch(/--allow-shrink/);
	});

	it('names the folder whose file cannot be opened, in one line', () => {
		mkdirSync(join(workshop.releases, '.lock'), { recursive: true });
		const { status, stderr } = ingest();
		expect(status).toBe(4);
		expect(stderr).toBe(`${workshop.releases}: unable to open database file (SQLITE_CANTOPEN)\n`);
	});

	it('shows the first hundred problems and puts all into the report', () => {
		const rows = Array.from(
			{ length: 120 },
			(_, index) => `s1,US,${1900 + index},x${index},,,actual,,gazette,`
		);
		const bad = workshop.overlay('mine', { 'observations.csv': csv(OBSERVATIONS, ...rows) });
		const { status, stderr } = ingest('--data', bad);
		expect(status).toBe(1);
		expect(
			stderr.match(/^mine\/observations\.csv:\d+: value "x\d+": expected a number/gm)
		).toHaveLength(100);
		expect(stderr).toMatch(/^120 problems, the first 100 shown; all in .*\.problems\.csv$/m);
		expect(stderr).toMatch(/nothing published; the current release stays/);
	});

	it('explains its options, and what is wrong with them', () => {
		const help = ingest('--help');
		expect(help.status).toBe(0);
		for (const option of [
			'--data',
			'--releases',
			'--dry-run',
			'--lenient',
			'--allow-shrink',
			'--json'
		])
			expect(help.stdout).toContain(option);
		expect(ingest('--dry')).toMatchObject({ status: 2 });
		const missing = ingest('--data', 'nowhere');
		expect(missing).toMatchObject({ status: 2, stdout: '' });
		expect(missing.stderr.trim()).toBe(
			'--data nowhere: no such folder; give a folder of CSV files'
		);
	});

	it('makes way for a build that runs already', () => {
		ingest('--dry-run');
		const unlock = lockFolder(workshop.releases);
		const busy = ingest();
		unlock();
		expect(busy.status).toBe(4);
		expect(busy.stderr).toMatch(/^another build is writing to /);
	});
});
