import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '#lib/server/dataset/releases/integrity.ts';
import { LOG, readLog, releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { DamagedError, NoReleaseError } from '#lib/server/dataset/releases/not-served.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';
import { harmedRelease } from './harmed.ts';
import { flip } from './old-version.ts';

let workshop: Workshop;
let said: string[];
beforeEach(() => {
	workshop = new Workshop();
	said = [];
});
afterEach(() => workshop.remove());

/** Publishes a release that differs from the others by a value. */
const publish = (value: string, at = '2026-11-01T12:00:00Z') =>
	workshop.with(
		{ 'observations.csv': csv(OBSERVATIONS, `s1,US-VA,2026,${value},,,actual,,gazette,`) },
		{ now: () => new Date(at) }
	);
const file = (id: string) => releasePath(workshop.releases, id);
const store = (now?: () => number) =>
	new ReleaseStore(workshop.releases, now, (line) => said.push(line));
function served(): string {
	const one = store();
	try {
		return one.current().id;
	} finally {
		one.close();
	}
}

describe('the log', () => {
	it('holds the hash and the size of the file of each release', () => {
		const { id } = publish('1');
		expect(readLog(workshop.releases)).toMatchObject([{ id, ...fingerprintOf(file(id)) }]);
	});
});

harmedRelease(['flipped']);

describe('a damaged release', () => {
	it('is named once, with its file and what to do', () => {
		const { id } = publish('1');
		flip(file(id));
		const one = store();
		for (let time = 0; time < 3; time++) expect(() => one.current()).toThrow(NoReleaseError);
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(`${file(id)} holds other bytes than were published`);
		expect(said[0]).toContain('npm run ingest builds it again');
		one.close();
	});

	it('is not served by its id or its day, and is listed as what it is', () => {
		const first = publish('1', '2026-11-01T12:00:00Z').id;
		const second = publish('2', '2026-11-02T12:00:00Z').id;
		flip(file(first));
		const one = store();
		expect(one.current().id).toBe(second);
		expect(() => one.byId(first)).toThrow(DamagedError);
		expect(() => one.at('2026-11-01')).toThrow(DamagedError);
		expect(one.at('2026-11-02').id).toBe(second);
		expect(one.list()).toMatchObject([
			{ id: first, state: 'damaged', available: false },
			{ id: second, state: 'served', available: true, current: true }
		]);
		one.close();
	});

	it('is noticed while it is served, and answers made from it are dropped', () => {
		let now = 0;
		const first = publish('1').id;
		const second = publish('2').id;
		const one = store(() => now);
		let dropped = 0;
		one.onChangedFile(() => dropped++);
		expect(one.current().id).toBe(second);
		flip(file(second));
		now += 2000;
		expect(one.current().id).toBe(first);
		expect(dropped).toBeGreaterThan(0);
		expect(one.state()).toMatchObject({
			current: first,
			published: second,
			troubled: [{ id: second, kind: 'damaged' }]
		});
		one.close();
	});

	it('is served again once it was built anew', () => {
		let now = 0;
		publish('1');
		const { id } = publish('2');
		const one = store(() => now);
		flip(file(id));
		expect(one.current().id).not.toBe(id);
		publish('2');
		now += 2000;
		expect(one.current().id).toBe(id);
		one.close();
	});

	it('is looked for at once where an answer fails on it', () => {
		const first = publish('1').id;
		const second = publish('2').id;
		const one = store(() => 0);
		expect(one.current().id).toBe(second);
		flip(file(second));
		const failure = Object.assign(new Error('database disk image is malformed'), {
			code: 'SQLITE_CORRUPT'
		});
		expect(one.suspect(new Error('another'))).toBe(false);
		expect(one.suspect(failure)).toBe(true);
		expect(one.current().id).toBe(first);
		one.close();
	});

	it('is none where another build has just made its file anew, and its log follows', () => {
		let now = 0;
		const first = publish('1').id;
		const second = publish('2').id;
		const one = store(() => now);
		expect(one.current().id).toBe(second);
		// What Node of another major version builds: the same rows in other bytes.
		const db = new Database(file(second));
		db.exec('PRAGMA user_version = 1');
		db.close();
		now += 2000;
		expect(one.current().id).toBe(first);
		const log = join(workshop.releases, LOG);
		const [line, other = ''] = readFileSync(log, 'utf8').trim().split('\n');
		const entry = { ...(JSON.parse(other) as object), ...fingerprintOf(file(second)) };
		writeFileSync(log, `${line}\n${JSON.stringify(entry)}\n`);
		now += 2000;
		expect(one.current().id).toBe(second);
		one.close();
	});

	it('that a file of the same size and times replaces is found by its bytes', () => {
		const first = publish('1').id;
		const second = publish('2').id;
		copyFileSync(file(first), file(second));
		expect(served()).toBe(first);
		expect(said.join()).toMatch(/holds other bytes than were published/);
	});

	it('counts as none of those kept', () => {
		const [first, second, third] = ['1', '2', '3'].map((value) => publish(value).id);
		flip(file(second ?? ''));
		const next = workshop.with(
			{ 'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,4,,,actual,,gazette,') },
			{ keep: 3 }
		).id;
		const one = store();
		expect(
			one
				.list()
				.filter(({ available }) => available)
				.map(({ id }) => id)
		).toEqual([first, third, next]);
		one.close();
	});
});

describe('a line of the log that cannot be read', () => {
	it.each([
		['cut', (line: string) => line.slice(0, 30)],
		['garbage', () => '\u0000\u0001 {{{'],
		['of another kind', () => '{"id":42}'],
		['null', () => 'null']
	])('(%s) is skipped and named, and the release is served', (_, harm) => {
		const first = publish('1').id;
		const second = publish('2').id;
		const log = join(workshop.releases, LOG);
		const [one = '', two = ''] = readFileSync(log, 'utf8').trim().split('\n');
		writeFileSync(log, `${one}\n${harm(two)}`);
		expect(served()).toBe(second);
		expect(said.join()).toContain(`${log}:2 is cut or damaged and is skipped`);
		const again = publish('2');
		expect(again).toMatchObject({ status: 'unchanged', id: second });
		expect(again.notes.join()).toContain(`${log}:2 is cut or damaged`);
		expect(again.notes.join()).toContain(`release ${second} had no line`);
		expect(readLog(workshop.releases)).toMatchObject([{ id: first }, { id: second }]);
		expect(readLog(workshop.releases)[1]?.inputs).toEqual(readLog(workshop.releases)[0]?.inputs);
	});
});

describe('a clock that steps back', () => {
	it('hides no new release', () => {
		let now = 3_600_000;
		publish('1');
		const one = store(() => now);
		one.current();
		const { id } = publish('2');
		now = 0;
		expect(one.current().id).toBe(id);
		one.close();
	});

	it('leaves the releases of a day to be found: of two, the one that was published after the other', () => {
		const first = publish('1', '2026-11-05T12:00:00Z').id;
		const second = publish('2', '2026-11-03T12:00:00Z').id;
		const one = store();
		expect(one.at('2026-11-05').id).toBe(second);
		expect(one.at('2026-11-03').id).toBe(second);
		expect(() => one.at('2026-11-02')).toThrow(NoReleaseError);
		expect(one.byId(first)?.id).toBe(first);
		expect(one.before(second)).toBe(first);
		one.close();
	});
});
