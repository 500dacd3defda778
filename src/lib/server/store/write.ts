import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../dataset/releases/release-log.ts';
import type { BuildResult } from '../ingest/build.ts';
import { BusyError, lockFolder } from '../ingest/publish/lock.ts';
import type { Ledger } from './ledger.ts';
import { Mirror } from './mirror.ts';
import type { Objects } from './objects/objects.ts';
import { probe } from './objects/probe.ts';
import { pruneStore, ship, sweep } from './ship.ts';
import { writeTables } from './parquet-tables.ts';
import { beginWith, copySet, storeSet } from './upstream-copies.ts';

/** Where a build for a store takes what was published before, and leaves what is to be published. */
interface Bench {
	releases: string;
	/** The copies of upstreams, which a refresh adds to. */
	upstream: string;
}

export interface WriteOptions {
	objects: Objects;
	/** The folder of this machine's copies; the bench lies in it. */
	copies: string;
	/** Where upstream copies lay before there was a store. */
	localUpstream: string;
	/** How many of the newest releases stay; null for all. */
	keep: number | null;
	/** Nothing is written to the store. */
	dryRun: boolean;
	say: (line: string) => void;
	/** Builds; called again where another writer published meanwhile. */
	build: (bench: Bench) => Promise<BuildResult> | BuildResult;
	/** Writes the tables of a release; given by tests that have none. */
	tables?: typeof writeTables;
}

/** How often a release is built again because another was published meanwhile. */
const TURNS = 5;

/**
 * Builds a release on top of what a store holds, and publishes it there. Where another writer publishes first, the
 * build is done again on top of that one, so that its guard against losing records sees it.
 * @throws StoreError where the store ignores conditions, cannot be reached, or does not say whether it published;
 * BusyError where another process builds for the same store here, or others were faster again and again
 */
export async function buildFor(options: WriteOptions): Promise<BuildResult> {
	const { objects, copies, dryRun } = options;
	const folder = join(copies, 'bench');
	mkdirSync(folder, { recursive: true });
	const unlock = lockFolder(
		folder,
		`another build for ${objects.name} runs here; run this again when it has finished`
	);
	try {
		if (!dryRun) await probe(objects);
		return await inTurns(options, folder);
	} finally {
		unlock();
	}
}

async function inTurns(options: WriteOptions, folder: string): Promise<BuildResult> {
	const { objects, localUpstream, dryRun, say } = options;
	const bench = { releases: join(folder, 'releases'), upstream: join(folder, 'upstream') };
	const mirror = new Mirror({ objects, folder: bench.releases, releases: 'current' });
	const { ledger } = mirror;
	for (let turn = 0; turn < TURNS; turn++) {
		await mirror.round();
		const isBad = !(await isWhole(objects, ledger));
		if (isBad)
			say(`note: ${objects.name} no longer holds the current release whole; it is stored again`);
		await copySet(objects, ledger.shelf.upstream, bench.upstream, 'all');
		if (ledger.shelf.upstream === null) await beginWith(localUpstream, bench.upstream);
		const result = await options.build(bench);
		if (dryRun || result.status === 'invalid' || result.status === 'refused') return result;
		const settled = await publish(options, mirror, bench, result, isBad);
		if (settled !== null) return settled;
		say('another writer published meanwhile: building again on top of its release');
	}
	throw new BusyError(
		`other writers published to ${objects.name} again and again meanwhile; run this again`
	);
}

/** Whether the store holds the current release as it was published: all of it is read. */
async function isWhole(objects: Objects, { shelf }: Ledger): Promise<boolean> {
	const file = shelf.current === null ? undefined : shelf.files.get(shelf.current);
	return file === undefined || (await objects.fingerprint(file.key))?.sha256 === file.sha256;
}

/** Publishes what was built; null where somebody else was first. */
async function publish(
	options: WriteOptions,
	{ ledger }: Mirror,
	bench: Bench,
	result: BuildResult,
	isBad: boolean
): Promise<BuildResult | null> {
	const { objects, keep } = options;
	const before = ledger.shelf.upstream;
	const upstream = await storeSet(objects, before, bench.upstream);
	const { id } = result;
	const entry = readLog(bench.releases).findLast((line) => line.id === id);
	const isThere = ledger.shelf.files.get(id)?.sha256 === entry?.sha256 && !isBad;
	const isKnown = isThere && (result.status !== 'published' || ledger.shelf.current === id);
	if (entry !== undefined && !isKnown) {
		const kind = result.status === 'rebuilt' || result.status === 'present' ? 'beside' : 'publish';
		const tables = await tablesOf(options, bench, id);
		const outcome = await ship(objects, ledger, {
			kind,
			entry,
			folder: bench.releases,
			tables,
			upstream
		});
		if (outcome === 'overtaken') return null;
	} else if (upstream !== null && upstream !== before) {
		if ((await ledger.append({ kind: 'upstream', upstream })) === 'overtaken') return null;
	}
	const isCurrent = result.status === 'published' || result.status === 'unchanged';
	const gone = keep === null || !isCurrent ? [] : await pruneStore(ledger, keep);
	await sweep(objects, ledger);
	if (gone.length === 0) return result;
	const note = `pruned ${gone.join(', ')}; the newest ${keep} are kept`;
	return { ...result, notes: [...result.notes, note] };
}

async function tablesOf({ tables = writeTables }: WriteOptions, bench: Bench, id: string) {
	const to = join(bench.releases, '..', 'tables');
	rmSync(to, { recursive: true, force: true });
	return tables(bench.releases, id, to);
}
