import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/** What decides at which address readers reach the site. */
export interface Reach {
	/** The address that ORIGIN states; null where it is not set. */
	origin: string | null;
	/** Addresses and networks of proxies that are believed, as proxy-addr takes them. */
	trustedProxies: readonly string[];
}

/** Whether an address is one of the trusted proxies. */
export type Trust = (address: string, hop: number) => boolean;

/** @throws TypeError for what is no address, network or name that proxy-addr knows */
export const trustOf = (proxies: readonly string[]): Trust => proxyAddr.compile([...proxies]);

/** Headers by which the server tells the pages what it found; whatever a client sends in them is overwritten. */
export const TOLD = {
	protocol: 'x-groundswell-protocol',
	host: 'x-groundswell-host',
	client: 'x-groundswell-client'
} as const;

const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Scheme and host under which a reader reached the site, for addresses that must be whole. The one place that judges
 * them, for pages and API alike: ORIGIN where it is set; else what a trusted proxy passes on; else the request itself.
 * @example reachedBy({ origin: null, trustedProxies: ['loopback'] })(request) // 'https://polls.example.org'
 */
export function reachedBy({ origin, trustedProxies }: Reach): (request: IncomingMessage) => string {
	if (origin !== null) return () => origin;
	const isTrusted = trustOf(trustedProxies);
	return ({ headers, socket }) => {
		const isPassedOn = isTrusted(socket.remoteAddress ?? '', 0);
		const passed = (name: string) => (isPassedOn ? first(headers[name]) : '').toLowerCase();
		const protocol = passed('x-forwarded-proto') === 'https' ? 'https' : 'http';
		const host = [passed('x-forwarded-host'), headers.host ?? ''].find(isHost) ?? here(socket);
		return new URL(`${protocol}://${host}`).origin;
	};
}

/** Hands what was found to the pages, which read it from headers. */
export function tellPages(
	request: IncomingMessage,
	{ reached, client }: { reached: string; client: string | null }
): void {
	const { protocol, host } = new URL(reached);
	request.headers[TOLD.protocol] = protocol.slice(0, -1);
	request.headers[TOLD.host] = host;
	request.headers[TOLD.client] = client ?? '';
}

/** What `tellPages` has told of a request. */
export function told({ headers }: IncomingMessage): { reached: string; client: string | null } {
	const { [TOLD.protocol]: protocol, [TOLD.host]: host, [TOLD.client]: client } = headers;
	return { reached: `${String(protocol)}://${String(host)}`, client: String(client ?? '') || null };
}

const isHost = (name: string) => HOST.test(name) && URL.canParse(`http://${name}`);

/** The first of several values: each proxy on the way adds its own behind those before it. */
const first = (value: string | string[] | undefined): string =>
	(Array.isArray(value) ? value.join(',') : (value ?? '')).split(',', 1)[0]?.trim() ?? '';

/** Where a request came in that does not say where it went. */
function here({ localAddress = '127.0.0.1', localPort = 80 }: IncomingMessage['socket']): string {
	return `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
