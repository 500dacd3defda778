import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { encodingOf, matches, type Encoding, type CachedAnswer } from '../../api/cache.ts';

/** Memory that pages may take, packed. */
const MEGABYTES = 64;
/** Pages smaller than this are sent as they are. */
const WORTH_PACKING = 1024;
/** How hard pages are packed, of 11: a page is packed once and sent often. */
const QUALITY = 10;
const DAY_S = 86_400;
/** How long a reader's browser or a CDN may show a page without asking, and how long while it asks. */
const FRESH_S = 60;
const STALE_S = 600;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** What a page is made from beside its address: a new release, day or refresh of upstreams makes new pages. */
export interface PageBasis {
	release: string;
	day: string;
	/** Changes whenever it is written down how a refresh ended: `/data` tells the age of each upstream. */
	refresh: string;
}

/**
 * How a browser or CDN may keep a page. Together both times end before midnight UTC, so that no page of yesterday is
 * shown under today's date.
 * @example pageControl(Date.parse('2026-08-10T12:00Z')) // 'public, max-age=60, stale-while-revalidate=600'
 */
export function pageControl(now: number): string {
	const left = DAY_S - (Math.floor(now / 1000) % DAY_S) - 1;
	const fresh = Math.min(FRESH_S, left);
	return `public, max-age=${fresh}, stale-while-revalidate=${Math.min(STALE_S, left - fresh)}`;
}

/**
 * Pages as they are sent, kept under what they are made from, their whole address and their encoding. Nothing is ever
 * invalidated: what a page is made from is in its key.
 */
export class PageCache {
	readonly #entries = new LRUCache<string, CachedAnswer>({
		maxSize: MEGABYTES * 1024 * 1024,
		sizeCalculation: ({ body }, key) => body.byteLength + key.length + 1024
	});
	readonly #basis: () => PageBasis | null;
	readonly #now: () => number;

	/** @param basis what pages are made from now; null where nothing is served */
	constructor(basis: () => PageBasis | null, now: () => number) {
		this.#basis = basis;
		this.#now = now;
	}

	/** The key of a page at a whole address; null for what is never kept. */
	keyOf(method: string, address: string, accept: string | null | undefined): string | null {
		if (method !== 'GET' && method !== 'HEAD') return null;
		const basis = this.#basis();
		if (basis === null || !URL.canParse(address)) return null;
		const { href } = new URL(address);
		return `${basis.release} ${basis.day} ${basis.refresh} ${encodingOf(accept)} ${href}`;
	}

	/** Whether a page is kept. */
	has(key: string): boolean {
		return this.#entries.has(key);
	}

	/** Names what pages are made from now; null where nothing is served. */
	basis(): string | null {
		const basis = this.#basis();
		return basis && `${basis.release} ${basis.day}`;
	}

	/** The release that pages are made from now; null where nothing is served. */
	release(): string | null {
		return this.#basis()?.release ?? null;
	}

	/** Forgets every page: the file they were made from turned out to be damaged or replaced. */
	clear(): void {
		this.#entries.clear();
	}

	/**
	 * Sends a page that is kept, or that nothing has changed.
	 * @returns whether it did
	 */
	send(key: string, request: IncomingMessage, response: ServerResponse): boolean {
		const entry = this.#entries.get(key);
		if (!entry) return false;
		const control = pageControl(this.#now());
		const tag = entry.headers['etag'] ?? '';
		if (matches(request.headers['if-none-match'] ?? '', tag)) {
			response
				.writeHead(304, { etag: tag, vary: 'Accept-Encoding', 'cache-control': control })
				.end();
			return true;
		}
		response.writeHead(200, {
			...entry.headers,
			'cache-control': control,
			'content-length': entry.body.byteLength
		});
		response.end(request.method === 'HEAD' ? undefined : entry.body);
		return true;
	}

	/**
	 * A page as it is sent the first time, packed and kept for the next, where it may be: with status 200, an entity tag
	 * and no wish of its own about caches. Anything else is handed back as it is.
	 * @param again the key as it is now: a release that came while the page was made may be in one half of it
	 */
	async keep(key: string, made: Response, again: () => string | null): Promise<Response> {
		const { headers, status } = made;
		const isKept = status === 200 && headers.has('etag') && !headers.has('cache-control');
		if (!isKept) return made;
		const encoding = key.split(' ', 4)[3] as Encoding;
		const text = new Uint8Array(await made.arrayBuffer());
		headers.set('vary', 'Accept-Encoding');
		const body = await packed(text, encoding);
		// SvelteKit's own tag is a hash of 32 bits: two pages of an address could share one.
		headers.set('etag', `"${hash('sha256', body, 'base64url').slice(0, 22)}"`);
		if (body !== text) headers.set('content-encoding', encoding);
		headers.set('content-length', String(body.byteLength));
		if (again() === key)
			this.#entries.set(key, { body, headers: Object.fromEntries(headers.entries()) });
		headers.set('cache-control', pageControl(this.#now()));
		return new Response(body, { status, headers });
	}
}

/** Packs beside the main thread. */
async function packed(
	text: Uint8Array<ArrayBuffer>,
	encoding: Encoding
): Promise<Uint8Array<ArrayBuffer>> {
	if (encoding === 'identity' || text.byteLength < WORTH_PACKING) return text;
	if (encoding === 'gzip') return new Uint8Array(await gzipped(text));
	const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
	return new Uint8Array(await brotli(text, { params }));
}
