import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { utcDay } from '#lib/domain/dates.ts';
import { openRelease, type OpenRelease } from './release.ts';

/** A line of releases/log.jsonl. */
export interface LogEntry {
	id: string;
	published_at: string;
	data_through: string | null;
	counts: Record<string, number>;
	inputs: { dataset: string; path: string }[];
	lenient: boolean;
}

export const RELEASE_ID = /^[0-9a-f]{12}$/;
/** Name of the file that holds the id of the current release. */
export const POINTER = 'current';
export const LOG = 'log.jsonl';

/** No release has been built, or none is old enough; `oldest` is the first day there is one. */
export class NoReleaseError extends Error {
	readonly oldest: string | null;
	constructor(message: string, oldest: string | null) {
		super(message);
		this.oldest = oldest;
	}
}

/** How often the pointer is looked at, and how long a replaced release stays open for its last readers. */
const LOOK_AFTER_MS = 1000;
const CLOSE_AFTER_MS = 600_000;

/** Every line of a releases folder's log, oldest first. */
export function readLog(folder: string): LogEntry[] {
	const path = join(folder, LOG);
	if (!existsSync(path)) return [];
	return readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as LogEntry);
}

/** The id of a folder's current release, or null where none was published. */
export function currentId(folder: string): string | null {
	const path = join(folder, POINTER);
	if (!existsSync(path)) return null;
	const id = readFileSync(path, 'utf8').trim();
	return RELEASE_ID.test(id) && existsSync(join(folder, `${id}.sqlite`)) ? id : null;
}

/** The releases of a folder, opened when asked for; notices a newly published one by itself. */
export class ReleaseStore {
	readonly folder: string;
	#current: string | null = null;
	#lookedAt = -Infinity;
	#changed = -1;
	#log: LogEntry[] = [];
	#now: () => number;
	#open = new LRUCache<string, OpenRelease>({
		max: 4,
		dispose: (release) => {
			setTimeout(() => release.close(), CLOSE_AFTER_MS).unref();
		}
	});

	constructor(folder: string, now: () => number = Date.now) {
		this.folder = folder;
		this.#now = now;
	}

	/** The current release. @throws NoReleaseError where none was built. */
	current(): OpenRelease {
		this.#look();
		if (this.#current === null)
			throw new NoReleaseError('no release has been built; run npm run ingest', null);
		return this.#get(this.#current);
	}

	/** The release that was current at the end of a UTC day. @throws NoReleaseError before the first. */
	at(day: string): OpenRelease {
		this.#look();
		const entry = this.#log.findLast(
			({ published_at, id }) => utcDay(new Date(published_at)) <= day && this.#exists(id)
		);
		if (entry) return this.#get(entry.id);
		const oldest = this.#log.find(({ id }) => this.#exists(id));
		throw new NoReleaseError(
			`no release was there on ${day}`,
			oldest ? utcDay(new Date(oldest.published_at)) : null
		);
	}

	/** A release by its id, or null where it is not there. */
	byId(id: string): OpenRelease | null {
		return RELEASE_ID.test(id) && this.#exists(id) ? this.#get(id) : null;
	}

	/** What was published, oldest first, with whether its file is still there. */
	list(): (LogEntry & { available: boolean; current: boolean })[] {
		this.#look();
		const last = new Map(this.#log.map((entry) => [entry.id, entry]));
		return [...last.values()].map((entry) => ({
			...entry,
			available: this.#exists(entry.id),
			current: entry.id === this.#current
		}));
	}

	/** Closes every open release. */
	close(): void {
		for (const release of this.#open.values()) release.close();
	}

	#exists(id: string): boolean {
		return existsSync(join(this.folder, `${id}.sqlite`));
	}

	#get(id: string): OpenRelease {
		const known = this.#open.get(id);
		if (known) return known;
		const release = openRelease(join(this.folder, `${id}.sqlite`));
		this.#open.set(id, release);
		return release;
	}

	#look(): void {
		const now = this.#now();
		if (now - this.#lookedAt < LOOK_AFTER_MS && this.#current !== null) return;
		this.#lookedAt = now;
		const changed = statSync(join(this.folder, POINTER), { throwIfNoEntry: false })?.mtimeMs ?? -1;
		if (changed === this.#changed && this.#current !== null) return;
		this.#changed = changed;
		this.#current = currentId(this.folder);
		this.#log = readLog(this.folder);
	}
}
