import { serve, type HttpBindings } from '@hono/node-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { readSettings } from '#lib/server/env.ts';
import { api, releases } from '#lib/server/runtime.ts';

type Pages = (
	request: IncomingMessage,
	response: ServerResponse,
	next: (error?: unknown) => void
) => void;

/** How long open requests may finish after a signal. */
const DRAIN_MS = 10_000;

/**
 * Serves the API itself and hands everything else to the built pages.
 * @returns the address it listens on, once it does
 * @throws Error in one line where the address cannot be listened on
 */
export async function startServer(): Promise<string> {
	const { host, port } = readSettings(process.env);
	const built = pathToFileURL(resolve('build/handler.js')).href;
	const { handler } = (await import(built)) as { handler: Pages };
	const app = api();
	// Pages pass by Hono's routing: it answers HEAD with a response of its own, after the page has been sent.
	const answer = (request: Request, env: unknown) => {
		const { incoming, outgoing } = env as HttpBindings;
		if (incoming.url?.startsWith('/api/v1/')) return app.fetch(request, { incoming, outgoing });
		handler(incoming, outgoing, () => {
			outgoing.writeHead(404).end();
		});
		return RESPONSE_ALREADY_SENT;
	};
	return new Promise((listening, failed) => {
		const server = serve({ fetch: answer, hostname: host, port }, (info) =>
			listening(`http://${host.includes(':') ? `[${host}]` : host}:${info.port}`)
		);
		server.on('error', (error: NodeJS.ErrnoException) => {
			const why =
				error.code === 'EADDRINUSE'
					? 'is in use; set PORT to another'
					: (error.code ?? error.message);
			failed(new Error(`cannot listen on ${host}:${port}: ${why}`));
		});
		const stop = () => {
			server.close(() => {
				releases().close();
				process.exit(0);
			});
			setTimeout(() => process.exit(1), DRAIN_MS).unref();
		};
		process.once('SIGTERM', stop);
		process.once('SIGINT', stop);
	});
}
