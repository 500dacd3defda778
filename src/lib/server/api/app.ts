import { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { canonicalForm } from '#lib/domain/filter/query.ts';
import { NoReleaseError } from '../dataset/release-store.ts';
import { byMonth, byMonthRoute } from './by-month.ts';
import { encodingOf, ResponseCache } from './cache.ts';
import { csvResponse, listPage, listRoute } from './collection.ts';
import { checkLength, costlyLimit } from './limits.ts';
import { overview, overviewRoute } from './overview.ts';
import { readingGroups, readingGroupsRoute } from './reading-groups.ts';
import { COMMON_HEADERS, ProblemError, problemResponse } from './problem.ts';
import { actionRecord, actionRoute, pollRecord, pollRoute } from './records.ts';
import type { Deps } from './request.ts';
import { filters, filtersRoute, health, healthRoute, releases, releasesRoute } from './service.ts';

/** How much the server keeps of its answers, and how often one client may ask for whole tables. */
export interface Limits {
	cacheMegabytes: number;
	costlyBurst: number;
	costlyEveryMs: number;
}

const DEFAULTS: Limits = { cacheMegabytes: 64, costlyBurst: 60, costlyEveryMs: 1000 };
const JSON_TYPE = 'application/json; charset=utf-8';

/** Routes in one chain, so that the typed client knows every answer. */
const routes = (deps: Deps) => {
	const at = (c: { req: { url: string } }) => new URL(c.req.url);
	return new OpenAPIHono()
		.openapi(listRoute('regions'), (c) => c.json(listPage('regions', at(c), deps), 200))
		.openapi(listRoute('sources'), (c) => c.json(listPage('sources', at(c), deps), 200))
		.openapi(listRoute('citations'), (c) => c.json(listPage('citations', at(c), deps), 200))
		.openapi(listRoute('polls'), (c) => c.json(listPage('polls', at(c), deps), 200))
		.openapi(listRoute('questions'), (c) => c.json(listPage('questions', at(c), deps), 200))
		.openapi(listRoute('answers'), (c) => c.json(listPage('answers', at(c), deps), 200))
		.openapi(listRoute('readings'), (c) => c.json(listPage('readings', at(c), deps), 200))
		.openapi(listRoute('actions'), (c) => c.json(listPage('actions', at(c), deps), 200))
		.openapi(listRoute('series'), (c) => c.json(listPage('series', at(c), deps), 200))
		.openapi(listRoute('observations'), (c) => c.json(listPage('observations', at(c), deps), 200))
		.openapi(listRoute('model-prices'), (c) => c.json(listPage('model-prices', at(c), deps), 200))
		.openapi(listRoute('claims'), (c) => c.json(listPage('claims', at(c), deps), 200))
		.openapi(byMonthRoute, (c) => c.json(byMonth(at(c), deps), 200))
		.openapi(readingGroupsRoute, (c) => c.json(readingGroups(at(c), deps), 200))
		.openapi(overviewRoute, (c) => c.json(overview(at(c), deps), 200))
		.openapi(pollRoute, (c) => c.json(pollRecord(c.req.valid('param').id, at(c), deps), 200))
		.openapi(actionRoute, (c) => c.json(actionRecord(c.req.valid('param').id, at(c), deps), 200))
		.openapi(releasesRoute, (c) => c.json(releases(deps), 200))
		.openapi(filtersRoute, (c) => c.json(filters(c.req.valid('query').collection, deps), 200))
		.openapi(healthRoute, (c) => c.json(health(deps), 200));
};

/** The type of the API for Hono's typed client, based at `/api/v1`. */
export type Api = ReturnType<typeof routes>;

const DOCUMENT = {
	openapi: '3.1.0',
	info: {
		title: 'Groundswell API',
		version: '1',
		description:
			'Polls, local votes and indicators on data centers and AI. Every collection as JSON and CSV from the same query; lists join with ~; errors are RFC 9457 problem details.'
	},
	servers: [{ url: '/api/v1' }]
};

/** The whole API as one fetch handler; what it answers is complete, with headers and cache. */
export function createApi(deps: Deps, limits: Partial<Limits> = {}) {
	const { cacheMegabytes, costlyBurst, costlyEveryMs } = { ...DEFAULTS, ...limits };
	const json = routes(deps);
	json.onError((error) => {
		throw error;
	});
	const cache = new ResponseCache(deps, cacheMegabytes);
	const limit = costlyLimit({ burst: costlyBurst, everyMs: costlyEveryMs, clients: 10_000 }, () =>
		deps.now().getTime()
	);
	const document = () => json.getOpenAPI31Document(DOCUMENT);

	const answer = async (request: Request, client: string): Promise<Response> => {
		const { pathname, search } = split(request.url);
		checkLength(search);
		if (request.method === 'OPTIONS') return preflight();
		if (request.method !== 'GET' && request.method !== 'HEAD')
			throw new ProblemError(405, `${request.method} is not answered here; use GET`, {
				headers: { allow: 'GET, HEAD, OPTIONS' }
			});
		const url = new URL(request.url);
		const rewritten = search === '' ? null : canonicalForm(url.searchParams);
		if (rewritten !== null)
			return new Response(null, {
				status: 303,
				headers: {
					...COMMON_HEADERS,
					location: rewritten === '' ? pathname : `${pathname}?${rewritten}`
				}
			});
		const path = pathname.slice('/api/v1'.length);
		if (path === '/health') return uncached(await json.fetch(new Request(url.origin + path)));
		const csv = /^\/([a-z-]+)\.csv$/.exec(path)?.[1];
		if (csv !== undefined) {
			limit(client);
			return csvOf(csv, url, request.method);
		}
		return cached(request, path.replace(/\.json$/, ''), search);
	};

	const csvOf = (name: string, url: URL, method: string): Response => {
		if (!Object.hasOwn(collections, name)) throw noRoute(url.pathname);
		const response = csvResponse(name as CollectionName, url, deps);
		if (method !== 'HEAD') return response;
		void response.body?.cancel();
		return new Response(null, { headers: response.headers });
	};

	const cached = async (request: Request, path: string, search: string): Promise<Response> => {
		const encoding = encodingOf(request.headers.get('accept-encoding'));
		const key = cache.key(`${path}${search}`, encoding);
		const tag = request.headers.get('if-none-match');
		if (tag !== null && tag.split(',').some((one) => one.trim() === cache.etag(key)))
			return new Response(null, {
				status: 304,
				headers: { ...COMMON_HEADERS, etag: cache.etag(key) }
			});
		const hit = cache.get(key);
		const entry =
			hit ?? cache.set(key, encoding, await produce(path, search, request), JSON_HEADERS);
		return new Response(request.method === 'HEAD' ? null : entry.body, { headers: entry.headers });
	};

	const produce = async (
		path: string,
		search: string,
		request: Request
	): Promise<Uint8Array<ArrayBuffer>> => {
		if (path === '/openapi') return new TextEncoder().encode(JSON.stringify(document()));
		const base = new URL(request.url);
		const response = await json.fetch(new Request(new URL(`${path}${search}`, base.origin)));
		if (response.status === 404) throw noRoute(base.pathname);
		if (!response.ok)
			throw new ProblemError(400, 'the request does not fit the route; see /api/v1/openapi.json');
		return new Uint8Array(await response.arrayBuffer());
	};

	const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
	app.all('/api/v1/*', (c) => answer(c.req.raw, c.env?.incoming?.socket.remoteAddress ?? 'local'));
	app.onError((error, c) => problemResponse(expected(error), c.req.path));
	app.notFound((c) => problemResponse(noRoute(c.req.path), c.req.path));
	return app;
}

const JSON_HEADERS = { ...COMMON_HEADERS, 'content-type': JSON_TYPE };

function split(address: string): { pathname: string; search: string } {
	const start = address.indexOf('/', address.indexOf('//') + 2);
	const path = start === -1 ? '/' : address.slice(start);
	const mark = path.indexOf('?');
	return mark === -1
		? { pathname: path, search: '' }
		: { pathname: path.slice(0, mark), search: path.slice(mark) };
}

const noRoute = (pathname: string) =>
	new ProblemError(404, `nothing at ${pathname}; /api/v1/openapi.json lists every route`);

function expected(error: unknown): ProblemError {
	if (error instanceof ProblemError) return error;
	if (error instanceof NoReleaseError) return new ProblemError(503, error.message);
	console.error(error);
	return new ProblemError(500, 'the server failed to answer; the failure is in its log');
}

function uncached(response: Response): Response {
	return new Response(response.body, {
		status: response.status,
		headers: { ...COMMON_HEADERS, 'content-type': JSON_TYPE, 'cache-control': 'no-store' }
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
