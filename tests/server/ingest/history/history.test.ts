import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeHistory } from '#lib/server/ingest/history/history.ts';

const HEADER = 'claim_id,claim,note';

function folder() {
	const path = mkdtempSync(join(tmpdir(), 'groundswell-history-'));
	onTestFinished(() => rmSync(path, { recursive: true }));
	const write = (...lines: string[]) =>
		writeFileSync(join(path, 'claims.csv'), `${lines.join('\n')}\n`);
	const dates = () =>
		readFileSync(join(path, 'history/claims.csv'), 'utf8')
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => line.split(',').slice(1, 4).join(' ').trim());
	return { path, write, dates };
}

it('keeps the day a row came, and the day on which its cells last changed', () => {
	const { path, write, dates } = folder();
	write(HEADER, 'one,First,', 'two,Second,');
	writeHistory(path, '2026-11-24');
	expect(dates()).toEqual(['one 2026-11-24', 'two 2026-11-24']);
	write(HEADER, 'one,First,', 'three,Third,', 'two,"Second, corrected",');
	writeHistory(path, '2026-11-30');
	expect(dates()).toEqual(['one 2026-11-24', 'three 2026-11-30', 'two 2026-11-24 2026-11-30']);
});

it('takes another order of columns, or a new empty one, for no change', () => {
	const { path, write, dates } = folder();
	write(HEADER, 'one,First,said');
	writeHistory(path, '2026-11-24');
	write('note,claim_id,claim,value', 'said,one,First,');
	writeHistory(path, '2026-12-24');
	expect(dates()).toEqual(['one 2026-11-24']);
});

describe('what changed, in words', () => {
	/** A folder in a repository of its own, with what it holds committed. */
	function repository() {
		const made = folder();
		const git = (...args: string[]) =>
			execFileSync(
				'git',
				['-c', 'user.name=Made up', '-c', 'user.email=made@example.org', ...args],
				{
					cwd: made.path,
					stdio: 'pipe'
				}
			);
		const commit = () => {
			git('add', '.');
			git('commit', '--quiet', '--message', 'Made up');
		};
		git('init', '--quiet');
		const changes = () =>
			readFileSync(join(made.path, 'history/claims.csv'), 'utf8')
				.trim()
				.split('\n')
				.slice(1)
				.map((line) => line.split(',').slice(5).join(','));
		return { ...made, commit, changes };
	}

	it('is told from what the last commit held', () => {
		const { path, write, commit, changes } = repository();
		write(HEADER, 'one,First,', 'two,Second,said');
		writeHistory(path, '2026-11-24');
		commit();
		write(HEADER, 'one,Other,', 'two,Second,said');
		writeHistory(path, '2026-11-30');
		expect(changes()).toEqual(['claim from First to Other', '']);
	});

	it('is told from an earlier commit where the change was committed before its day was kept', () => {
		const { path, write, commit, changes } = repository();
		write(HEADER, 'one,First,');
		writeHistory(path, '2026-11-24');
		commit();
		write(HEADER, 'one,Other,');
		commit();
		writeHistory(path, '2026-11-30');
		expect(changes()).toEqual(['claim from First to Other']);
	});

	it('stays as it was told while the row stands', () => {
		const { path, write, commit, changes } = repository();
		write(HEADER, 'one,First,');
		writeHistory(path, '2026-11-24');
		commit();
		write(HEADER, 'one,Other,');
		writeHistory(path, '2026-11-30');
		commit();
		writeHistory(path, '2026-12-30');
		expect(changes()).toEqual(['claim from First to Other']);
	});

	it('is not known outside a repository', () => {
		const { path, write } = folder();
		write(HEADER, 'one,First,');
		writeHistory(path, '2026-11-24');
		write(HEADER, 'one,Other,');
		writeHistory(path, '2026-11-30');
		expect(readFileSync(join(path, 'history/claims.csv'), 'utf8')).toMatch(/,2026-11-30,\w+,\n$/);
	});
});
