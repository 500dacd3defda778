import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { after, commitKey, EMPTY, readCommit, type CommitBody, type StoreShelf } from './commit.ts';
import { StoreError, type Objects } from './objects/objects.ts';

/** Commits read at once by a server that has many to catch up with. */
const AT_ONCE = 16;
/** How often a commit without an answer is looked after, and how long between two looks at first. */
const LOOKS = 8;
const LOOK_AFTER_MS = 250;

/**
 * The numbered commits of a store. Those read once are kept in a file, since they never change; whoever shares the
 * file holds the lock of its folder.
 */
export class Ledger {
	readonly #objects: Objects;
	readonly #path: string;
	#shelf: StoreShelf = EMPTY;
	#isLoaded = false;

	/** @param path the file of commits kept on this machine */
	constructor(objects: Objects, path: string) {
		this.#objects = objects;
		this.#path = path;
	}

	/** What the commits read so far add up to. */
	get shelf(): StoreShelf {
		return this.#shelf;
	}

	/**
	 * Reads commits that were added since.
	 * @returns whether there were any
	 * @throws StoreError where the store cannot be read
	 */
	async refresh(): Promise<boolean> {
		await this.#load();
		const before = this.#shelf.number;
		// Nothing new is the rule, and costs one request.
		for (let atOnce = 1; ; atOnce = AT_ONCE) {
			const from = this.#shelf.number + 1;
			const texts = await Promise.all(
				Array.from({ length: atOnce }, (_, at) => this.#objects.read(commitKey(from + at)))
			);
			const end = texts.indexOf(null);
			const found = (end === -1 ? texts : texts.slice(0, end)).flatMap((text) => text ?? []);
			for (const text of found) await this.#take(text);
			if (end !== -1) return this.#shelf.number > before;
		}
	}

	/**
	 * Adds a commit after the last that was read.
	 * @returns `overtaken` where somebody else added one before: nothing was added, and what was decided on the
	 * shelf as it was must be decided again
	 * @throws StoreError where nobody can say whether it was added; the next `refresh` will tell
	 */
	async append(body: CommitBody): Promise<'added' | 'overtaken'> {
		const token = randomUUID();
		const text = JSON.stringify({ token, body });
		const key = commitKey(this.#shelf.number + 1);
		for (let look = 0; look < LOOKS; look++) {
			if (look > 0) await pause(LOOK_AFTER_MS * look);
			if ((await this.#objects.create(key, text)) === 'created') {
				await this.#take(text);
				return 'added';
			}
			const there = await this.#objects.read(key).catch(() => null);
			// Not there, or not to be read: the same commit is tried again, which can change nothing but its absence.
			if (there === null) continue;
			if (readCommit(there, key).token !== token) return 'overtaken';
			await this.#take(there);
			return 'added';
		}
		throw new StoreError(
			`${this.#objects.name} does not say whether ${key} was written; run this again, which looks first`
		);
	}

	async #take(text: string): Promise<void> {
		const number = this.#shelf.number + 1;
		const where = `${this.#objects.name}: ${commitKey(number)}`;
		this.#shelf = after(this.#shelf, readCommit(text, where));
		await appendFile(this.#path, keptLine(number, text));
	}

	/** Takes what is kept, if the store is still the one it was read from. */
	async #load(): Promise<void> {
		if (this.#isLoaded) return;
		const kept = existsSync(this.#path) ? await readFile(this.#path, 'utf8') : '';
		const { shelf, text, last } = readKept(kept, this.#path);
		if (last !== null && (await this.#objects.read(commitKey(shelf.number))) !== last) {
			await rm(this.#path, { force: true });
			this.#shelf = EMPTY;
		} else {
			if (text !== kept) await writeFile(this.#path, text);
			this.#shelf = shelf;
		}
		this.#isLoaded = true;
	}
}

const keptLine = (number: number, text: string) => `${number}\t${text}\n`;

/** Commits as a file keeps them; a line that was cut while it was written is read from the store again, and all after it. */
function readKept(kept: string, path: string) {
	let shelf = EMPTY;
	let text = '';
	let last: string | null = null;
	for (const line of kept.split('\n').slice(0, -1)) {
		const [number = '', json = ''] = line.split('\t');
		// Another process that shares the file may have kept the same commit.
		if (Number(number) <= shelf.number) continue;
		if (Number(number) !== shelf.number + 1) break;
		try {
			shelf = after(shelf, readCommit(json, path));
		} catch (error) {
			if (!(error instanceof StoreError)) throw error;
			break;
		}
		last = json;
		text += `${line}\n`;
	}
	return { shelf, text, last };
}
