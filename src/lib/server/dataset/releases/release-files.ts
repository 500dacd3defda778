import { existsSync, statSync } from 'node:fs';
import {
	damageOf,
	fingerprintLater,
	hashDamage,
	isDamage,
	lackOf,
	sizeDamage,
	stampOf,
	type Trouble
} from './integrity.ts';
import { comingPath, releasePath, type LogEntry } from './release-log.ts';
import { openRelease, type OpenRelease } from '../release.ts';

/** A release larger than this is hashed beside the answers to requests where another can be served meanwhile. */
const HASHED_AT_ONCE = 64 << 20;

/** What is known of a file for as long as it carries this stamp and the log says the same of it. */
interface Known {
	stamp: string;
	trouble: Trouble | null;
	/** Whether all of it was read, or only its size and first page. */
	whole: boolean;
}

interface Listener {
	/** Told once what cannot be served. */
	say: (line: string) => void;
	/** The file of a release is not the one it was opened from, or must not be read any more. */
	changed: (id: string) => void;
}

/** Looks after the files of releases: each is read whole once, and again when somebody touched it. */
export class ReleaseFiles {
	#folder: string;
	#listener: Listener;
	#known = new Map<string, Known>();
	#hashing = new Set<string>();
	#said = new Set<string>();

	constructor(folder: string, listener: Listener) {
		this.#folder = folder;
		this.#listener = listener;
	}

	path(id: string): string {
		return releasePath(this.#folder, id);
	}

	exists(id: string): boolean {
		return existsSync(this.path(id));
	}

	/** Whether a release is not here yet, and is being copied from where it was published. */
	isComing(id: string): boolean {
		return existsSync(comingPath(this.#folder, id));
	}

	/** What is wrong with a release as far as its size and its first page show; it may not have been read whole yet. */
	glance(entry: LogEntry): Trouble | null {
		const known = this.#upToDate(entry);
		return known ? known.trouble : this.#find(entry, false, sizeDamage);
	}

	/** What is wrong with a release, all of whose file is read. */
	troubleOf(entry: LogEntry): Trouble | null {
		const known = this.#upToDate(entry);
		return known && (known.whole || known.trouble)
			? known.trouble
			: this.#find(entry, true, damageOf);
	}

	/** Whether a large file has yet to be read; begins to, if nobody has. */
	isBeingRead(entry: LogEntry): boolean {
		const { id, sha256 } = entry;
		const path = this.path(id);
		if (sha256 === undefined || statSync(path).size <= HASHED_AT_ONCE) return false;
		const known = this.#upToDate(entry);
		if (known && (known.whole || known.trouble)) return false;
		if (this.#hashing.has(id)) return true;
		this.#hashing.add(id);
		void this.#readLater(entry).finally(() => this.#hashing.delete(id));
		return true;
	}

	/** Takes a file for one nobody has read. */
	forget(id: string): void {
		this.#known.delete(id);
		this.#listener.changed(id);
	}

	/** What was found that cannot be served. */
	troubled(): ({ id: string } & Trouble)[] {
		return [...this.#known].flatMap(([id, { trouble }]) =>
			trouble === null ? [] : [{ id, ...trouble }]
		);
	}

	/** Says a line, once. */
	tell(line: string): void {
		if (this.#said.has(line)) return;
		this.#said.add(line);
		this.#listener.say(line);
	}

	#upToDate(entry: LogEntry): Known | undefined {
		const known = this.#known.get(entry.id);
		if (known === undefined || known.stamp === this.#stamp(entry)) return known;
		this.forget(entry.id);
		return undefined;
	}

	/** A file can be replaced a moment before the log says so. */
	#stamp({ id, sha256 = '' }: LogEntry): string {
		return `${stampOf(this.path(id)) ?? ''} ${sha256}`;
	}

	#find(
		entry: LogEntry,
		whole: boolean,
		find: (path: string, recorded: LogEntry) => string | null
	): Trouble | null {
		const path = this.path(entry.id);
		const stamp = this.#stamp(entry);
		return this.#remember(entry.id, {
			stamp,
			whole,
			trouble: troubleWith(path, entry, find(path, entry))
		});
	}

	async #readLater(entry: LogEntry): Promise<void> {
		const path = this.path(entry.id);
		const stamp = this.#stamp(entry);
		try {
			const damage = hashDamage(await fingerprintLater(path), entry);
			this.#remember(entry.id, { stamp, whole: true, trouble: troubleWith(path, entry, damage) });
		} catch (error) {
			if (isDamage(error))
				this.#remember(entry.id, { stamp, whole: true, trouble: unreadable(error) });
			else this.tell(`${path} could not be read: ${String(error)}`);
		}
	}

	#remember(id: string, known: Known): Trouble | null {
		this.#known.set(id, known);
		const { trouble } = known;
		if (trouble === null) return null;
		this.#listener.changed(id);
		this.tell(
			trouble.kind === 'damaged'
				? `${this.path(id)} ${trouble.why}: release ${id} is damaged and is not served; npm run ingest builds it again where its inputs are here`
				: `release ${id} ${trouble.why}; it is not served`
		);
		return trouble;
	}
}

/** What keeps a release from being served: its damage, found already, or that this version of the code cannot read it. */
export function troubleWith(path: string, { id }: LogEntry, damage: string | null): Trouble | null {
	if (damage !== null) return { kind: 'damaged', why: damage };
	try {
		const release = openRelease(path);
		try {
			if (release.id !== id) return { kind: 'damaged', why: `holds release ${release.id}` };
			const lack = lackOf(release.db);
			return lack === null ? null : { kind: 'other_version', why: otherVersion(release, lack) };
		} finally {
			release.close();
		}
	} catch (error) {
		if (isDamage(error)) return unreadable(error);
		throw error;
	}
}

const unreadable = ({ message }: Error): Trouble => ({
	kind: 'damaged',
	why: `cannot be read (${message})`
});

const otherVersion = ({ info }: OpenRelease, lack: string) =>
	`was built by another version of Groundswell (schema ${info.schema_version}, rules ${info.builder_version}) and lacks what this one reads (${lack})`;
