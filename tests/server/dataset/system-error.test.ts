import Database from 'better-sqlite3';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { onFile, withPath } from '#lib/server/dataset/releases/system-error.ts';
import { ProblemLog } from '#lib/server/ingest/problem-log.ts';
import { writeLog, writePointer } from '#lib/server/ingest/publish/publish.ts';

/** A device on which no byte finds room: what a full disk answers. */
const FULL = '/dev/full';

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), 'groundswell-disk-'));
	onTestFinished(() => rmSync(path, { recursive: true }));
	return path;
}

function thrownBy(act: () => unknown): Error & { code?: string } {
	try {
		act();
	} catch (error) {
		if (error instanceof Error) return error;
	}
	throw new Error('nothing was thrown');
}

describe.skipIf(!existsSync(FULL))('on a full disk', () => {
	it('a write says which file found no room', () => {
		const error = thrownBy(() => onFile(FULL, () => writeFileSync(FULL, 'x')));
		expect(error.message).toMatch(/^\/dev\/full: ENOSPC/);
		expect(error.code).toBe('ENOSPC');
	});

	it.each([
		['log.jsonl', (path: string) => writeLog(path, [ENTRY])],
		['current', (path: string) => writePointer(path, ENTRY.id)]
	])('publishing names %s', (name, write) => {
		const path = folder();
		const temporary = join(path, `${name}.building`);
		symlinkSync(FULL, temporary);
		expect(thrownBy(() => write(path)).message).toContain(`${temporary}: ENOSPC`);
	});

	it('the report of problems is named', () => {
		const path = join(folder(), 'report.csv');
		const log = new ProblemLog(path);
		symlinkSync(FULL, path);
		log.add({
			file: 'a.csv',
			line: 1,
			column: 'b',
			value: 'c',
			scope: 'row',
			code: 'type',
			message: 'd'
		});
		expect(thrownBy(() => log.close()).message).toContain(`${path}: ENOSPC`);
	});
});

const ENTRY = {
	id: 'aaaaaaaaaaaa',
	published_at: '2026-11-24T12:00:00.000Z',
	data_through: null,
	counts: {},
	inputs: [],
	lenient: false
};

it('what SQLite cannot open is named, with its code', () => {
	const path = folder();
	mkdirSync(join(path, 'x.sqlite'));
	const error = withPath(
		thrownBy(() => new Database(join(path, 'x.sqlite'))),
		path
	);
	expect(error).toMatchObject({
		code: 'SQLITE_CANTOPEN',
		message: expect.stringMatching(/^\S+: .+\(SQLITE_CANTOPEN\w*\)$/) as string
	});
});

it('an error that names its file, and one of the program, stay as they are', () => {
	const missing = thrownBy(() => writeFileSync('/nowhere/at/all', ''));
	expect(withPath(missing, '/elsewhere')).toBe(missing);
	const own = new TypeError('x is not a function');
	expect(withPath(own, '/elsewhere')).toBe(own);
});
