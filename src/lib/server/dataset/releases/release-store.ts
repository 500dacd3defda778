import { statSync } from 'node:fs';
import { join } from 'node:path';
import { utcDay } from '#lib/domain/dates.ts';
import { isDamage, stampOf, type Trouble } from './integrity.ts';
import {
	ComingError,
	DamagedError,
	NoReleaseError,
	OtherVersionError,
	PrunedError,
	type NotServedError
} from './not-served.ts';
import { OpenReleases } from './open-releases.ts';
import { ReleaseFiles } from './release-files.ts';
import {
	isBeside,
	lastOfEach,
	LOG,
	POINTER,
	pointerOf,
	readReleaseLog,
	settled,
	unreadableWords,
	type LogEntry
} from './release-log.ts';
import type { OpenRelease } from '../release.ts';
import { RELEASE_ID } from '#lib/domain/filter/grammar.ts';

/** What became of a release that was published: `served` when asked for, or why not. */
type ReleaseState = 'served' | 'coming' | 'pruned' | Trouble['kind'];

/** A release of the log as a folder has it. */
interface ListedRelease extends LogEntry {
	state: ReleaseState;
	/** Whether it is served when asked for. */
	available: boolean;
	current: boolean;
}

/** What a store serves, and what it does not. */
interface StoreState {
	/** The release that is served; null for none. */
	current: string | null;
	/** The release that was published last; another than `current` where it cannot be served. */
	published: string | null;
	/** Releases found damaged, or built by another version, so far. */
	troubled: ({ id: string } & Trouble)[];
}

/** How often the folder is looked at. */
const LOOK_AFTER_MS = 1000;
/** How often an error while answering leads to reading whole files again. */
const SUSPECT_AFTER_MS = 10_000;

/** The releases of a folder, opened when asked for and found whole; notices a newly published one by itself. */
export class ReleaseStore {
	readonly folder: string;
	#current: string | null = null;
	#lookedAt = -Infinity;
	#suspectedAt = -Infinity;
	#changed = '';
	#log: LogEntry[] = [];
	#now: () => number;
	#listeners: (() => void)[] = [];
	#suspecting: (() => void)[] = [];
	#open = new OpenReleases();
	#files: ReleaseFiles;

