import { getRequestListener, type HttpBindings } from '@hono/node-server';
import compression from 'compression';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { constants } from 'node:zlib';
import type { Asker } from '#lib/server/door/asker.ts';
import { connectionsOf, type Connections } from '#lib/server/door/connections.ts';
import { Door, NOTHING_AROUND } from '#lib/server/door/door.ts';
import { frontOf, type FrontOptions } from '#lib/server/door/limits/front.ts';
import type { PageCache } from '#lib/server/door/pages/page-cache.ts';
import { pagesBeside, type Pages } from '#lib/server/pages-beside.ts';
import { ignoreOddRange } from '#lib/server/door/files/range.ts';
import { lastResort } from '#lib/server/door/watch/last-resort.ts';
import { readSettings, type Settings } from '#lib/server/env.ts';
import { logFailure, openLog } from '#lib/server/log/log.ts';
import { closeWorkers, startWorkers } from '#lib/server/pool/index.ts';
import { reachedBy, tellPages, TOLD, trustOf, type Reach } from '#lib/server/reached.ts';
import { api, door, followStore, pages as keptPages, releases } from '#lib/server/runtime.ts';

/** How long open requests may finish after a signal. */
const DRAIN_MS = 10_000;
/** The same after a failure nobody caught: what comes out of a process in an unknown state is not waited for long. */
const LAST_MS = 3000;
/** A connection on which nothing moves for this long is given up: a reader that stalled holds its place no longer. */
const IDLE_MS = 120_000;
/** How long a request may wait for its turn, by default. */
const WAIT_MS = 1000;
/** What a form of a page may bring, as adapter-node reads it: as much as the API takes. */
const LARGEST_FORM = '8M';

/**
 * Serves the API and the built pages under the settings of the environment, until SIGTERM or SIGINT.
 * @returns the address it listens on, once it does
 * @throws Error in one line where the address cannot be listened on
 */
export async function startServer(): Promise<string> {
	const { host, port, connections, drainDelayMs, ...settings } = readSettings(process.env);
	// On a terminal somebody reads along: a line a request would bury what matters.
	openLog(settings.log ?? (process.stdout.isTTY ? 'warn' : 'info'));
	// Before the pages' bundle makes them of its own classes: an error is known by its class, and all must come from here.
	const app = api();
	const following = await followStore();
	// A list of sites sent without JavaScript goes through a page; adapter-node lets in half a megabyte by default.
	process.env['BODY_SIZE_LIMIT'] ??= LARGEST_FORM;
	// Scheme and host are judged in one place, here; adapter-node is told what was found.
	process.env['PROTOCOL_HEADER'] = TOLD.protocol;
	process.env['HOST_HEADER'] = TOLD.host;
	process.env['ADDRESS_HEADER'] = TOLD.client;
	const built = pathToFileURL(resolve('build/handler.js')).href;
	const { handler } = (await import(built)) as { handler: Pages };
	startWorkers(STAYING);
	// A release is read whole once: before anybody asks.
	keptPages().release();
	const { pages: made, warmer } = pagesBeside(handler, releases(), keptPages());
	const pages = packed(made);
	const { address, close } = await listen({
		host,
		port,
		api: app,
		pages,
		kept: keptPages(),
		door: door(),
		reach: settings,
		connections,
		metrics: settings.metrics,
		securityContact: settings.securityContact
	});
	warmer.start(settings.origin ?? address, 'br');
	const end = async () => {
		door().drain();
		await pause(drainDelayMs);
		await close(DRAIN_MS);
		following?.stop();
		await closeWorkers();
		releases().close();
		// What was not finished in the time announced was cut: that is an end as planned.
		process.exit(0);
	};
	process.once('SIGTERM', () => void end());
	process.once('SIGINT', () => void end());
	lastResort(process, () => close(LAST_MS), logFailure);
	return address;
}

/** What whoever starts the server should know about its limits; null where there is nothing to say. */
export const limitsNote = ({ trustedProxies }: Pick<Settings, 'trustedProxies'>): string | null =>
	trustedProxies.length > 0
		? null
		: 'note: no proxy is trusted (GROUNDSWELL_TRUSTED_PROXY), so all requests from private addresses share one limit';

/** Workers that stay when nothing is to be done: the next reader waits for none to begin. */
const STAYING = 1;

/** How hard pages are packed, of 11: a tenth smaller than at the usual 4, for a few milliseconds. */
const PAGE_QUALITY = 6;

/** Pages with their answers packed as the client takes them: a table of a hundred rows shrinks to a tenth. */
function packed(pages: Pages): Pages {
	const pack = compression({
		brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: PAGE_QUALITY } }
	}) as unknown as Pages;
	return (request, response, next) => {
		return new Promise<unknown>((done, failed) => {
			pack(request, response, (error) => {
				if (error) failed(asError(error));
				else Promise.resolve(pages(request, response, next)).then(done, failed);
			});
		});
	};
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));

