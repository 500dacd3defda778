import { DAY_MS } from '#lib/domain/dates.ts';
import { randomUUID } from 'node:crypto';
import { fingerprintLater } from '../dataset/releases/integrity.ts';
import { releasePath, type LogEntry } from '../dataset/releases/release-log.ts';
import { namedBy, toPrune, type CommitBody, type StoredFile } from './commit.ts';
import type { Ledger } from './ledger.ts';
import { StoreError, type Objects } from './objects/objects.ts';
import { tablePath, type TableFile } from './parquet-tables.ts';
import { readSet } from './upstream-copies.ts';

/** What is published: a release in a folder, its line of the log, and its tables. */
export interface Parcel {
	kind: 'publish' | 'beside';
	entry: LogEntry;
	/** The folder that holds its file. */
	folder: string;
	tables: readonly TableFile[];
	/** Key of the list of upstream copies; null for none. */
	upstream: string | null;
}

/**
 * Uploads a release under its hash, reads it back, and publishes it by a commit: until then nobody sees any of it.
 * @returns `overtaken` where somebody else published first; then what was decided on the release before is void
 * @throws StoreError where the store holds other bytes than were sent, or nobody can say whether it was published
 */
export async function ship(
	objects: Objects,
	ledger: Ledger,
	{ kind, entry, folder, tables, upstream }: Parcel
): Promise<'added' | 'overtaken'> {
	const { sha256, size } = await fingerprintLater(releasePath(folder, entry.id));
	// Each upload has a key of its own, so that sweeping one never takes the file of another.
	const key = `files/${sha256}/${randomUUID()}.sqlite`;
	const file: StoredFile = { key, sha256, size };
	await uploadWhole(objects, file, releasePath(folder, entry.id));
	const stored = [];
	for (const { name, path } of tables) {
		const table = { name, key: tablePath(entry.id, name), ...(await fingerprintLater(path)) };
		await uploadWhole(objects, table, path);
		stored.push(table);
	}
	return ledger.append({
		kind,
		entry: { ...entry, sha256, size },
		file,
		tables: stored,
		upstream
	} satisfies CommitBody);
}

async function uploadWhole(objects: Objects, file: StoredFile, path: string): Promise<void> {
	await objects.upload(file.key, path);
	const there = await objects.fingerprint(file.key);
	if (there?.sha256 !== file.sha256)
		throw new StoreError(
			`${objects.name}: ${file.key} does not hold what was written to it; nothing was published`
		);
}

/**
 * Prunes all but the newest releases: a commit first, then their objects.
 * @param keep how many stay, from 1
 * @returns ids of those pruned
 */
export async function pruneStore(ledger: Ledger, keep: number): Promise<string[]> {
	for (;;) {
		const ids = toPrune(ledger.shelf, keep);
		if (ids.length === 0) return [];
		if ((await ledger.append({ kind: 'prune', ids })) === 'added') return ids;
		await ledger.refresh();
	}
}

/** What is swept: everything but the log. */
const SWEPT = ['files/', 'parquet/', 'upstream/', 'probe/'];

/**
 * Removes objects that nothing names: at once what a commit has let go, and after a day what a writer that ended early
 * has left, since one that is at work has yet to name what it uploads.
 * @returns how many went
 */
export async function sweep(objects: Objects, ledger: Ledger): Promise<number> {
	const now = await timeOf(objects);
	// Whoever published again what was pruned goes first.
	await ledger.refresh();
	const { shelf } = ledger;
	const named = namedBy(shelf);
	if (shelf.upstream !== null) {
		named.add(shelf.upstream);
		for (const { key } of await readSet(objects, shelf.upstream)) named.add(key);
	}
	const gone: string[] = [];
	for (const prefix of SWEPT)
		for await (const { key, written } of objects.list(prefix)) {
			if (named.has(key)) continue;
			if (shelf.dropped.has(key) || now.getTime() - written.getTime() > DAY_MS) gone.push(key);
		}
	await objects.remove(gone);
	return gone.length;
}

/** What the clock of a store says: that of this machine may be a day ahead. */
async function timeOf(objects: Objects): Promise<Date> {
	const key = `probe/clock-${randomUUID()}`;
	await objects.write(key, 'now');
	let now = new Date(0);
	for await (const { written } of objects.list(key)) now = written;
	await objects.remove([key]);
	return now;
}