	/**
	 * @param now milliseconds of any clock; one that steps back delays nothing
	 * @param say told once what cannot be served, or read
	 */
	constructor(
		folder: string,
		now: () => number = () => performance.now(),
		say: (line: string) => void = (line) => console.error(line)
	) {
		this.folder = folder;
		this.#now = now;
		this.#files = new ReleaseFiles(folder, {
			say,
			changed: (id) => {
				this.#open.drop(id);
				for (const listener of this.#listeners) listener();
			}
		});
	}

	/** The current release, or the newest that can be served. @throws NoReleaseError where there is none. */
	current(): OpenRelease {
		this.#look();
		if (this.#current === null) throw new NoReleaseError(this.#nothing(), null);
		return this.#get(this.#current);
	}

	/**
	 * The release that was current at the end of a UTC day.
	 * @throws NoReleaseError before the first; NotServedError where it is no longer here, damaged or of another version
	 */
	at(day: string): OpenRelease {
		this.#look();
		const entry = this.#log.findLast(({ published_at }) => utcDay(new Date(published_at)) <= day);
		if (entry) return this.#served(entry);
		const oldest = this.#log.find((one) => this.#stateOf(one) === 'served');
		throw new NoReleaseError(
			`no release was there on ${day}`,
			oldest ? utcDay(new Date(oldest.published_at)) : null
		);
	}

	/**
	 * A release by its id, or null where none of this id was ever published here.
	 * @throws NotServedError where it is no longer here, damaged or of another version
	 */
	byId(id: string): OpenRelease | null {
		if (!RELEASE_ID.test(id)) return null;
		this.#look();
		// It may have been published since the last look.
		if (!this.#entry(id)) this.#look(true);
		const entry = this.#entry(id);
		return entry ? this.#served(entry) : null;
	}

	/** The release before another among those that are served; null where it is the first, or unknown. */
	before(id: string): string | null {
		const here = this.list().filter((entry) => entry.available || entry.id === id);
		return here[here.findIndex((entry) => entry.id === id) - 1]?.id ?? null;
	}

	/** What was published, by the time it was last published, with whether it is served. */
	list(): ListedRelease[] {
		this.#look();
		return lastOfEach(this.#log).map((entry) => {
			const state = this.#stateOf(entry);
			return {
				...entry,
				state,
				available: state === 'served',
				current: entry.id === this.#current
			};
		});
	}

	/** What is served, what was published last, and what was found that cannot be served. */
	state(): StoreState {
		this.#look();
		return {
			current: this.#current,
			published: pointerOf(this.folder) ?? this.#log.findLast((one) => !isBeside(one))?.id ?? null,
			troubled: this.#files.troubled()
		};
	}

	/** Calls back whenever the file of a release turns out to be another than the one answers were made from. */
	onChangedFile(listener: () => void): void {
		this.#listeners.push(listener);
	}

	/** Calls back whenever an error while answering says that a file is damaged or cannot be read. */
	onSuspicion(listener: () => void): void {
		this.#suspecting.push(listener);
	}

	/**
	 * Reads the open releases anew after an error while answering; those whose bytes have changed are served no more.
	 * @returns whether the error says that a file is damaged or cannot be read
	 */
	suspect(error: unknown): boolean {
		if (!isDamage(error)) return false;
		for (const listener of this.#suspecting) listener();
		const now = this.#now();
		if (Math.abs(now - this.#suspectedAt) < SUSPECT_AFTER_MS) return true;
		this.#suspectedAt = now;
		for (const id of this.#open.ids()) this.#files.forget(id);
		this.#changed = '';
		this.#look(true);
		return true;
	}

	/** Closes every open release. */
	close(): void {
		this.#open.close();
	}

	#entry(id: string): LogEntry | undefined {
		return this.#log.findLast((entry) => entry.id === id);
	}

	#get(id: string): OpenRelease {
		return this.#open.get(id, this.#files.path(id));
	}

	#stateOf(entry: LogEntry): ReleaseState {
		try {
			if (this.#files.exists(entry.id)) return this.#files.glance(entry)?.kind ?? 'served';
		} catch (error) {
			// Else it was pruned just now.
			if (this.#files.exists(entry.id)) throw error;
		}
		return this.#files.isComing(entry.id) ? 'coming' : 'pruned';
	}

	#served(entry: LogEntry): OpenRelease {
		const { id } = entry;
		if (!this.#files.exists(id)) throw this.#absent(id);
		let trouble: Trouble | null;
		try {
			trouble = this.#files.troubleOf(entry);
			if (trouble === null) return this.#get(id);
		} catch (error) {
			// It was pruned just now.
			throw this.#files.exists(id) ? error : this.#absent(id);
		}
		const { kind, why } = trouble;
		throw kind === 'damaged'
			? new DamagedError(id, `the file of release ${id} is damaged and is not served`, this.#left())
			: new OtherVersionError(id, `release ${id} ${why}`, this.#left());
	}

	/** Why the file of a release that was published is not here. */
	#absent(id: string): NotServedError {
		return this.#files.isComing(id)
			? new ComingError(id, `release ${id} is being copied to this server`, this.#left())
			: new PrunedError(id, `release ${id} was published here and has been pruned`, this.#left());
	}

	#left(): LogEntry[] {
		return lastOfEach(this.#log).filter((entry) => this.#stateOf(entry) === 'served');
	}

	#look(anew = false): void {
		const now = this.#now();
		const isRecent = Math.abs(now - this.#lookedAt) < LOOK_AFTER_MS;
		if (isRecent && !anew && this.#current !== null) return;
		this.#lookedAt = now;
		const changed = this.#stamps();
		if (changed === this.#changed && this.#current !== null) return;
		const pointer = pointerOf(this.folder);
		const { entries, unreadable } = readReleaseLog(this.folder);
		for (const line of unreadable) this.#files.tell(unreadableWords(this.folder, line));
		this.#log = withPointed(this.folder, settled(entries, pointer), pointer);
		const isChosen = this.#choose(pointer);
		this.#changed = isChosen ? this.#stamps() : '';
	}

	/** A release rebuilt from a commit adds to the log and leaves the pointer alone; nobody should touch a release. */
	#stamps(): string {
		const names = [POINTER, LOG, ...(this.#current === null ? [] : [`${this.#current}.sqlite`])];
		return names.map((name) => stampOf(join(this.folder, name)) ?? '-').join('\n');
	}

	/**
	 * Takes the release of the pointer, or the newest before it that can be served.
	 * @returns whether that is settled: a large new release may have to be read first
	 */
	#choose(pointer: string | null): boolean {
		const published = lastOfEach(this.#log).filter((one) => !isBeside(one) || one.id === pointer);
		const last = published.filter(({ id }) => id === pointer);
		const others = published.filter(({ id }) => id !== pointer).reverse();
		for (const entry of [...last, ...others]) {
			if (!this.#files.exists(entry.id)) {
				// Its file is open still, and what is open stays whole.
				if (entry.id === this.#current && this.#open.has(entry.id)) return true;
			} else if (this.#canWait(entry.id) && this.#files.isBeingRead(entry)) {
				return false;
			} else if (this.#files.troubleOf(entry) === null) {
				this.#current = entry.id;
				return true;
			}
		}
		if (this.#current !== null && !this.#open.has(this.#current)) this.#current = null;
		return true;
	}

	/** Whether another release can be served while this one is read. */
	#canWait(id: string): boolean {
		return this.#current !== null && this.#current !== id && this.#open.has(this.#current);
	}

	/** Why nothing is served. */
	#nothing(): string {
		const troubled = this.#files.troubled();
		if (troubled.length === 0) return 'no release has been built; run npm run ingest';
		const words = troubled.map(({ id, kind }) =>
			kind === 'damaged' ? `the file of ${id} is damaged` : `${id} was built by another version`
		);
		return `no release can be served: ${words.join(', ')}; run npm run ingest to build one`;
	}
}

/** The current release stays in the log where its line cannot be read: the pointer says that it was published. */
function withPointed(folder: string, log: LogEntry[], pointer: string | null): LogEntry[] {
	if (pointer === null || log.some(({ id }) => id === pointer)) return log;
	const pointed = statSync(join(folder, POINTER), { throwIfNoEntry: false });
	const published_at = (pointed?.mtime ?? new Date(0)).toISOString();
	const unknown = { data_through: null, counts: {}, inputs: [], lenient: false };
	return [...log, { id: pointer, published_at, ...unknown }];
}
