import Database from 'better-sqlite3';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { brokenness, fingerprintOf } from '../../dataset/releases/integrity.ts';
import {
	isBeside,
	lastOfEach,
	LOG,
	POINTER,
	pointerOf,
	readReleaseLog,
	releaseFiles,
	releasePath,
	settled,
	unreadableWords,
	type LogEntry
} from '../../dataset/releases/release-log.ts';
import type { Release } from '../../dataset/tables.ts';
import { insertByTime, leftovers, removeLeftovers, writeLog, writePointer } from './publish.ts';

/** What is to be set right in a folder of releases after a build that ended early, a damaged log or an older version. */
interface Mending {
	/** The log as it should be; null where it is. */
	log: LogEntry[] | null;
	/** The release the pointer should name; null where it is right, or there is none. */
	pointer: string | null;
	/** Files that belong to no release of the log. */
	remove: string[];
	/** What is done and why, in words, for whoever runs it. */
	notes: string[];
}

/**
 * Compares the files, the log and the pointer of a folder, and says what to set right. A release is published once
 * its file is there, the log names it and the pointer holds its id, in this order; what came only half the way is
 * taken back. Where the log itself is damaged or gone, releases whose lines are missing are entered again from what
 * their files say. Reads only.
 */
function mendingOf(folder: string): Mending {
	const { entries, unreadable } = readReleaseLog(folder);
	const pointer = pointerOf(folder);
	const notes = unreadable.map((line) => `${unreadableWords(folder, line)}; it is removed`);
	const kept = settled(entries, pointer);
	for (const { id } of entries.filter((entry) => !kept.includes(entry)))
		notes.push(`the build of release ${id} did not finish; its line in the log is removed`);
	const unlisted = releaseFiles(folder).filter((id) => !kept.some((entry) => entry.id === id));
	const isDamaged = unreadable.length > 0 || entries.length === 0;
	const adopted = unlisted.filter((id) => isDamaged || id === pointer);
	const { log, added } = adoptAll(folder, kept, adopted, pointer);
	for (const id of added)
		notes.push(
			`release ${id} had no line in ${join(folder, LOG)} and has one again, from its file`
		);
	const remove = unlisted.filter((id) => !added.includes(id)).map((id) => `${id}.sqlite`);
	for (const name of remove)
		notes.push(`${join(folder, name)} belongs to no release published here and is removed`);
	const hashed = withHashes(folder, log);
	for (const id of hashed.added) notes.push(`release ${id} now has a hash in the log`);
	const isSame = unreadable.length === 0 && kept.length === entries.length;
	const isUnchanged = isSame && added.length === 0 && hashed.added.length === 0;
	const isNamed = hashed.log.some(({ id }) => id === pointer);
	const next = isNamed ? null : lastPublished(folder, hashed.log);
	if (next !== null)
		notes.push(`${join(folder, POINTER)} named no release; it names ${next} again`);
	return {
		log: isUnchanged ? null : hashed.log,
		pointer: next,
		remove,
		notes
	};
}

/** Whether a folder needs a build, or a start, to set something right. */
export const needsMending = (folder: string): boolean => {
	const { log, pointer, remove } = mendingOf(folder);
	return log !== null || pointer !== null || remove.length > 0 || leftovers(folder).length > 0;
};

/**
 * Sets a folder right. Whoever calls holds its lock; a process that ends in the middle leaves what the next run mends.
 * @returns what was done, in words
 */
export function mend(folder: string): string[] {
	removeLeftovers(folder);
	const { log, pointer, remove, notes } = mendingOf(folder);
	if (log !== null) writeLog(folder, log);
	if (pointer !== null) writePointer(folder, pointer);
	for (const name of remove) rmSync(join(folder, name), { force: true });
	return notes;
}

/** The release that was published last among those whose files are here. */
const lastPublished = (folder: string, log: readonly LogEntry[]): string | null =>
	log.findLast((entry) => !isBeside(entry) && existsSync(releasePath(folder, entry.id)))?.id ??
	null;

function adoptAll(
	folder: string,
	log: LogEntry[],
	ids: readonly string[],
	pointer: string | null
): { log: LogEntry[]; added: string[] } {
	const entries = ids
		.filter((id) => brokenness(releasePath(folder, id), id, 'integrity_check') === null)
		.map((id) => adopted(folder, log, id, pointer));
	const others = entries.filter(({ id }) => id !== pointer);
	const current = entries.filter(({ id }) => id === pointer);
	return {
		log: [...others.reduce(insertByTime, log), ...current],
		added: entries.map(({ id }) => id)
	};
}

/** The line of a release as far as its file says; it was published when its file, or the pointer to it, was written. */
function adopted(
	folder: string,
	log: readonly LogEntry[],
	id: string,
	pointer: string | null
): LogEntry {
	const path = releasePath(folder, id);
	const { info, datasets } = read(path);
	const written = statSync(id === pointer ? join(folder, POINTER) : path).mtime;
	return {
		id,
		published_at: written.toISOString(),
		data_through: info.data_through,
		counts: JSON.parse(info.counts) as Record<string, number>,
		inputs: inputsOf(log, datasets),
		lenient: info.lenient === 'yes',
		builder: info.builder_version,
		...fingerprintOf(path)
	};
}

/** Where the folders of these datasets were last, by the log; of one that no line names nobody knows. */
const inputsOf = (log: readonly LogEntry[], datasets: readonly string[]) =>
	datasets.flatMap(
		(dataset) =>
			lastOfEach(log)
				.flatMap(({ inputs }) => inputs)
				.findLast((input) => input.dataset === dataset) ?? []
	);

function read(path: string): { info: Release['release_info']; datasets: string[] } {
	const db = new Database(path, { readonly: true });
	try {
		const info = db.prepare('SELECT * FROM release_info').get() as Release['release_info'];
		const tables = (Object.keys(inputTables) as InputTableName[]).filter(
			(name) =>
				db.prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = 'dataset'`).get(name) !==
				undefined
		);
		const every = tables.map((name) => `SELECT dataset FROM "${name}"`).join(' UNION ');
		return { info, datasets: db.prepare(every).pluck().all() as string[] };
	} finally {
		db.close();
	}
}

/** A log whose lines of an older version, which state no hash, have that of their file, where SQLite finds it whole. */
function withHashes(folder: string, log: LogEntry[]): { log: LogEntry[]; added: string[] } {
	const added = lastOfEach(log)
		.filter(({ sha256 }) => sha256 === undefined)
		.map(({ id }) => id)
		.filter(
			(id) =>
				existsSync(releasePath(folder, id)) &&
				brokenness(releasePath(folder, id), id, 'integrity_check') === null
		);
	const files = new Map(added.map((id) => [id, fingerprintOf(releasePath(folder, id))]));
	return { log: log.map((entry) => ({ ...entry, ...files.get(entry.id) })), added };
}
