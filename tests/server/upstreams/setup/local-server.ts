import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { StandIn } from '#lib/server/ingest/upstreams/fetch/request.ts';

const FIXTURES = 'tests/fixtures/upstreams';
const ca = readFileSync(`${FIXTURES}/certificate.pem`, 'utf8');
const key = readFileSync(`${FIXTURES}/key.pem`, 'utf8');

/** What was asked: host, path with query, and headers. */
export interface Asked {
	host: string;
	path: string;
	headers: IncomingMessage['headers'];
}

/** An https server on this machine that stands in for upstreams and remembers what it was asked. */
export class LocalServer {
	readonly asked: Asked[] = [];
	#server: Server;

	private constructor(answer: RequestListener) {
		this.#server = createServer({ key, cert: ca }, (request, response) => {
			const host = request.headers.host ?? '';
			this.asked.push({ host, path: request.url ?? '', headers: request.headers });
			answer(request, response);
		});
	}

	static async start(answer: RequestListener): Promise<LocalServer> {
		const server = new LocalServer(answer);
		await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
		return server;
	}

	get standIn(): StandIn {
		return { address: '127.0.0.1', port: (this.#server.address() as AddressInfo).port, ca };
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/** Answers with a whole body. */
export function send(
	response: ServerResponse,
	body: string | Buffer,
	headers: Record<string, string> = {},
	status = 200
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(body);
}
