import { Hono } from 'hono';
import { LRUCache } from 'lru-cache';
import { XLSX_ROWS, type FileFormat } from '#lib/domain/files.ts';
import { NoReleaseError, type ReleaseStore } from '../dataset/release-store.ts';
import { isSystemError } from '../dataset/system-error.ts';
import {
	BASE,
	isApiPath,
	readAddress,
	wholeNamed,
	type Address,
	type Redirect
} from './address.ts';
import {
	cacheControl,
	encodingOf,
	matches,
	ResponseCache,
	tagOf,
	type Encoding,
	type Entry
} from './cache.ts';
import { comparedWith } from './records/changes.ts';
import { documentOf } from './document.ts';
import { PassedOn, responseOf } from './elsewhere.ts';
import { HandingOn, type Asking } from './hand-on.ts';
import { everythingResponse } from './service/everything.ts';
import { isEverything } from '#lib/domain/schema/everything.ts';
import { documentHeaders, documents } from './feeds/documents.ts';
import { describedBy, descriptionOf, fileResponse, type Found, type Wanted } from './list/files.ts';
import { isCutOff, logFailure } from '../log/log.ts';
import { OPEN, type Refused } from './request/guard.ts';
import { checkBody, checkLength, costlyLimit, places } from './request/limits.ts';
import { wholeOf } from './lists.ts';
import {
	basisOf,
	momentOf,
	wordsOf,
	type Building,
	type Deps,
	type Moment
} from './request/moment.ts';
import { COMMON_HEADERS, noRoute, ProblemError, problemResponse } from './request/problem.ts';
import { allowOnly } from './request/request.ts';
import { answerAt, declaredRoutes, type Routes } from './routes.ts';
import { isLikeScreenPath, isScreenPath, screenResponse } from './screening/screen.ts';
import { LIVE_VIEWS, viewAnswer, viewAt } from './views/index.ts';

/** The type of the API for Hono's typed client, based at `/api/v1`. */
export type Api = Routes;

/** How much the server keeps of its answers, and how much whole tables may cost it. */
export interface Limits {
	cacheMegabytes: number;
	/** Downloads one client may ask for at once, and after how long it may ask for one more. */
	costlyBurst: number;
	costlyEveryMs: number;
	/** Answers that are not kept one client may ask for at once, and after how long for one more; searches cost more. */
	readBurst: number;
	readEveryMs: number;
	/** Downloads running at once, over all clients. */
	downloads: number;
	/** Rows an Excel sheet may have below its header. */
	xlsxRows: number;
}

const DEFAULTS: Limits = {
	cacheMegabytes: 64,
	costlyBurst: 60,
	costlyEveryMs: 1000,
	readBurst: 200,
	readEveryMs: 100,
	downloads: 50,
	xlsxRows: XLSX_ROWS
};
/** Clients whose downloads are counted, and addresses remembered as read; each takes little. */
const CLIENTS = 10_000;
const ADDRESSES = 5000;

const JSON_HEADERS = { ...COMMON_HEADERS, 'content-type': 'application/json; charset=utf-8' };
/** How many questions a search counts as. */
const SEARCH_WEIGHT = 3;
/** Lists of sites screened at once: each takes tens of megabytes while it runs. */
const SCREENS = 4;
/** What is asked inside the process has no host that is looked up. */
const INSIDE = 'http://api.invalid';
/** Answers about this server at this moment: never kept. */
const LIVE = new Set(['/health', '/live', '/releases', ...LIVE_VIEWS]);
const DOCUMENT = '/openapi';

/** The OpenAPI document: the routes of a process never change. */
let described: string | undefined;
const description = () => (described ??= JSON.stringify(documentOf(declaredRoutes())));

/** What is known of who asks; nothing inside the process, where a page asks for itself. */
interface Connection {
	incoming?: { socket: { remoteAddress?: string | undefined } };
	/** What its requests are counted under; null where one address can be many people. */
	client?: string | null;
	/** Scheme and host under which the reader reached the site, as the server judged them. */
	reached?: string;
}

