import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { UpstreamFailure } from './failure.ts';

/** How long and how much a single request may take. */
export interface Limits {
	/** Until the connection stands, in milliseconds. */
	connectMs: number;
	/** Between two pieces of an answer, in milliseconds. */
	idleMs: number;
	/** For the whole request, in milliseconds. */
	totalMs: number;
	/** Size of the body, in bytes. */
	maxBytes: number;
}

/** Where to connect instead of to the host of the address: a local server that stands in for it. */
export interface StandIn {
	address: string;
	port: number;
	/** Certificate to trust, PEM. */
	ca: string;
}

export interface Reply {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/**
 * One GET over TLS, without following redirects; only the body of a 200 is kept whole.
 * @throws UpstreamFailure where a limit is passed, the connection breaks or the body is cut off
 */
export function request(
	url: URL,
	headers: Record<string, string>,
	limits: Limits,
	standIn?: StandIn
): Promise<Reply> {
	const where = url.host;
	return new Promise((resolve, reject) => {
		const sent = httpsRequest({
			hostname: standIn?.address ?? url.hostname,
			port: standIn?.port ?? (url.port || 443),
			servername: url.hostname,
			path: `${url.pathname}${url.search}`,
			headers: { ...headers, host: url.host },
			agent: false,
			...(standIn ? { ca: standIn.ca } : {})
		});
		const timers = [
			setTimeout(
				() => fail('total_timeout', `no complete answer within ${seconds(limits.totalMs)}`),
				limits.totalMs
			)
		];
		const connecting = setTimeout(
			() => fail('connect_timeout', `no connection within ${seconds(limits.connectMs)}`),
			limits.connectMs
		);
		timers.push(connecting);
		const settle = () => timers.forEach(clearTimeout);
		const fail = (kind: ConstructorParameters<typeof UpstreamFailure>[0], what: string) => {
			settle();
			reject(new UpstreamFailure(kind, `${where}: ${what}`));
			sent.destroy();
		};
		sent.on('socket', (socket) =>
			socket.once('secureConnect', () => {
				clearTimeout(connecting);
				sent.setTimeout(limits.idleMs, () =>
					fail('idle_timeout', `nothing was sent for ${seconds(limits.idleMs)}`)
				);
			})
		);
		sent.on('error', (error) => fail('network', error.message));
		sent.on('response', (response) =>
			collect(response, limits.maxBytes, fail, (body) => {
				settle();
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
				sent.destroy();
			})
		);
		sent.end();
	});
}

/** Gathers the body of an answer, never more of it than allowed. */
function collect(
	response: IncomingMessage,
	maxBytes: number,
	fail: (kind: 'too_large' | 'truncated', what: string) => void,
	done: (body: Buffer) => void
): void {
	const tooLarge = (what: string) =>
		fail('too_large', `${what}, and at most ${maxBytes} bytes are taken`);
	const announced = Number(response.headers['content-length'] ?? 0);
	if (announced > maxBytes) return tooLarge(`the answer has ${announced} bytes`);
	const chunks: Buffer[] = [];
	let size = 0;
	response.on('data', (chunk: Buffer) => {
		size += chunk.length;
		if (size > maxBytes) return tooLarge('the answer does not end');
		chunks.push(chunk);
	});
	response.on('end', () => {
		if (response.complete) done(Buffer.concat(chunks));
	});
	response.on('error', () => undefined);
	response.on('close', () => {
		if (!response.complete)
			fail(
				'truncated',
				`the answer was cut off after ${size} bytes${announced > 0 ? ` of ${announced}` : ''}`
			);
	});
}

const seconds = (ms: number) => `${ms / 1000} s`;
