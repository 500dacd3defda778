import { bodyOf } from '../../uploads/body.ts';
import { refusalOf } from '../../uploads/read.ts';
import type { Address } from '../api-address.ts';
import type { Encoding, CachedAnswer, ResponseCache } from '../cache.ts';
import { PassedOn, responseOf, type Elsewhere, type Handed, type WholeAnswer } from './handed.ts';
import type { Moment } from '../request/moment.ts';
import { ProblemError } from '../request/problem.ts';

/** What stands before work that is handed on, as the API counts it. */
interface Bounds {
	cache: ResponseCache;
	/** Makes an answer in its turn. @throws ProblemError 503 where too many wait */
	inTurn: <Made>(client: string | null, make: () => Promise<Made>) => Promise<Made>;
	/** Takes a place among downloads, or lists that are screened, and gives back what frees it. @throws ProblemError 503 */
	place: () => () => void;
	screening: () => () => void;
	now: () => number;
}

/** A request, as far as what is handed on of it goes. */
export interface Asking {
	request: Request;
	/** Path and query as they were sent. */
	text: string;
	client: string | null;
	/** Scheme and host under which the reader reached the site. */
	here: string;
	moment: Moment;
}

/** Lists that take long even where they are asked for a page at a time. */
const LONG = new Set(['/transformed']);

/** Has answers made elsewhere: what is kept, counted and bounded stays here. */
export class HandingOn {
	readonly #elsewhere: Elsewhere;
	readonly #bounds: Bounds;

	constructor(elsewhere: Elsewhere, bounds: Bounds) {
		this.#elsewhere = elsewhere;
		this.#bounds = bounds;
	}

	/** An answer that is kept under a key. @throws PassedOn for a refusal, which is not */
	kept(asking: Asking, { path }: Address, key: string, encoding: Encoding): Promise<CachedAnswer> {
		const { cache, inTurn } = this.#bounds;
		const accept = [['accept-encoding', encoding]] as const;
		const handed = { ...this.#handed(asking), headers: accept, isLong: LONG.has(path) };
		const make = async () => good(await this.#elsewhere.whole(handed));
		return cache.hold(key, () => inTurn(asking.client, make));
	}

	/** An answer that is made anew each time. */
	async anew(asking: Asking): Promise<Response> {
		const { method } = asking.request;
		return responseOf(await this.#elsewhere.whole({ ...this.#handed(asking), method }));
	}

	/** A file, or what a HEAD request is told of it. */
	file(asking: Asking, key: string): Promise<Response> {
		const { headers, method } = asking.request;
		if (method === 'HEAD') return this.anew(asking);
		const ranged = {
			range: headers.get('range'),
			ifRange: headers.get('if-range'),
			ifNoneMatch: headers.get('if-none-match')
		};
		return this.#elsewhere.file(
			{ ...this.#handed(asking), isLong: true },
			key,
			ranged,
			this.#bounds.place()
		);
	}

	/** Sites that are sent: read here as far as a list may be long, and kept nowhere. */
	async screen(asking: Asking): Promise<Response> {
		const { request } = asking;
		if (request.method !== 'POST') return this.anew(asking);
		const { bytes, type } = await sent(request);
		const handed = {
			...this.#handed(asking),
			method: 'POST',
			headers: [['content-type', type]] as const,
			body: bytes,
			signal: request.signal,
			isLong: true
		};
		return this.#elsewhere.stream(handed, this.#bounds.screening());
	}

	#handed({ text, here, client, moment }: Asking): Handed {
		return {
			...{ text, client, method: 'GET', headers: [], body: null, isLong: false },
			...{ reached: here, release: idOf(moment), at: this.#bounds.now() }
		};
	}
}

function good(whole: WholeAnswer): WholeAnswer {
	if (whole.status !== 200) throw new PassedOn(whole);
	return whole;
}

/** The current release; what needs none is answered without. */
function idOf({ current }: Moment): string | null {
	try {
		return current().id;
	} catch {
		return null;
	}
}

/** @throws ProblemError where a list is too long; 400 where it breaks off */
async function sent(request: Request) {
	try {
		return await bodyOf(request);
	} catch (error) {
		const refused = refusalOf(error);
		if (refused === null) throw error;
		throw new ProblemError(refused.status, refused.message, { headers: refused.headers });
	}
}