/** The whole API as one fetch handler; what it answers is complete, with headers and cache. */
export function createApi(deps: Deps, limits: Partial<Limits> = {}) {
	const { cacheMegabytes, downloads, xlsxRows, ...rates } = { ...DEFAULTS, ...limits };
	const guard = deps.guard ?? OPEN;
	const cache = new ResponseCache(cacheMegabytes);
	deps.store.onChangedFile(() => cache.clear());
	const addresses = new LRUCache<string, Address | Redirect>({
		max: ADDRESSES,
		memoMethod: (text) => readAddress(text)
	});
	const limitOf = (burst: number, everyMs: number, what: string) =>
		costlyLimit({ burst, everyMs, clients: CLIENTS, what }, () => deps.now().getTime());
	const limit = limitOf(rates.costlyBurst, rates.costlyEveryMs, 'whole-table downloads');
	const limitReads = limitOf(rates.readBurst, rates.readEveryMs, 'requests');
	const place = places(downloads);
	const screening = places(SCREENS);
	// A new version of the API makes new tags, so that no client keeps an answer of the old shape.
	const tag = (key: string) => tagOf(`${(version ??= tagOf(description()))} ${key}`);
	// Where answers are made elsewhere, nobody waits here for the description to be written.
	let version = deps.elsewhere && tagOf(description());

	/** A page that asks for itself, inside the process, asks at the address that its reader reached. */
	const reachedBy = (request: Request, connection: Connection | undefined) =>
		deps.origin ?? connection?.reached ?? new URL(request.url).origin;

	const answer = (
		request: Request,
		client: string | null,
		here: string,
		isInside: boolean
	): Response | Promise<Response> => {
		const text = pathOf(request.url);
		checkLength(text);
		const { method } = request;
		const path = text.split('?', 1)[0] ?? '';
		if (isScreenPath(path)) return screen(request, client, here, text);
		if (isLikeScreenPath(path)) throw noRoute(path);
		if (method !== 'GET' && method !== 'HEAD') return otherMethod(request);
		const address = addresses.memo(text);
		if (address.kind === 'redirect') return redirect(address);
		const moment = momentOf(deps);
		if (LIVE.has(address.path)) return live(address, moment);
		const explicit = comparedWith(address, moment);
		if (explicit !== null) return redirect(explicit);
		const asking: Asking = { request, text, client, here, moment };
		if (address.format === 'metadata')
			return away
				? counted(client, () => away.anew(asking))
				: metadata(address, moment, client, here);
		const { release, on, pinned } =
			address.path === DOCUMENT
				? { release: { id: '' }, on: moment.today, pinned: false }
				: address.chooses
					? basisOf(address.params, moment)
					: { release: moment.current(), on: moment.today, pinned: false };
		const encoding: Encoding =
			address.format === 'page' || address.format === 'document'
				? encodingOf(request.headers.get('accept-encoding'))
				: 'identity';
		const document = address.format === 'document' ? documents.get(address.path) : undefined;
		// Documents hold whole addresses of this server.
		const origin = document ? here : '';
		const key = `${release.id} ${on} ${encoding} ${address.format} ${origin}${address.path}?${address.search}`;
		const control = cacheControl(pinned, deps.now().getTime());
		const asked = request.headers.get('if-none-match');
		const hit = cache.get(key);
		const isKnown = asked !== null && matches(asked, tag(key));
		guard.cached(isKnown || hit !== undefined);
		if (isKnown) return unchanged(tag(key), control);
		if (hit) return respond(hit, control);
		checkBody(request.headers);
		const isFile = address.format !== 'page' && address.format !== 'document';
		if (away && isFile) return counted(client, () => away.file(asking, key));
		const headers = { ...JSON_HEADERS, ...kept(tag(key), control) };
		if (address.format !== 'page' && address.format !== 'document')
			return file(address, address.format, moment, client, { method, headers, origin: here });
		if (client !== null) limitReads(client, address.params.has('q') ? SEARCH_WEIGHT : 1);
		if (away)
			return away.kept(asking, address, key, encoding).then((entry) => respond(entry, control));
		// A page that asks for itself has had its turn.
		const made = isInside ? atOnce : inTurn;
		if (document) {
			const own = { ...headers, ...documentHeaders(document, address.params, { release, on }) };
			return cache
				.fill(key, encoding, own, () =>
					made(() => Promise.resolve(bytes(document.make(address.params, moment, origin))))
				)
				.then((entry) => respond(entry, control));
		}
		const name = address.path.slice(1);
		const collection = wholeNamed(name);
		const own = collection
			? {
					...headers,
					link: describedBy({ path: name, collection }, address.params, { release, on })
				}
			: headers;
		return cache
			.fill(key, encoding, own, () => made(() => produce(address, moment)))
			.then((entry) => respond(entry, control));
	};

	/** Makes an answer when its turn comes. @throws ProblemError 503 where too many wait */
	const inTurn = async <Made>(make: () => Promise<Made>): Promise<Made> => {
		const turn = await guard.turn();
		if ('status' in turn) throw refusal(turn);
		try {
			return await make();
		} finally {
			turn.leave();
		}
	};

	const away = deps.elsewhere
		? new HandingOn(deps.elsewhere, {
				...{ cache, inTurn, place, screening },
				now: () => deps.now().getTime()
			})
		: null;

	/** Has a whole table made, where its client may ask for one now. */
	const counted = (client: string | null, make: () => Promise<Response>): Promise<Response> => {
		const overloaded = guard.overloaded();
		if (overloaded) throw refusal(overloaded);
		if (client !== null) limit(client);
		return make();
	};

	const file = (
		{ path, params }: Address,
		format: FileFormat | 'everything',
		moment: Moment,
		client: string | null,
		{ method, headers, origin }: { method: string; headers: Record<string, string>; origin: string }
	): Response => {
		const make = makerOf(path, format, params, moment);
		const overloaded = guard.overloaded();
		if (overloaded) throw refusal(overloaded);
		if (client !== null) limit(client);
		const leave = method === 'HEAD' ? nothing : place();
		const finished = (error?: unknown) => {
			leave();
			if (error !== undefined) deps.store.suspect(error);
		};
		try {
			const asked = { origin, now: deps.now(), xlsxRows, headers, finished };
			return make(asked);
		} catch (error) {
			finished();
			throw error;
		}
	};

	/** Sites are sent, so nothing of the answer is kept, and none has an address of its own. */
	const screen = (
		request: Request,
		client: string | null,
		origin: string,
		text: string
	): Promise<Response> => {
		if (client !== null) limit(client);
		if (away) return away.screen({ request, text, client, here: origin, moment: momentOf(deps) });
		const asked = { origin, now: deps.now(), place: screening };
		return screenResponse(request, momentOf(deps), asked);
	};

	/** What describes a result says when it was retrieved: it is made anew each time. */
	const metadata = (
		{ path, params }: Address,
		moment: Moment,
		client: string | null,
		origin: string
	): Response => {
		const found = wholeAt(path, params, moment, 'metadata');
		if (client !== null) limit(client);
		const asked = { origin, now: deps.now(), xlsxRows };
		return new Response(JSON.stringify(descriptionOf(found(), params, moment, asked)), {
			headers: { ...JSON_HEADERS, 'cache-control': 'no-store' }
		});
	};

	const live = async (address: Address, moment: Moment): Promise<Response> => {
		if (address.path === '/health' && guard.isDraining()) throw draining();
		return new Response(await produce(address, moment), {
			headers: { ...JSON_HEADERS, 'cache-control': 'no-store' }
		});
	};

	const produce = async (
		{ path, search, params }: Address,
		moment: Moment
	): Promise<Uint8Array<ArrayBuffer>> => {
		if (path === DOCUMENT) {
			allowOnly(params, []);
			return bytes(description());
		}
		const view = viewAt(path);
		if (view !== null)
			return bytes(JSON.stringify(await viewAnswer(view, params, moment, inside(moment))));
		const found = answerAt(path, search, moment);
		if (found === undefined) throw noRoute(`${BASE}${path}`);
		return bytes(JSON.stringify(found));
	};

	/** The API as a view asks it: at the moment of the view, with nothing sent, and no question asked twice. */
	const inside = (moment: Moment): typeof fetch => {
		const asked = new Map<string, Promise<Response>>();
		return async (input) => {
			const asks = input instanceof Request ? input.url : input;
			const text = pathOf(new URL(asks, INSIDE).href);
			const answered = asked.get(text) ?? answerInside(text, moment);
			asked.set(text, answered);
			return (await answered).clone();
		};
	};

	/** An answer to a view; a question that is written otherwise is asked as it is written once. */
	const answerInside = async (text: string, moment: Moment): Promise<Response> => {
		try {
			const address = addresses.memo(text);
			const there = address.kind === 'redirect' ? address : comparedWith(address, moment);
			if (there !== null) return await answerInside(there.location, moment);
			if (address.kind === 'redirect') throw noRoute(text);
			if (LIVE.has(address.path)) return await live(address, moment);
			const { release, on } = basisOf(address.params, moment);
			const key = `${release.id} ${on} inside ${address.path}?${address.search}`;
			const headers = { ...JSON_HEADERS };
			const made = () => produce(address, moment);
			const entry = cache.get(key) ?? (await cache.fill(key, 'identity', headers, made));
			return new Response(entry.body, { headers });
		} catch (error) {
			if (error instanceof ProblemError) return problemResponse(error, text);
			throw error;
		}
	};

	const app = new Hono<{ Bindings: Connection }>();
	app.all('*', (c) => {
		if (!isApiPath(c.req.path)) return c.notFound();
		const { incoming, client = incoming?.socket.remoteAddress ?? null } = c.env ?? {};
		return answer(c.req.raw, client, reachedBy(c.req.raw, c.env), incoming === undefined);
	});
	app.onError((error, c) =>
		error instanceof PassedOn
			? responseOf(error.whole)
			: problemResponse(
					unreadable(error, deps.store) ?? expected(error, deps.building?.() ?? null),
					c.req.path
				)
	);
	app.notFound((c) => problemResponse(noRoute(c.req.path), c.req.path));
	return app;
}

