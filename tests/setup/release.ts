/**
 * Builds one release of the invented data in tests/fixtures/data for all tests and hands them its folder:
 * `inject('embeddedReleases')`. Tests only read it. The live data/ is read by tests/data/ alone.
 */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '#lib/server/ingest/build.ts';
import { plan } from '#lib/server/ingest/plan.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** A releases folder (log, pointer, SQLite file) with a release of FIXTURE, published on PUBLISHED. */
		embeddedReleases: string;
	}
}

/** When the shared release says it was published. */
const PUBLISHED = '2026-11-23T12:00:00.000Z';
/** The invented data that tests run on, in place of data/. */
export const FIXTURE = 'tests/fixtures/data';

const CACHE = resolve('node_modules/.cache/groundswell-tests');
const DAY_MS = 86_400_000;
const CODE = ['src/lib/domain', 'src/lib/server/dataset', 'src/lib/server/ingest'];

export default function setup(project: TestProject): void {
	project.provide('embeddedReleases', cachedRelease(FIXTURE));
}

/**
 * A releases folder with a release of a data folder, built where data or code changed since the last run.
 * @throws Error with every problem of the data
 */
export function cachedRelease(embedded: string): string {
	const folder = join(CACHE, fingerprint(embedded));
	removeOutdated();
	if (!existsSync(folder)) buildInto(folder, embedded);
	// By the clock that its age is told by, which need not be the one of the disk.
	utimesSync(folder, new Date(), new Date());
	return folder;
}

/** Every change of data or code leaves a folder behind; one that no run of today uses is removed. */
function removeOutdated(): void {
	for (const name of existsSync(CACHE) ? readdirSync(CACHE) : []) {
		const path = join(CACHE, name);
		const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
		if (Date.now() - changed > DAY_MS) rmSync(path, { recursive: true, force: true });
	}
}

/** Changes with the data and with the code that builds from it, so that a run never reads an outdated release. */
function fingerprint(embedded: string): string {
	const hash = createHash('sha256')
		.update(embedded)
		.update(plan(inputsOf(embedded)).id);
	for (const folder of CODE)
		for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort())
			if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)));
	return hash.digest('hex').slice(0, 16);
}

/** Builds beside the folder and renames, so that two runs at once cannot disturb each other. */
function buildInto(folder: string, embedded: string): void {
	mkdirSync(CACHE, { recursive: true });
	const releases = mkdtempSync(join(CACHE, 'building-'));
	const result = build({ ...inputsOf(embedded), releases, now: () => new Date(PUBLISHED) });
	if (result.status !== 'published')
		throw new Error(
			`${embedded} does not build:\n${result.problems.map(formatProblem).join('\n')}`
		);
	try {
		renameSync(releases, folder);
	} catch (error) {
		rmSync(releases, { recursive: true, force: true });
		if (!existsSync(folder)) throw error;
	}
}

const inputsOf = (embedded: string) => ({ embedded, upstream: null, overlays: [] });
