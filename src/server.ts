import { serve, type HttpBindings } from '@hono/node-server';
import compression from 'compression';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { constants } from 'node:zlib';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { readSettings } from '#lib/server/env.ts';
import { api, isApiPath, releases } from '#lib/server/runtime.ts';

type Pages = (
	request: IncomingMessage,
	response: ServerResponse,
	next: (error?: unknown) => void
) => void;

/** How long open requests may finish after a signal. */
const DRAIN_MS = 10_000;
/** A connection on which nothing moves for this long is given up: a reader that stalled holds its place no longer. */
const IDLE_MS = 120_000;
/** What a form of a page may bring, as adapter-node reads it: as much as the API takes. */
const LARGEST_FORM = '8M';

/** Header by which a proxy in front says how it was asked; a request without it came over plain HTTP. */
const PROTOCOL_HEADER = 'x-forwarded-proto';

/**
 * Serves the API and the built pages under the settings of the environment, until SIGTERM or SIGINT.
 * @returns the address it listens on, once it does
 * @throws Error in one line where the address cannot be listened on
 */
export async function startServer(): Promise<string> {
	const { host, port } = readSettings(process.env);
	// A list of sites sent without JavaScript goes through a page; adapter-node lets in half a megabyte unless told.
	process.env['BODY_SIZE_LIMIT'] ??= LARGEST_FORM;
	// Without ORIGIN adapter-node takes every request for one over TLS, and whole addresses on pages would not lead here.
	process.env['PROTOCOL_HEADER'] ??= PROTOCOL_HEADER;
	const built = pathToFileURL(resolve('build/handler.js')).href;
	const { handler } = (await import(built)) as { handler: Pages };
	const { address, close } = await listen({ host, port, api: api(), pages: packed(handler) });
	const stop = async () => {
		const isDrained = await close(DRAIN_MS);
		releases().close();
		process.exit(isDrained ? 0 : 1);
	};
	process.once('SIGTERM', () => void stop());
	process.once('SIGINT', () => void stop());
	return address;
}

/** How hard pages are packed, of 11: a tenth smaller than at the usual 4, for a few milliseconds. */
const PAGE_QUALITY = 6;

/** Pages with their answers packed as the client takes them: a table of a hundred rows shrinks to a tenth. */
function packed(pages: Pages): Pages {
	const pack = compression({
		brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: PAGE_QUALITY } }
	}) as unknown as Pages;
	return (request, response, next) => {
		request.headers[PROTOCOL_HEADER] ??= 'http';
		pack(request, response, (error) => {
			if (error) next(error);
			else pages(request, response, next);
		});
	};
}

/** What is served where. */
export interface Site {
	host: string;
	port: number;
	api: ReturnType<typeof api>;
	pages: Pages;
}

/** A server that listens. */
export interface Listening {
	address: string;
	/** Stops taking requests, lets open ones finish for so many milliseconds; whether all did. */
	close: (drainMs: number) => Promise<boolean>;
}

/**
 * Serves the API itself and hands everything else to the pages.
 * @throws Error in one line where the address cannot be listened on
 */
export function listen({ host, port, api, pages }: Site): Promise<Listening> {
	// Pages pass by Hono's routing: it answers HEAD with a response of its own, after the page has been sent.
	const answer = (request: Request, env: unknown) => {
		const { incoming, outgoing } = env as HttpBindings;
		if (isApiPath(pathOf(incoming.url))) return api.fetch(request, { incoming, outgoing });
		pages(incoming, outgoing, () => {
			outgoing.writeHead(404).end();
		});
		return RESPONSE_ALREADY_SENT;
	};
	return new Promise((listening, failed) => {
		const server = serve({ fetch: answer, hostname: host, port }, (info) =>
			listening({
				address: `http://${host.includes(':') ? `[${host}]` : host}:${info.port}`,
				close: (drainMs) => drain(server, drainMs)
			})
		) as Server;
		server.setTimeout(IDLE_MS);
		server.on('error', (error: NodeJS.ErrnoException) => {
			const why =
				error.code === 'EADDRINUSE'
					? 'is in use; set PORT to another'
					: (error.code ?? error.message);
			failed(new Error(`cannot listen on ${host}:${port}: ${why}`));
		});
	});
}

const pathOf = (url = '/') => url.split('?', 1)[0] ?? '/';

function drain(server: Server, drainMs: number): Promise<boolean> {
	return new Promise((closed) => {
		const timer = setTimeout(() => {
			server.closeAllConnections();
			closed(false);
		}, drainMs);
		server.close(() => {
			clearTimeout(timer);
			closed(true);
		});
	});
}
