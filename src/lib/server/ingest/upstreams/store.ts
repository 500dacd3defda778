import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { onFile } from '../../dataset/releases/system-error.ts';
import type { Copy, Part } from './upstream.ts';

/** What is known of a kept answer; beside it as `file.meta.json`. */
const sidecar = z.object({
	/** Address it came from, without keys. */
	url: z.string(),
	/** When its bytes came, and when the upstream last said they still hold. */
	fetched_at: z.string(),
	checked_at: z.string(),
	sha256: z.string(),
	bytes: z.number(),
	content_type: z.string(),
	etag: z.string().nullable(),
	last_modified: z.string().nullable(),
	licence: z.string(),
	attribution: z.string()
});
type Sidecar = z.output<typeof sidecar>;

/** An answer as kept: its bytes and what is known of them. */
export interface Kept {
	body: Buffer;
	meta: Sidecar;
}

const META = '.meta.json';
const HISTORY = 'history.json';
const RAW = 'raw';
const ROWS = 'rows';
/** Says what the rows were made from; hidden, so that it is not taken for one of them. */
const MADE_FROM = '.made-from';

/** SHA-256 of bytes, or of text as UTF-8, in hexadecimal. */
export const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/**
 * The folder of one upstream under `data/upstream/`: raw answers with sidecars, the history they add up to, and
 * the rows made from it. What is written replaces what was there as a whole.
 */
export class UpstreamStore {
	readonly folder: string;

	constructor(root: string, name: string) {
		this.folder = join(root, name);
		this.#recover(RAW);
		this.#recover(ROWS);
	}

	/** A kept answer whose bytes are still what its sidecar says; else null, and it is fetched anew. */
	read({ file, url }: Part): Kept | null {
		const path = join(this.folder, RAW, file);
		if (!existsSync(path) || !existsSync(path + META)) return null;
		const body = readFileSync(path);
		const parsed = sidecar.safeParse(jsonOf(readFileSync(path + META, 'utf8')));
		if (!parsed.success || parsed.data.sha256 !== sha256(body) || parsed.data.url !== url)
			return null;
		return { body, meta: parsed.data };
	}

	/** When the upstream last confirmed the kept answers: the oldest of them; null where there are none. */
	lastGood(): string | null {
		const folder = join(this.folder, RAW);
		if (!existsSync(folder)) return null;
		const checked = readdirSync(folder)
			.filter((name) => name.endsWith(META))
			.flatMap((name) => {
				const parsed = sidecar.safeParse(jsonOf(readFileSync(join(folder, name), 'utf8')));
				return parsed.success ? [parsed.data.checked_at] : [];
			});
		return checked.toSorted()[0] ?? null;
	}

	history(): string | null {
		const path = join(this.folder, HISTORY);
		return existsSync(path) ? readFileSync(path, 'utf8') : null;
	}

	/** Keeps a set of answers and the history they lead to. */
	keep(copies: readonly (Copy & Kept)[], history: string): void {
		const files = new Map<string, Buffer | string>();
		for (const { part, body, meta } of copies) {
			files.set(part.file, body);
			files.set(part.file + META, `${JSON.stringify(meta, null, '\t')}\n`);
		}
		this.#replaceFile(HISTORY, history);
		this.#replaceFolder(RAW, files);
	}

	/** What the rows there now were made from, or null. */
	rowsMadeFrom(): string | null {
		const path = join(this.folder, ROWS, MADE_FROM);
		return existsSync(path) ? readFileSync(path, 'utf8') : null;
	}

	keepRows(files: ReadonlyMap<string, string>, madeFrom: string): void {
		this.#replaceFolder(ROWS, new Map([...files, [MADE_FROM, madeFrom]]));
	}

	#replaceFile(name: string, text: string): void {
		mkdirSync(this.folder, { recursive: true });
		const next = join(this.folder, `${name}.next`);
		onFile(next, () => writeFileSync(next, text));
		renameSync(next, join(this.folder, name));
	}

	/** Fills a folder beside the old one and swaps them. */
	#replaceFolder(name: string, files: ReadonlyMap<string, Buffer | string>): void {
		const [now, next, old] = this.#paths(name);
		rmSync(next, { recursive: true, force: true });
		mkdirSync(next, { recursive: true });
		for (const [file, content] of files)
			onFile(join(next, file), () => writeFileSync(join(next, file), content));
		if (existsSync(now)) renameSync(now, old);
		renameSync(next, now);
		rmSync(old, { recursive: true, force: true });
	}

	/** Puts back the old folder where a crash fell between the two renames. */
	#recover(name: string): void {
		const [now, , old] = this.#paths(name);
		if (existsSync(old) && !existsSync(now)) renameSync(old, now);
		else rmSync(old, { recursive: true, force: true });
	}

	#paths(name: string): [now: string, next: string, old: string] {
		const now = join(this.folder, name);
		return [now, `${now}.next`, `${now}.old`];
	}
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** The folder in which an upstream's rows lie. */
export const rowsFolder = (root: string, name: string) => join(root, name, ROWS);