/** How a file is made; what is not there is refused before anything is counted. */
function makerOf(
	path: string,
	format: FileFormat | 'everything',
	params: URLSearchParams,
	moment: Moment
): (asked: Wanted) => Response {
	if (format !== 'everything') {
		const found = wholeAt(path, params, moment, format);
		return (asked) => fileResponse(found(), format, params, moment, asked);
	}
	if (!isEverything(path)) throw noRoute(`${BASE}${path}`);
	return (asked) => everythingResponse(path, params, moment, asked);
}

const nothing = () => undefined;
const atOnce = <Made>(make: () => Promise<Made>) => make();

const refusal = ({ status, words, retryAfterS }: Refused) =>
	new ProblemError(status, words, { headers: { 'retry-after': String(retryAfterS) } });

const draining = () =>
	new ProblemError(503, 'The server is about to end: it finishes what it has begun. Ask another.', {
		headers: { connection: 'close' }
	});
const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text);

/**
 * How the whole of a list, or of what a page shows as a whole, is found.
 * @throws ProblemError 404 where there is nothing of this name
 */
function wholeAt(
	path: string,
	params: URLSearchParams,
	moment: Moment,
	format: FileFormat | 'metadata'
): () => Found {
	const find = wholeOf(path.slice(1));
	if (find === undefined) throw noRoute(`${BASE}${path}.${format}`);
	return () => find(params, moment, format);
}

