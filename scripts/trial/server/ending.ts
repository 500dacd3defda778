import { once } from 'node:events';
import { connect } from 'node:net';
import type { Product } from './product.ts';

/**
 * Ends the product as a supervisor does (SIGTERM), with connections open as browsers leave them.
 * @returns what is wrong with how it ended; null for nothing
 */
export async function endingOf(product: Product): Promise<string | null> {
	if (!product.isRunning()) return 'the product had ended before it was told to';
	const { hostname, port } = new URL(product.address);
	const sockets = ['', 'GET / HTTP/1.1\r\nHost: x\r\n'].map((begun) => {
		const socket = connect(Number(port), hostname);
		socket.on('error', () => undefined);
		if (begun !== '') socket.write(begun);
		return socket;
	});
	await Promise.all(sockets.map((socket) => once(socket, 'connect')));
	const code = await product.stop();
	for (const socket of sockets) socket.destroy();
	return code === 0 ? null : `the product ended with code ${code} when it was told to end`;
}
