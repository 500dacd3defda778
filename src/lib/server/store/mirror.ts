import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintLater } from '../dataset/releases/integrity.ts';
import {
	comingPath,
	LOG,
	POINTER,
	readLog,
	releaseFiles,
	releasePath
} from '../dataset/releases/release-log.ts';
import { lockFolder } from '../ingest/publish/lock.ts';
import { removeLeftovers } from '../ingest/publish/publish.ts';
import type { StoreShelf } from './commit.ts';
import { Ledger } from './ledger.ts';
import { StoreError, type Objects } from './objects/objects.ts';
import { copySet } from './upstream-copies.ts';

/** The object of a release is gone, or holds other bytes than were published. */
class BadObjectError extends StoreError {}

interface MirrorOptions {
	objects: Objects;
	/** The folder that holds the copies, as `ingest` would have written it here. */
	folder: string;
	/** `all` releases that are not pruned, or only the `current` one, which is what a build needs. */
	releases: 'all' | 'current';
	/** How long the file of a pruned release stays for requests under way, in ms. */
	lingerMs?: number;
}

const LINGER_MS = 30_000;

/** Where commits that were read are kept. */
const COMMITS = 'commits.tsv';
/** Where lies what a server tells of the upstreams. */
export const UPSTREAM = 'upstream';
const COMING = /^([0-9a-f]{12})\.coming$/;

/**
 * A local copy of what a store holds: files, log and pointer lie in a folder as if they had been built there, so that
 * whatever reads such a folder needs to know of no store. A file gets its name once its hash is right, and the log
 * and pointer name a new release once its file is here: until then the one before is current.
 */
export class Mirror {
	readonly #options: MirrorOptions;
	readonly ledger: Ledger;
	/** Hashes of the files that were read here since the start, by id. */
	#read = new Map<string, string>();
	/** Keys of objects found wrong: only that of the current release is asked for again. */
	#bad = new Set<string>();
	/** How many files were copied since the start. */
	#copied = 0;
	/** When files were first seen that the store no longer names. */
	#goneAt = new Map<string, number>();
	#isTidy = false;

	constructor(options: MirrorOptions) {
		this.#options = options;
		this.ledger = new Ledger(options.objects, join(options.folder, COMMITS));
	}

	get shelf(): StoreShelf {
		return this.ledger.shelf;
	}

	/**
	 * Looks for new commits once, and copies what they name.
	 * @param past whether releases before the current one are copied too, or only told to be coming
	 * @param suspects releases whose copies are read again; one whose bytes are wrong is copied anew
	 * @returns why releases before the current one could not be copied
	 * @throws BusyError where another process copies into the folder, which then serves both; StoreError where the
	 * store, or its current release, cannot be read; errors of the system where the folder cannot be written
	 */
	async round({ past = true, suspects = [] as readonly string[] } = {}): Promise<BadObjectError[]> {
		const { folder } = this.#options;
		await mkdir(folder, { recursive: true });
		const unlock = lockFolder(folder, `another process copies into ${folder}`);
		try {
			if (!this.#isTidy) removeLeftovers(folder);
			this.#isTidy = true;
			await this.ledger.refresh();
			await this.#suspect(suspects);
			return await this.#settle(past);
		} finally {
			unlock();
		}
	}

	async #suspect(ids: readonly string[]): Promise<void> {
		for (const id of ids) {
			const path = releasePath(this.#options.folder, id);
			const file = this.shelf.files.get(id);
			if (file === undefined || !existsSync(path)) continue;
			this.#read.delete(id);
			if ((await fingerprintLater(path)).sha256 !== file.sha256) await rm(path, { force: true });
		}
	}

	async #settle(past: boolean): Promise<BadObjectError[]> {
		const { current } = this.shelf;
		// Nothing was published, or the store was emptied: what is here stays.
		if (current === null) return [];
		const bad = await this.#current(current);
		// What is gone may have been pruned since, because there is a newer one.
		if (bad.length > 0 && (await this.ledger.refresh())) return this.#settle(past);
		const [why] = bad;
		// A build can replace what is wrong; a server goes on with what it has.
		if (why !== undefined && this.#options.releases === 'all') throw why;
		await this.#removeOthers();
		const { folder, objects, releases } = this.#options;
		if (releases === 'current') return bad;
		await copySet(objects, this.shelf.upstream, join(folder, UPSTREAM), 'shown');
		if (!past) return bad;
		for (const id of this.#missing()) {
			const why = await this.#fetched(id);
			// A release published meanwhile goes before the rest of the past; one pruned meanwhile is nobody's loss.
			if (await this.ledger.refresh()) return this.#settle(past);
			if (why !== null) bad.push(why);
		}
		return bad;
	}

	/** Makes the release current here that is current in the store. */
	async #current(current: string): Promise<BadObjectError[]> {
		const known = this.#copied;
		const why = await this.#fetched(current);
		if (why === null || this.#options.releases === 'current')
			await this.#write(current, this.#copied > known);
		return why === null ? [] : [why];
	}

	/** @param isNew whether its file was copied just now: whoever serves the folder looks where the pointer is new */
	async #write(current: string, isNew: boolean): Promise<void> {
		const { folder, releases } = this.#options;
		for (const id of releases === 'all' ? this.#missing() : []) {
			await writeFile(comingPath(folder, id), '');
			// Another file of the same release, which the log will no longer know.
			await rm(releasePath(folder, id), { force: true });
		}
		await replace(folder, LOG, this.shelf.log.map((line) => `${JSON.stringify(line)}\n`).join(''));
		await replace(folder, POINTER, `${current}\n`, isNew);
	}

