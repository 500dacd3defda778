import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';

/** How much of a file is read at a time, in bytes. */
const CHUNK = 1 << 18;
/** Disk that finished files may take, in bytes. */
const MOST_BYTES = 2 ** 30;

/** What a file is sent with. */
export interface Head {
	status: number;
	headers: Record<string, string>;
}

/** Told to whoever writes a file: how far it is, and whether anybody still waits for it. */
interface Writing {
	path: string;
	/** Aborted when nobody reads it any more. */
	signal: AbortSignal;
	begun: (head: Head) => void;
	written: (bytes: number) => void;
}

/** Writes a file; fulfilled once it is whole. */
export type Write = (writing: Writing) => Promise<void>;

/** A file of the spool, whole or being written. */
export class Spooled {
	readonly path: string;
	readonly head: Promise<Head>;
	/** Fulfilled once it is whole, or will never be. */
	readonly done: Promise<void>;
	readonly #ended = new AbortController();
	#written = 0;
	#state: 'writing' | 'whole' | 'failed' = 'writing';
	#failure: unknown;
	#readers = 0;
	#wake: (() => void)[] = [];

	constructor(path: string, write: Write) {
		this.path = path;
		// There from the beginning, so that it can be opened before it is written, and read after it was taken away.
		writeFileSync(path, '', { mode: 0o600 });
		let begun: (head: Head) => void = () => undefined;
		let failed: (error: unknown) => void = () => undefined;
		this.head = new Promise((resolve, reject) => {
			begun = resolve;
			failed = reject;
		});
		// Who waits for the head is told of a failure; others wait for the bytes.
		this.head.catch(() => undefined);
		const writing = {
			path,
			signal: this.#ended.signal,
			begun,
			written: (bytes: number) => this.#tell(bytes)
		};
		this.done = write(writing).then(
			() => this.#end('whole'),
			(error: unknown) => {
				this.#failure = error;
				this.#end('failed');
				failed(error);
			}
		);
	}

	/** How many bytes a whole file has; null while it is written. */
	get size(): number | null {
		return this.#state === 'whole' ? this.#written : null;
	}

	get isFailed(): boolean {
		return this.#state === 'failed' || this.#ended.signal.aborted;
	}

	/**
	 * Its bytes as far as they are there, and the rest as it is written.
	 * @param from first byte, counted from 0
	 * @param to the byte after the last; the end of the file by default
	 * @param finished called once, when the last is out or the reader has gone
	 */
	read(finished: () => void, from = 0, to = Infinity): ReadableStream<Uint8Array> {
		this.#readers++;
		const file = open(this.path, 'r');
		// Who reads is told.
		file.catch(() => undefined);
		let at = from;
		let isOver = false;
		const over = async () => {
			if (isOver) return;
			isOver = true;
			this.#readers--;
			if (this.#readers === 0 && this.#state === 'writing') this.#ended.abort();
			finished();
			await (await file).close();
		};
		return new ReadableStream<Uint8Array>(
			{
				pull: async (controller) => {
					try {
						while (at >= this.#written && this.#state === 'writing') await this.#more();
						if (this.#state === 'failed') throw this.#failure;
						const left = Math.min(this.#written, to) - at;
						if (left <= 0) {
							await over();
							return controller.close();
						}
						const chunk = new Uint8Array(Math.min(CHUNK, left));
						const { bytesRead } = await (await file).read(chunk, 0, chunk.byteLength, at);
						at += bytesRead;
						controller.enqueue(chunk.subarray(0, bytesRead));
					} catch (error) {
						await over();
						throw error;
					}
				},
				cancel: over
			},
			{ highWaterMark: 0 }
		);
	}

	#more(): Promise<void> {
		return new Promise((wake) => this.#wake.push(wake));
	}

	#tell(bytes: number): void {
		this.#written = bytes;
		for (const wake of this.#wake.splice(0)) wake();
	}

	#end(state: 'whole' | 'failed'): void {
		this.#state = this.#ended.signal.aborted ? 'failed' : state;
		this.#failure ??= new Error('nobody waited for the file');
		this.#tell(this.#written);
	}
}

/** Files that are written once and read by who asks for them, at the pace of each; finished ones are kept a while. */
export class Spool {
	readonly #most: number;
	#folder: string | null = null;
	readonly #writing = new Map<string, Spooled>();
	readonly #kept: LRUCache<string, Spooled>;

	constructor(most = MOST_BYTES) {
		this.#most = most;
		this.#kept = new LRUCache({
			maxSize: most,
			dispose: ({ path }) => rmSync(path, { force: true })
		});
	}

	/** The file under a key: kept, being written, or written from now on. */
	get(key: string, write: Write): Spooled {
		const known = this.#kept.get(key) ?? this.#writing.get(key);
		if (known && !known.isFailed) return known;
		const file = new Spooled(this.#path(), write);
		this.#writing.set(key, file);
		void file.done.then(() => {
			const isWanted = this.#writing.get(key) === file;
			if (isWanted) this.#writing.delete(key);
			const { size } = file;
			if (isWanted && size !== null && size < this.#most)
				this.#kept.set(key, file, { size: size + 1 });
			else rmSync(file.path, { force: true });
		});
		return file;
	}

	/** Forgets every file: what they were made from turned out to be damaged or replaced. */
	clear(): void {
		this.#kept.clear();
		this.#writing.clear();
	}

	/** Takes every file away. */
	close(): void {
		this.clear();
		if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
		this.#folder = null;
	}

	#path(): string {
		this.#folder ??= mkdtempSync(join(tmpdir(), 'groundswell-files-'));
		return join(this.#folder, randomUUID());
	}
}
