import { DAY_MS } from '#lib/domain/dates.ts';
import { hash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** Bodies smaller than this are sent as they are. */
const WORTH_PACKING = 1024;
const FRESH_SECONDS = 300;
const FRESH = `public, max-age=${FRESH_SECONDS}`;
/** For an address that says its release and its day: RFC 8246. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** An answer as it is sent, headers and all. */
export interface CachedAnswer {
	body: Uint8Array<ArrayBuffer>;
	headers: Record<string, string>;
}

/** An answer as it is made. */
export interface Produced {
	body: Uint8Array<ArrayBuffer>;
	/** What this answer says beside the headers of all. */
	headers?: Record<string, string>;
}

export type Encoding = 'br' | 'gzip' | 'identity';

const encodings = new LRUCache<string, Encoding>({ max: 200, memoMethod: readEncoding });

/** The best encoding a client takes (RFC 9110, 12.5.3). */
export const encodingOf = (accept: string | null | undefined): Encoding =>
	accept ? encodings.memo(accept) : 'identity';

function readEncoding(accept: string): Encoding {
	const taken = accept
		.split(',')
		.map((part) => part.trim().split(/\s*;\s*/))
		.filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
		.map(([name]) => name);
	if (taken.includes('br')) return 'br';
	return taken.includes('gzip') ? 'gzip' : 'identity';
}

/** How long an answer may be kept: for good where its address pins it, else minutes, never past the next UTC midnight. */
export function cacheControl(pinned: boolean, now: number): string {
	if (pinned) return FOR_GOOD;
	const left = Math.floor((DAY_MS - (now % DAY_MS)) / 1000);
	return left >= FRESH_SECONDS ? FRESH : `public, max-age=${left}`;
}

/** The entity tag of whatever is answered under a key: it needs neither body nor database. */
export const tagOf = (key: string): string =>
	`W/"${hash('sha256', key, 'base64url').slice(0, 22)}"`;

/** Whether a client already has what a tag stands for (RFC 9110, 13.1.2). */
export const matches = (ifNoneMatch: string, tag: string): boolean =>
	ifNoneMatch.split(',').some((one) => withoutWeakness(one.trim()) === withoutWeakness(tag));

const withoutWeakness = (tag: string) => tag.replace(/^W\//, '');

/**
 * Answers kept whole under a key that names release, day, address and encoding: a new release or a new day
 * makes new keys, so nothing is ever invalidated. Questions asked again while they are answered wait for
 * the same answer.
 */
export class ResponseCache {
	#entries: LRUCache<string, CachedAnswer>;
	#underWay = new Map<string, Promise<CachedAnswer>>();

	constructor(megabytes: number) {
		this.#entries = new LRUCache({
			maxSize: megabytes * 1024 * 1024,
			sizeCalculation: ({ body }, key) => body.byteLength + key.length + 512
		});
	}

	get(key: string): CachedAnswer | undefined {
		return this.#entries.get(key);
	}

	/** Forgets every answer: the file they were made from turned out to be damaged or replaced. */
	clear(): void {
		this.#entries.clear();
		this.#underWay.clear();
	}

	/** Makes the answer under a key, packed for an encoding, and keeps it; one that fails is not kept. */
	fill(
		key: string,
		encoding: Encoding,
		headers: Record<string, string>,
		make: () => Promise<Produced>
	): Promise<CachedAnswer> {
		return this.hold(key, async () => entryOf(await make(), encoding, headers));
	}

	/** Makes the answer under a key as it is sent, and keeps it; one that fails is not kept. */
	hold(key: string, make: () => Promise<CachedAnswer>): Promise<CachedAnswer> {
		const underWay = this.#underWay.get(key);
		if (underWay) return underWay;
		const pending = make()
			.then((entry) => {
				// Unless all was forgotten meanwhile.
				if (this.#underWay.get(key) === pending) this.#entries.set(key, entry);
				return entry;
			})
			.finally(() => this.#underWay.delete(key));
		this.#underWay.set(key, pending);
		return pending;
	}
}

function entryOf(
	{ body: text, headers: own }: Produced,
	encoding: Encoding,
	common: Record<string, string>
): CachedAnswer {
	const headers = own ? { ...common, ...own } : common;
	if (encoding === 'identity' || text.byteLength < WORTH_PACKING) return { body: text, headers };
	const body =
		encoding === 'gzip'
			? gzipSync(text)
			: brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
	return { body: new Uint8Array(body), headers: { ...headers, 'content-encoding': encoding } };
}
