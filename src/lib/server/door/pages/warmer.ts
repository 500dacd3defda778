import { LRUCache } from 'lru-cache';

/** A page as somebody asked for it. */
export interface AskedPage {
	/** Scheme and host under which the site was reached. */
	reached: string;
	/** Path and query. */
	url: string;
	/** The encodings its reader takes. */
	accept: string;
}

/** Pages that are made anew for a new release before anybody asks: those asked for last. */
const PAGES = 40;
/** How often it is looked whether there is a new release, in ms. */
const LOOK_MS = 2000;
/** What nobody has asked for yet is made too, at the start. */
const FIRST = ['/', '/polls', '/actions', '/map', '/energy', '/costs', '/story', '/data'];

/**
 * Makes the pages that readers ask for as soon as there is a new release or a new day, one after another, so that nobody
 * waits for them.
 */
export class Warmer {
	readonly #basis: () => string | null;
	readonly #make: (page: AskedPage) => Promise<void>;
	readonly #asked = new LRUCache<string, AskedPage>({ max: PAGES });
	#made: string | null = null;
	#isMaking = false;

	/**
	 * @param basis names what pages are made from now; null where nothing is served
	 * @param make makes a page and keeps it
	 */
	constructor(basis: () => string | null, make: (page: AskedPage) => Promise<void>) {
		this.#basis = basis;
		this.#make = make;
	}

	/** Somebody asked for a page that may be kept. */
	asked(page: AskedPage): void {
		this.#asked.set(`${page.accept} ${page.reached}${page.url}`, page);
	}

	/** Begins with the pages everybody asks for, and looks for new releases from now on; keeps no process alive. */
	start(reached: string, accept: string): void {
		for (const url of FIRST) this.asked({ reached, url, accept });
		setInterval(() => void this.look(), LOOK_MS).unref();
		void this.look();
	}

	/** Makes the pages of a new basis, where there is one. */
	async look(): Promise<void> {
		const basis = this.#basis();
		if (basis === null || basis === this.#made || this.#isMaking) return;
		this.#isMaking = true;
		try {
			// The newest first.
			for (const page of [...this.#asked.values()]) {
				if (this.#basis() !== basis) return;
				// A page that fails is made, and its failure logged, when somebody asks for it.
				await this.#make(page).catch(() => undefined);
			}
			this.#made = basis;
		} finally {
			this.#isMaking = false;
		}
	}
}
