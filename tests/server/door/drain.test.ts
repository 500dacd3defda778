import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from '../../../src/server.ts';

/** Longer than any test runs: what ends before it did not wait. */
const LONG = 600_000;

async function site() {
	const waiting: ServerResponse[] = [];
	const server = await listen({
		host: '127.0.0.1',
		port: 0,
		api: new Hono(),
		pages: ({ url }, response) => {
			if (url === '/slow') waiting.push(response.writeHead(200).on('error', () => undefined));
			else response.end('a page');
		}
	});
	const port = Number(new URL(server.address).port);
	return { ...server, port, waiting };
}

async function dial(port: number, text = ''): Promise<Socket> {
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	if (text !== '') await new Promise((sent) => socket.write(text, sent));
	return socket;
}

const asked = (port: number, path: string, agent?: Agent) =>
	new Promise<IncomingMessage>((answered, failed) => {
		get({ host: '127.0.0.1', port, path, agent: agent ?? false }, answered).on('error', failed);
	});

test.each([
	['that never sent a request', ''],
	['that sent half a header', 'GET / HTTP/1.1\r\nHost: x\r\n']
])('a connection %s does not hold the end up', async (_name, text) => {
	const { close, port } = await site();
	const socket = await dial(port, text);
	const gone = once(socket, 'close');
	// The server has seen the connection once it has answered one that came later.
	(await asked(port, '/')).resume();
	expect(await close(LONG)).toBe(true);
	await gone;
	expect(socket.destroyed).toBe(true);
});

test('a connection kept after its answer does not hold the end up', async () => {
	const { close, port } = await site();
	const agent = new Agent({ keepAlive: true });
	const answer = await asked(port, '/', agent);
	answer.resume();
	await once(answer, 'end');
	expect(await close(LONG)).toBe(true);
	agent.destroy();
});

test('an answer under way is finished whole while spare connections end, and its connection with it', async () => {
	const { close, port, waiting } = await site();
	const agent = new Agent({ keepAlive: true });
	const answer = asked(port, '/slow', agent);
	await expect.poll(() => waiting).toHaveLength(1);
	const spare = await dial(port);
	const gone = once(spare, 'close');
	const drained = close(LONG);
	await gone;
	waiting[0]?.end('to the end');
	let text = '';
	for await (const chunk of await answer) text += String(chunk);
	expect(text).toBe('to the end');
	expect(await drained).toBe(true);
	agent.destroy();
});

test('an answer nobody reads to its end is cut after the time announced', async () => {
	const { close, port, waiting } = await site();
	const answer = asked(port, '/slow').catch(() => null);
	await expect.poll(() => waiting).toHaveLength(1);
	expect(await close(1)).toBe(false);
	await answer;
});
