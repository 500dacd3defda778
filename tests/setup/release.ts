/**
 * Builds the embedded release once for all tests and hands them its folder:
 * `inject('embeddedReleases')`. Tests only read it.
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
import { build, plan } from '#lib/server/ingest/build.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** A releases folder (log, pointer, SQLite file) with the embedded release, published on PUBLISHED. */
		embeddedReleases: string;
	}
}

/** When the shared release says it was published. */
export const PUBLISHED = '2026-11-23T12:00:00.000Z';

const CACHE = resolve('node_modules/.cache/groundswell-tests');
const DAY_MS = 86_400_000;
const CODE = ['src/lib/domain', 'src/lib/server/dataset', 'src/lib/server/ingest'];
const EMBEDDED = { embedded: 'data', upstream: null, overlays: [] };

export default function setup(project: TestProject): void {
	const folder = join(CACHE, fingerprint());
	removeOutdated();
	if (existsSync(folder)) utimesSync(folder, new Date(), new Date());
	else buildInto(folder);
	project.provide('embeddedReleases', folder);
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
function fingerprint(): string {
	const hash = createHash('sha256').update(plan(EMBEDDED).id);
	for (const folder of CODE)
		for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort())
			if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)));
	return hash.digest('hex').slice(0, 16);
}

/** Builds beside the folder and renames, so that two runs at once cannot disturb each other. */
function buildInto(folder: string): void {
	mkdirSync(CACHE, { recursive: true });
	const releases = mkdtempSync(join(CACHE, 'building-'));
	const result = build({ ...EMBEDDED, releases, now: () => new Date(PUBLISHED) });
	if (result.status !== 'published')
		throw new Error(
			`the embedded release does not build:\n${result.problems.map(formatProblem).join('\n')}`
		);
	try {
		renameSync(releases, folder);
	} catch (error) {
		rmSync(releases, { recursive: true, force: true });
		if (!existsSync(folder)) throw error;
	}
}
