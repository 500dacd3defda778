import fs, { cpSync, mkdirSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '#lib/server/dataset/releases/integrity.ts';
import {
	pointerOf,
	readLog,
	releaseFiles,
	releasePath
} from '#lib/server/dataset/releases/release-log.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { mend } from '#lib/server/ingest/publish/mend.ts';
import { leftovers } from '#lib/server/ingest/publish/publish.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';

class Killed extends Error {}

/** What a dead process does: nothing. Once it is dead, each operation on the disk fails, those of clean-up too. */
const disk = { left: Infinity, done: 0 };
const OPERATIONS = ['renameSync', 'writeFileSync', 'fsyncSync', 'rmSync'] as const;
const original = { ...fs };

/** Modules see the functions of `node:fs` as they are now. */
function replaceOperations(replaced: (name: (typeof OPERATIONS)[number]) => unknown): void {
	for (const name of OPERATIONS) Object.assign(fs, { [name]: replaced(name) });
	syncBuiltinESMExports();
}

beforeAll(() => {
	replaceOperations((name) => (...given: unknown[]) => {
		if (disk.done >= disk.left) throw new Killed('the process was killed here');
		disk.done++;
		return Reflect.apply(original[name], fs, given) as unknown;
	});
});
afterAll(() => {
	replaceOperations((name) => original[name]);
});

let workshop: Workshop;
beforeEach(() => {
	disk.left = Infinity;
	workshop = new Workshop();
});
afterEach(() => {
	disk.left = Infinity;
	workshop.remove();
});

/** Builds with a user folder that holds one value. */
function build(value: string, releases = workshop.releases) {
	const file = csv(OBSERVATIONS, `s1,US-VA,2026,${value},,,actual,,gazette,`);
	return workshop.with({ 'observations.csv': file }, { releases, allowShrink: true });
}

/** The build says where an error came up, and keeps it as the cause. */
const causeOf = (error: unknown) =>
	error instanceof Error && error.cause !== undefined ? error.cause : error;

/** Runs something that is killed after so many operations on the disk; whether it was. */
function killedAfter(operations: number, run: () => unknown): boolean {
	Object.assign(disk, { left: operations, done: 0 });
	try {
		run();
		return false;
	} catch (error) {
		if (!(causeOf(error) instanceof Killed)) throw error;
		return true;
	} finally {
		disk.left = Infinity;
	}
}

/** A copy of a folder of releases, to go on with in another way. */
function copyOf(releases: string, name: string): string {
	const copy = join(workshop.root, name);
	rmSync(copy, { recursive: true, force: true });
	cpSync(releases, copy, { recursive: true });
	return copy;
}

/**
 * A folder for every number of operations after which something can be killed, as it was left then.
 * @param before the folder it begins with
 */
function* killedAt(
	before: string,
	run: (releases: string) => unknown
): Generator<[string, string]> {
	for (let operations = 0; ; operations++) {
		const releases = copyOf(before, 'killed');
		if (!killedAfter(operations, () => run(releases))) return;
		yield [releases, `killed after ${operations} operations`];
	}
}

/** What a reader finds: the release that is served, a value in it, and the releases listed. */
function read(releases: string) {
	const store = new ReleaseStore(releases, undefined, () => undefined);
	try {
		const { id, db } = store.current();
		const value = db.prepare(`SELECT value FROM observations WHERE dataset = 'mine'`).pluck().get();
		return { id, value, listed: store.list().map((entry) => entry.id) };
	} finally {
		store.close();
	}
}

/** What holds of every folder after a run that ended well. */
function expectTidy(releases: string, when: string): void {
	const log = readLog(releases);
	const ids = log.map(({ id }) => id);
	expect(leftovers(releases), when).toEqual([]);
	expect(releaseFiles(releases).sort(), when).toEqual([...ids].sort());
	expect(new Set(ids).size, when).toBe(ids.length);
	expect(ids.at(-1), when).toBe(pointerOf(releases));
	for (const { id, sha256, size } of log)
		expect(fingerprintOf(releasePath(releases, id)), when).toEqual({ sha256, size });
}

describe('a build that is killed between any two operations on the disk', () => {
	it('leaves the old release or the new one to read, and the next run tidies up, whatever it finds', () => {
		const first = build('1').id;
		let moments = 0;
		for (const [releases, when] of killedAt(workshop.releases, (folder) => build('2', folder))) {
			moments++;
			const { id, value, listed } = read(releases);
			const isNew = id !== first;
			expect(value, when).toBe(isNew ? 2 : 1);
			expect(listed, when).toEqual(isNew ? [first, id] : [first]);

			const back = copyOf(releases, 'back');
			expect(build('1', back).status, when).toBe(isNew ? 'published' : 'unchanged');
			expect(read(back), when).toMatchObject({ id: first, value: 1 });
			expect(leftovers(back), when).toEqual([]);
			expect(releaseFiles(back), when).toHaveLength(isNew ? 2 : 1);

			expect(build('2', releases).status, when).toBe(isNew ? 'unchanged' : 'published');
			expect(read(releases).value, when).toBe(2);
			expectTidy(releases, when);
		}
		expect(moments).toBeGreaterThan(8);
	});

	it('leaves a folder in which the next run publishes the first release', () => {
		const nothing = join(workshop.root, 'nothing');
		mkdirSync(nothing);
		for (const [releases, when] of killedAt(nothing, (folder) => build('1', folder))) {
			expect(['published', 'unchanged'], when).toContain(build('1', releases).status);
			expect(read(releases).value, when).toBe(1);
			expectTidy(releases, when);
		}
	});

	it('leaves a folder whose mending can be killed, too', () => {
		const first = build('1').id;
		let broken = 0;
		for (const [killed] of killedAt(workshop.releases, (folder) => build('2', folder))) {
			const before = copyOf(killed, 'before');
			for (const [releases, when] of killedAt(before, mend)) {
				broken++;
				const { id, value } = read(releases);
				expect(value, when).toBe(id === first ? 1 : 2);
				mend(releases);
				expectTidy(releases, when);
			}
		}
		expect(broken).toBeGreaterThan(3);
	});
});
