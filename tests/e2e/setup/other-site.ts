import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A site beside ours, which frames what ours offers.
 * @param page what it answers each request with, as HTML
 */
export async function otherSite(
	page: (request: IncomingMessage) => string
): Promise<{ origin: string; close: () => void }> {
	const host = createServer((request, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(page(request));
	}).listen(0, '127.0.0.1');
	await once(host, 'listening');
	const { port } = host.address() as AddressInfo;
	return { origin: `http://127.0.0.1:${port}`, close: () => host.close() };
}