const TYPED = { 'x-content-type-options': 'nosniff' };
/** What is no page (files, pictures, refusals before a page is made) loads nothing and is what it says; a page says more. */
const STRICT = {
	...TYPED,
	'content-security-policy':
		"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
};

/** Scripts, styles and typefaces of the build are no pages, and a first view loads twenty: a policy is nothing to them. */
const isBuilt = (path: string) => path.startsWith('/_app/immutable/');

/** What the API is told of a request beside it: its connection, who asks, and under which address the site was reached. */
type NodeRequest = HttpBindings & { reached: string; client: string | null };

/** A file may go while it is sent, as where a site is built anew beside its server: that answer ends, and no other. */
const cutOff = (response: ServerResponse) => (error: Error) => {
	logFailure(
		error,
		'a file of the pages cannot be read; after a new build, start the server again'
	);
	response.destroy();
};

/** What is served where. */
export interface Site {
	host: string;
	port: number;
	/** What decides under which address readers reach the site; as asked by default. */
	reach?: Reach;
	/** What counts requests and gives them their turn; one of its own by default. */
	door?: Door;
	/** How many connections may be open at once; any number by default. */
	connections?: number;
	metrics?: FrontOptions['metrics'];
	securityContact?: string | null;
	api: { fetch: (request: Request, env: NodeRequest) => Response | Promise<Response> };
	pages: Pages;
	/** Pages made before; none by default. */
	kept?: PageCache;
}

/** A server that listens. */
interface Listening {
	address: string;
	/** Stops taking requests, lets open ones finish for so many milliseconds; whether all did. */
	close: (drainMs: number) => Promise<boolean>;
}

/**
 * Serves the API itself and hands everything else to the pages.
 * @throws Error in one line where the address cannot be listened on
 */
export function listen({ host, port, api, pages, ...site }: Site): Promise<Listening> {
	const reach = site.reach ?? { origin: null, trustedProxies: [] };
	const door = site.door ?? new Door({ waitMs: WAIT_MS }, NOTHING_AROUND);
	const reachedAt = reachedBy(reach);
	const asked = new WeakMap<IncomingMessage, Asker>();
	const data = getRequestListener(
		(request, env) => {
			const connection = env as HttpBindings;
			const client = asked.get(connection.incoming)?.client ?? null;
			const reached = reachedAt(connection.incoming);
			return api.fetch(request, { ...connection, client, reached });
		},
		{ hostname: host }
	);
	const server = createServer(
		frontOf({
			door,
			trust: reach.trustedProxies.length > 0 ? trustOf(reach.trustedProxies) : null,
			metrics: site.metrics ?? null,
			securityContact: site.securityContact ?? null,
			origin: reach.origin,
			keptPage: (request, response) => {
				const { method = '', url = '', headers } = request;
				const { kept } = site;
				const address = reachedAt(request) + url;
				const key = kept?.keyOf(method, address, headers['accept-encoding']) ?? null;
				return key !== null && kept?.send(key, request, response) === true;
			},
			api: (request, response, asker) => {
				asked.set(request, asker);
				return data(request, response);
			},
			// Pages pass by Hono's routing: it answers HEAD with a response of its own, after the page has been sent.
			page: async (request, response, { client }) => {
				tellPages(request, { reached: reachedAt(request), client });
				ignoreOddRange(request);
				response.on('pipe', (file) => file.once('error', cutOff(response)));
				const headers = isBuilt(request.url ?? '') ? TYPED : STRICT;
				for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
				await pages(request, response, () => void response.writeHead(404).end());
			}
		})
	);
	if (site.connections !== undefined) server.maxConnections = site.connections;
	const connections = connectionsOf(server);
	door.counts(connections.count);
	server.on('connection', () => door.arrived());
	server.on('request', () => door.arrived());
	server.setTimeout(IDLE_MS);
	return new Promise((listening, failed) => {
		server.on('error', (error: NodeJS.ErrnoException) => {
			const why =
				error.code === 'EADDRINUSE'
					? 'is in use; set PORT to another'
					: (error.code ?? error.message);
			failed(new Error(`cannot listen on ${host}:${port}: ${why}`));
		});
		server.listen(port, host, () => {
			const { port: taken } = server.address() as AddressInfo;
			listening({
				address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
				close: (drainMs) => drain(connections, drainMs)
			});
		});
	});
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** @returns whether every open answer was finished in time */
async function drain(connections: Connections, drainMs: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((cut) => {
		timer = setTimeout(() => {
			connections.cut();
			cut(false);
		}, drainMs);
	});
	const isWhole = await Promise.race([connections.close().then(() => true), late]);
	clearTimeout(timer);
	return isWhole;
}
