import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Workshop } from '../server/ingest/harness.ts';

/** What somebody does who keeps data/ in shape: files changed and commands run, each a step. */
const TSX = import.meta.resolve('tsx');

let workshop: Workshop;
let steps: number;
beforeEach(() => {
	workshop = new Workshop();
	renameSync(workshop.embedded, join(workshop.root, 'data'));
	run('describe');
	expect(run('ingest')).toMatchObject({ status: 0 });
	steps = 0;
});
afterEach(() => workshop.remove());

function run(command: 'describe' | 'ingest') {
	steps++;
	const script =
		command === 'describe'
			? [resolve('scripts/records/describe-data.ts')]
			: [resolve('scripts/ingest.ts'), '--releases', workshop.releases];
	const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, ...script], {
		cwd: workshop.root,
		encoding: 'utf8',
		env: { ...process.env, GROUNDSWELL_DATA: '' }
	});
	return { status, stdout, stderr };
}

function edit(file: string, change: (text: string) => string) {
	steps++;
	const path = join(workshop.root, 'data', file);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
}

// Each of them starts processes, which take their time on a busy machine.
describe('a maintainer', { timeout: 120_000 }, () => {
	it('corrects a row in three steps, and is told of the one left out', () => {
		edit('answers.csv', (text) => text.replace('oppose,oppose,net,60', 'oppose,oppose,net,55'));
		expect(run('ingest')).toMatchObject({
			status: 1,
			stderr: expect.stringMatching(
				/answers\.csv:2: answers "q1\|all\|oppose": has changed since .* was written; run npm run describe/
			) as string
		});
		steps--;
		run('describe');
		expect(run('ingest')).toMatchObject({ status: 0 });
		expect(workshop.rows("SELECT percent FROM answers WHERE option = 'oppose'")).toEqual([
			{ percent: 55 }
		]);
		expect(steps).toBeLessThanOrEqual(3);
	});

	it('adds a poll in five steps: a row of each of three files, and two commands', () => {
		edit(
			'polls.csv',
			(text) =>
				`${text}p2,House,Firm,,,adults,US,,,2026-03-01,2026-03-03,2026-03-05,900,,online,gazette,\n`
		);
		edit('questions.csv', (text) => `${text}q2,p2,data_center,local,local-build,,no,Asked anew\n`);
		edit('answers.csv', (text) => `${text}q2,all,all,oppose,oppose,net,66,,yes,\n`);
		run('describe');
		expect(run('ingest')).toMatchObject({ status: 0 });
		expect(workshop.rows("SELECT percent FROM readings WHERE poll_id = 'p2'")).toEqual([
			{ percent: 66 }
		]);
		expect(steps).toBeLessThanOrEqual(5);
	});

	it('is told of every mistake in a row in one run, where it is and what was meant', () => {
		edit(
			'polls.csv',
			(text) =>
				`${text}p2,House,Firm,,,adlts,US-VX,,,11/1/2026,2026-11-03,2026-11-05,900,,online,gazete,\n`
		);
		const { status, stderr } = run('ingest');
		expect(status).toBe(1);
		for (const line of [
			/polls\.csv:3: population "adlts": .*did you mean "adults"\?/,
			/polls\.csv:3: region "US-VX": .*did you mean "US-VA"\?/,
			/polls\.csv:3: field_start "11\/1\/2026": .*if this is month\/day\/year, write 2026-11-01/,
			/polls\.csv:3: source_id "gazete": .*did you mean "gazette"\?/,
			/nothing published; the current release stays/
		])
			expect(stderr).toMatch(line);
	});
});
