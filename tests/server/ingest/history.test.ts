import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeHistory } from '#lib/server/ingest/history.ts';

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