	/** Releases whose files are not here, newest first: by what was read since the start, else by the log here. */
	#missing(): string[] {
		const { folder } = this.#options;
		const { log, files } = this.shelf;
		const kept = new Map(readLog(folder).map(({ id, sha256 }) => [id, sha256]));
		const here = new Set(releaseFiles(folder));
		const ids = [...new Set(log.map(({ id }) => id).reverse())];
		return ids.filter((id) => {
			const file = files.get(id);
			const known = this.#read.get(id) ?? kept.get(id);
			return file !== undefined && !(here.has(id) && known === file.sha256);
		});
	}

	/** Copies a release, unless it is here; says what is wrong with its object, or null. */
	async #fetched(id: string): Promise<BadObjectError | null> {
		try {
			await this.#fetch(id);
			return null;
		} catch (error) {
			if (error instanceof BadObjectError) return error;
			throw error;
		}
	}

	/** Copies a release, unless it is here. @throws BadObjectError */
	async #fetch(id: string): Promise<void> {
		const { folder, objects } = this.#options;
		const file = this.shelf.files.get(id);
		if (file === undefined || this.#read.get(id) === file.sha256) return;
		if (this.#bad.has(file.key) && id !== this.shelf.current) return;
		const path = releasePath(folder, id);
		if (existsSync(path) && (await stat(path)).size === file.size) {
			const { sha256 } = await fingerprintLater(path);
			if (sha256 === file.sha256) return this.#here(id, sha256);
		}
		const temporary = join(folder, `${id}.copy.building`);
		const copied = await objects.download(file.key, temporary);
		if (copied?.sha256 !== file.sha256) {
			await rm(temporary, { force: true });
			this.#bad.add(file.key);
			throw new BadObjectError(
				`${objects.name}: ${file.key} of release ${id} ${copied === null ? 'is gone' : 'holds other bytes than were published'}; it is not served`
			);
		}
		await rename(temporary, path);
		this.#copied++;
		await this.#here(id, file.sha256);
	}

	async #here(id: string, sha256: string): Promise<void> {
		this.#read.set(id, sha256);
		await rm(comingPath(this.#options.folder, id), { force: true });
	}

	/** Takes away what was pruned a while ago, or was never of this store. */
	async #removeOthers(): Promise<void> {
		const { folder, releases, lingerMs = LINGER_MS } = this.#options;
		const { current, files } = this.shelf;
		const isKept = (id: string) => (releases === 'all' ? files.has(id) : id === current);
		const others = releaseFiles(folder).filter((id) => !isKept(id));
		const now = performance.now();
		this.#goneAt = new Map(others.map((id) => [id, this.#goneAt.get(id) ?? now]));
		for (const [id, since] of this.#goneAt) {
			if (now - since < lingerMs && releases === 'all') continue;
			this.#read.delete(id);
			await rm(releasePath(folder, id), { force: true });
		}
		for (const name of await readdir(folder)) {
			const id = COMING.exec(name)?.[1];
			if (id !== undefined && !files.has(id)) await rm(join(folder, name), { force: true });
		}
	}
}

/**
 * Writes a file so that a reader sees the old text or the new, never a part.
 * @param isAnew whether it is written too where it says the same
 */
async function replace(folder: string, name: string, text: string, isAnew = false): Promise<void> {
	const path = join(folder, name);
	if (!isAnew && existsSync(path) && (await readFile(path, 'utf8')) === text) return;
	const temporary = `${path}.building`;
	const file = await open(temporary, 'w');
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(temporary, path);
}
