import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { utcDay } from '#lib/domain/dates.ts';
import type { Deps } from './request.ts';

/** Bodies smaller than this are sent as they are. */
const WORTH_PACKING = 1024;
const DAY_MS = 86_400_000;

interface Entry {
	body: Uint8Array<ArrayBuffer>;
	headers: Record<string, string>;
}

type Encoding = 'br' | 'gzip' | 'identity';

/** The best encoding a client takes. */
export function encodingOf(accept: string | null): Encoding {
	if (accept?.includes('br')) return 'br';
	return accept?.includes('gzip') ? 'gzip' : 'identity';
}

/**
 * Answers kept whole, keyed by release, day, address and encoding: a new release or a new day makes new
 * keys, so nothing is ever invalidated. Headers are set once, with the body.
 */
export class ResponseCache {
	#entries: LRUCache<string, Entry>;
	#deps: Deps;

	constructor(deps: Deps, megabytes: number) {
		this.#deps = deps;
		this.#entries = new LRUCache({
			maxSize: megabytes * 1024 * 1024,
			sizeCalculation: ({ body }, key) => body.byteLength + key.length + 512
		});
	}

	/** Key of a request that is not pinned to a release or cursor of its own. */
	key(address: string, encoding: Encoding): string {
		return `${this.#deps.store.current().id} ${utcDay(this.#deps.now())} ${encoding} ${address}`;
	}

	/** The entity tag that an answer under this key has: it needs neither body nor database. */
	etag(key: string): string {
		return `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 22)}"`;
	}

	get(key: string): Entry | undefined {
		return this.#entries.get(key);
	}

	/** Keeps a body under a key, packed for its encoding, and gives back what is to be sent. */
	set(
		key: string,
		encoding: Encoding,
		text: Uint8Array<ArrayBuffer>,
		headers: Record<string, string>
	): Entry {
		const packed = text.byteLength >= WORTH_PACKING ? pack(text, encoding) : null;
		const entry: Entry = {
			body: packed ?? text,
			headers: {
				...headers,
				etag: this.etag(key),
				vary: 'Accept-Encoding',
				'cache-control': `public, max-age=${this.#secondsOfDayLeft()}`,
				...(packed ? { 'content-encoding': encoding } : {})
			}
		};
		this.#entries.set(key, entry);
		return entry;
	}

	/** A few minutes, and never past the next UTC midnight, when `on` moves. */
	#secondsOfDayLeft(): number {
		const now = this.#deps.now().getTime();
		return Math.min(300, Math.floor((DAY_MS - (now % DAY_MS)) / 1000));
	}
}

function pack(text: Uint8Array<ArrayBuffer>, encoding: Encoding): Uint8Array<ArrayBuffer> | null {
	if (encoding === 'gzip') return new Uint8Array(gzipSync(text));
	if (encoding === 'br')
		return new Uint8Array(
			brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
		);
	return null;
}