/** Path and query of a request, as they were sent. */
function pathOf(url: string): string {
	const start = url.indexOf('/', url.indexOf('//') + 2);
	return start === -1 ? '/' : url.slice(start);
}

const kept = (etag: string, control: string) => ({
	etag,
	'cache-control': control,
	vary: 'Accept-Encoding'
});

const unchanged = (etag: string, control: string) =>
	new Response(null, { status: 304, headers: { ...COMMON_HEADERS, ...kept(etag, control) } });

/** An answer as it is kept; only in the last minutes of a day does it have to say that it ends sooner. */
function respond({ body, headers }: Entry, control: string): Response {
	const isSame = headers['cache-control'] === control;
	return new Response(body, {
		headers: isSame ? headers : { ...headers, 'cache-control': control }
	});
}

const redirect = ({ status, location }: Redirect) =>
	new Response(null, { status, headers: { ...COMMON_HEADERS, location } });

function otherMethod(request: Request): Response {
	checkBody(request.headers);
	if (request.method === 'OPTIONS') return preflight();
	throw new ProblemError(405, `${request.method} is not answered here; use GET`, {
		headers: { allow: 'GET, HEAD, OPTIONS' }
	});
}

const preflight = () =>
	new Response(null, {
		status: 204,
		headers: {
			...COMMON_HEADERS,
			'access-control-allow-methods': 'GET, HEAD, OPTIONS',
			'access-control-allow-headers': 'If-None-Match',
			'access-control-max-age': '86400'
		}
	});

/** After how many seconds to ask again where there is no release: a build takes about a minute. */
const BUILT_AFTER = '60';
/** After how many seconds to ask again where a file could not be read: another release may be served by then. */
const READ_AFTER = '5';

/** What to say where a file of a release is damaged, or the system does not open it; null for another failure. */
function unreadable(error: unknown, store: ReleaseStore): ProblemError | null {
	const isDamaged = store.suspect(error);
	if (!isDamaged && !isSystemError(error)) return null;
	logFailure(error, 'a file of a release could not be read');
	return new ProblemError(
		503,
		`a file of the release could not be read${isDamaged ? ' and is being looked at' : ''}; ask again`,
		{ headers: { 'retry-after': READ_AFTER } }
	);
}

function expected(error: unknown, building: Building | null): ProblemError {
	if (error instanceof ProblemError) return error;
	if (error instanceof NoReleaseError && building !== null && error.oldest === null)
		return new ProblemError(503, `the first release is being built; ${wordsOf(building)}`, {
			headers: { 'retry-after': READ_AFTER }
		});
	if (error instanceof NoReleaseError)
		return new ProblemError(503, error.message, { headers: { 'retry-after': BUILT_AFTER } });
	if (isCutOff(error)) return new ProblemError(400, 'the request was cut off before its end');
	logFailure(error, 'a request to the API failed');
	return new ProblemError(500, 'the server failed to answer; the failure is in its log');
}
