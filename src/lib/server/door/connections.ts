import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, and which of them are being answered. */
export interface Connections {
	/** How many are open. */
	count: () => number;
	/** Stops taking connections, ends those nobody is being answered on and waits for the others, which end with their answer. */
	close: () => Promise<void>;
	/** Ends every connection at once. */
	cut: () => void;
}

/**
 * Follows the connections of a server. Node's own `close` waits for those that never sent a request, or half of one,
 * such as browsers open in advance.
 */
export function connectionsOf(server: Server): Connections {
	const open = new Map<Socket, number>();
	let isClosing = false;
	server.on('connection', (socket: Socket) => {
		open.set(socket, 0);
		socket.once('close', () => open.delete(socket));
	});
	server.on('request', ({ socket }: { socket: Socket }, response: ServerResponse) => {
		open.set(socket, (open.get(socket) ?? 0) + 1);
		response.once('close', () => {
			const left = (open.get(socket) ?? 1) - 1;
			if (open.has(socket)) open.set(socket, left);
			// What is still to be written goes out before the end.
			if (isClosing && left <= 0) socket.destroySoon();
		});
	});
	return {
		count: () => open.size,
		close: () =>
			new Promise((closed) => {
				isClosing = true;
				// Called a second time, as by two signals, there is nothing left to close.
				server.close(() => closed());
				for (const [socket, answers] of open) if (answers === 0) socket.destroy();
			}),
		cut: () => server.closeAllConnections()
	};
}
