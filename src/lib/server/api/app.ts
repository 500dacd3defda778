import { Hono } from 'hono';
import { LRUCache } from 'lru-cache';
import {
	BASE,
	isApiPath,
	pathOf,
	readAddress,
	wholeNamed,
	type Address,
	type Redirect
} from './api-address.ts';
import {
	cacheControl,
	encodingOf,
	matches,
	ResponseCache,
	tagOf,
	type Encoding,
	type Produced
} from './cache.ts';
import { DEFAULTS, type Limits } from './capacity.ts';
import { comparedWith } from './records/changes.ts';
import { description } from './openapi/description.ts';
import { PassedOn, responseOf } from './hand-on/handed.ts';
import { expected, unreadable } from './failures.ts';
import { HandingOn, type Asking } from './hand-on/hand-on.ts';
import { inside } from './inside.ts';
import { costlyAnswers } from './costly.ts';
import { documentHeaders, documents } from './feeds/documents.ts';
import { describedBy } from './list/list-files.ts';
import { OPEN } from './request/turns.ts';
import { checkBody, checkLength, costlyLimit, slots } from './request/limits.ts';
import { callOf, momentOf, type Call, type Deps, type Moment } from './request/moment.ts';
import { noRoute, problemResponse } from './request/problem.ts';
import { allowOnly } from './request/request.ts';
import {
	JSON_HEADERS,
	cacheHeaders,
	draining,
	otherMethod,
	redirect,
	refusal,
	respond,
	unchanged
} from './respond.ts';
import { answerAt, type Routes } from './routes.ts';
import { isLikeScreenPath, isScreenPath } from './screening/screen.ts';
import { LIVE_VIEWS, viewAnswer, viewAt, viewHeaders } from './views/index.ts';

/** The type of the API for Hono's typed client, based at `/api/v1`. */
export type Api = Routes;

/** Clients whose downloads are counted, and addresses remembered as read; each takes little. */
const CLIENTS = 10_000;
const ADDRESSES = 5000;
/** How many questions a search counts as. */
const SEARCH_WEIGHT = 3;
/** Answers about this server at this moment: never kept. */
const LIVE = new Set(['/health', '/live', '/releases', ...LIVE_VIEWS]);
const DOCUMENT = '/openapi';
/** Lists of sites screened at once: each takes tens of megabytes while it runs. */
const SCREENS = 4;

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
	const place = slots(downloads);
	const screening = slots(SCREENS);
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
		const asking: Asking = { request, text, client, here, moment };
		const call = callOf(address.params, moment);
		if (LIVE.has(address.path))
			return away && mayGo(address, moment) ? away.anew(asking) : live(address, call);
		const explicit = comparedWith(address, call);
		if (explicit !== null) return redirect(explicit);
		if (address.format === 'metadata')
			return away
				? counted(client, () => away.anew(asking))
				: metadata(address, call, client, here);
		const { release, on, pinned } =
			address.path === DOCUMENT
				? { release: { id: '' }, on: moment.today, pinned: false }
				: call.basis();
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
		const headers = { ...JSON_HEADERS, ...cacheHeaders(tag(key), control) };
		if (address.format !== 'page' && address.format !== 'document')
			return file(address, address.format, call, client, { method, headers, origin: here });
		if (client !== null) limitReads(client, address.params.has('q') ? SEARCH_WEIGHT : 1);
		if (away)
			return away.kept(asking, address, key, encoding).then((entry) => respond(entry, control));
		// A page that asks for itself has had its turn.
		const made = <Made>(make: () => Promise<Made>) => (isInside ? make() : inTurn(client, make));
		if (document) {
			const own = { ...headers, ...documentHeaders(document, address.params, { release, on }) };
			return cache
				.fill(key, encoding, own, () =>
					made(() => Promise.resolve({ body: bytes(document.make(call, origin)) }))
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
			.fill(key, encoding, own, () => made(() => produce(address, call)))
			.then((entry) => respond(entry, control));
	};

	/** Makes an answer when its turn comes. @throws ProblemError 503 where too many wait */
	const inTurn = async <Made>(client: string | null, make: () => Promise<Made>): Promise<Made> => {
		const turn = await guard.turn(undefined, client);
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

	const { counted, file, metadata, screen } = costlyAnswers({
		...{ deps, guard, limit, away, place, screening, xlsxRows }
	});

	const live = async (address: Address, call: Call): Promise<Response> => {
		if (address.path === '/health' && guard.isDraining()) throw draining();
		return new Response((await produce(address, call)).body, {
			headers: { ...JSON_HEADERS, 'cache-control': 'no-store' }
		});
	};

	const produce = async ({ path }: Address, call: Call): Promise<Produced> => {
		if (path === DOCUMENT) {
			allowOnly(call, []);
			return { body: bytes(description()) };
		}
		const view = viewAt(path);
		if (view !== null) {
			const shown = await viewAnswer(view, call, within(call.moment));
			return { body: bytes(JSON.stringify(shown)), headers: viewHeaders(view, shown) };
		}
		const found = answerAt(path, call);
		if (found === undefined) throw noRoute(`${BASE}${path}`);
		return { body: bytes(JSON.stringify(found)) };
	};

	const within = inside({ cache, addresses, isLive: (path) => LIVE.has(path), live, produce });

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

/** Whether an answer about this moment is made elsewhere: a view is many answers, and needs a release. @throws NoReleaseError */
const mayGo = ({ path }: Address, { current }: Moment): boolean =>
	LIVE_VIEWS.includes(path) && current().id !== '';

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text);
