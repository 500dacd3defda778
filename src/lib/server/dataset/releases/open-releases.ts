import { LRUCache } from 'lru-cache';
import { openRelease, type OpenRelease } from '../release.ts';

/** How long a release put aside stays open for requests under way. */
const CLOSE_AFTER_MS = 5000;
/** Releases open at once; downloads have connections of their own. */
const OPEN = 4;

/** The releases a process has open, few at a time, each once. */
export class OpenReleases {
	#open = new LRUCache<string, OpenRelease>({
		max: OPEN,
		dispose: (release, id, reason) => {
			if (reason === 'evict')
				this.#aside.set(
					id,
					this.#closing(release, () => this.#aside.delete(id))
				);
		}
	});
	/** Put aside and not closed yet: a release asked for again is taken back, so that none is open twice. */
	#aside = new Map<string, { release: OpenRelease; timer: NodeJS.Timeout }>();

	/** A release by its id, opened from its file where it is not yet. */
	get(id: string, path: string): OpenRelease {
		const known = this.#open.get(id);
		if (known) return known;
		const aside = this.#aside.get(id);
		if (aside) clearTimeout(aside.timer);
		this.#aside.delete(id);
		const release = aside?.release ?? openRelease(path);
		this.#open.set(id, release);
		return release;
	}

	has(id: string): boolean {
		return this.#open.has(id);
	}

	ids(): string[] {
		return [...this.#open.keys()];
	}

	/** Closes a release whose file is another now, once requests under way are done; the next one opens it anew. */
	drop(id: string): void {
		const release = this.#open.get(id);
		this.#open.delete(id);
		if (release) this.#closing(release, () => undefined);
		this.#aside.delete(id);
	}

	close(): void {
		for (const release of this.#open.values()) release.close();
		this.#open.clear();
		for (const { release, timer } of this.#aside.values()) {
			clearTimeout(timer);
			release.close();
		}
		this.#aside.clear();
	}

	#closing(release: OpenRelease, done: () => void) {
		const timer = setTimeout(() => {
			done();
			release.close();
		}, CLOSE_AFTER_MS).unref();
		return { release, timer };
	}
}
