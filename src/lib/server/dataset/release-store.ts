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
	/** The commit whose `data/` alone it was built from, by which it can be built anywhere. */
	commit?: string;
	/** Version of the rules it was built by; other rules make another release of the same files. */
	builder?: string;
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

/** A release that was published here and whose file has been taken away since, with those still here. */
export class PrunedError extends Error {
	readonly id: string;
	readonly left: readonly Pick<LogEntry, 'id' | 'published_at'>[];
	constructor(id: string, left: readonly Pick<LogEntry, 'id' | 'published_at'>[]) {
		super(`release ${id} was published here and has been pruned`);
		this.id = id;
		this.left = left;
	}
}

/** How often the pointer is looked at, and how long a release put aside stays open for requests under way. */
const LOOK_AFTER_MS = 1000;
const CLOSE_AFTER_MS = 5000;
/** Releases open at once; downloads have connections of their own. */
const OPEN = 4;

/** Every complete line of a releases folder's log, oldest first; a line being written has no end yet. */
export function readLog(folder: string): LogEntry[] {
	const path = join(folder, LOG);
	if (!existsSync(path)) return [];
	return readFileSync(path, 'utf8')
		.split('\n')
		.slice(0, -1)
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as LogEntry);
}

/** One entry for each release, in the order in which they were last published. */
export function lastOfEach(log: readonly LogEntry[]): LogEntry[] {
	const last = new Map<string, LogEntry>();
	for (const entry of log) {
		last.delete(entry.id);
		last.set(entry.id, entry);
	}
	return [...last.values()];
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
	#changed = '';
	#log: LogEntry[] = [];
	#now: () => number;
	#open = new LRUCache<string, OpenRelease>({
		max: OPEN,
		dispose: (release, id, reason) => {
			if (reason === 'evict') this.#putAside(id, release);
		}
	});
	/** Put aside and not closed yet: a release asked for again is taken back, so that none is open twice. */
	#aside = new Map<string, { release: OpenRelease; timer: NodeJS.Timeout }>();

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

	/**
	 * The release that was current at the end of a UTC day.
	 * @throws NoReleaseError before the first; PrunedError where it is no longer here
	 */
	at(day: string): OpenRelease {
		this.#look();
		const entry = this.#log.findLast(({ published_at }) => utcDay(new Date(published_at)) <= day);
		if (entry) return this.#existing(entry.id);
		const oldest = this.#log.find(({ id }) => this.#exists(id));
		throw new NoReleaseError(
			`no release was there on ${day}`,
			oldest ? utcDay(new Date(oldest.published_at)) : null
		);
	}

	/** A release by its id, or null where none of this id was ever here. @throws PrunedError where it once was. */
	byId(id: string): OpenRelease | null {
		if (!RELEASE_ID.test(id)) return null;
		if (this.#exists(id)) return this.#get(id);
		this.#look();
		return this.#log.some((entry) => entry.id === id) ? this.#existing(id) : null;
	}

	/** The release before another among those that are here; null where it is the first, or unknown. */
	before(id: string): string | null {
		const here = this.list().filter((entry) => entry.available || entry.id === id);
		return here[here.findIndex((entry) => entry.id === id) - 1]?.id ?? null;
	}

	/** What was published, by the time it was last published, with whether its file is still there. */
	list(): (LogEntry & { available: boolean; current: boolean })[] {
		this.#look();
		return lastOfEach(this.#log).map((entry) => ({
			...entry,
			available: this.#exists(entry.id),
			current: entry.id === this.#current
		}));
	}

	/** Closes every open release. */
	close(): void {
		for (const release of this.#open.values()) release.close();
		this.#open.clear();
		for (const { release, timer } of this.#aside.values()) {
			clearTimeout(timer);
			release.close();
		}
		this.#aside.clear();
	}

	#putAside(id: string, release: OpenRelease): void {
		const timer = setTimeout(() => {
			this.#aside.delete(id);
			release.close();
		}, CLOSE_AFTER_MS).unref();
		this.#aside.set(id, { release, timer });
	}

	#existing(id: string): OpenRelease {
		if (this.#exists(id)) return this.#get(id);
		throw new PrunedError(
			id,
			lastOfEach(this.#log).filter((entry) => this.#exists(entry.id))
		);
	}

	#exists(id: string): boolean {
		return existsSync(join(this.folder, `${id}.sqlite`));
	}

	#get(id: string): OpenRelease {
		const known = this.#open.get(id);
		if (known) return known;
		const aside = this.#aside.get(id);
		if (aside) clearTimeout(aside.timer);
		this.#aside.delete(id);
		const release = aside?.release ?? openRelease(join(this.folder, `${id}.sqlite`));
		this.#open.set(id, release);
		return release;
	}

	#look(): void {
		const now = this.#now();
		if (now - this.#lookedAt < LOOK_AFTER_MS && this.#current !== null) return;
		this.#lookedAt = now;
		// A release that is rebuilt from a commit adds to the log and leaves the pointer alone.
		const changed = [POINTER, LOG]
			.map((name) => statSync(join(this.folder, name), { throwIfNoEntry: false })?.mtimeMs ?? -1)
			.join(' ');
		if (changed === this.#changed && this.#current !== null) return;
		this.#changed = changed;
		this.#current = currentId(this.folder) ?? this.#current;
		this.#log = readLog(this.folder);
	}
}
