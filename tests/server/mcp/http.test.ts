import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../../src/server.ts';
import { answered, connected, SITE, siteOver } from './asked.ts';

const { site } = siteOver();

const post = (body: unknown, headers: Record<string, string> = {}) =>
	new Request(`${SITE}/mcp`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
			...headers
		},
		body: JSON.stringify(body)
	});
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

test('the official client is answered through a socket, as the API is', async () => {
	const server = await listen({
		host: '127.0.0.1',
		port: 0,
		api: siteOver({ host: '127.0.0.1' }).site,
		pages: (_request, response) => void response.end('a page')
	});
	onTestFinished(async () => {
		await server.close(0);
	});
	const client = new Client({ name: 'test', version: '1' });
	await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.address)));
	onTestFinished(() => client.close());
	expect(client.getInstructions()).toMatch(/read-only/);
	const { rows, api, page } = await answered(client, 'actions', { region: 'US-VA' });
	expect(api.startsWith(server.address)).toBe(true);
	const { data } = (await (await fetch(api)).json()) as { data: { action_id: string }[] };
	expect(rows.map(({ action_id }) => action_id)).toEqual(data.map(({ action_id }) => action_id));
	expect(await (await fetch(page)).text()).toBe('a page');
	const text = await (await fetch(`${server.address}/llms.txt`)).text();
	expect(text).toContain(`${server.address}/mcp`);
	expect(text).toContain('- find_place: ');
	expect(text).toContain(`(${server.address}/api/v1/actions)`);
});

test('a client of the protocol as it is now is answered too', async () => {
	const client = await connected(site, { version: 'auto' });
	expect((await client.listTools()).tools.length).toBeGreaterThan(0);
	expect((await answered(client, 'find_place', { name: 'Virginia' })).rows.length).toBeGreaterThan(
		0
	);
});

test.each(['GET', 'DELETE', 'OPTIONS', 'PUT'])('%s is not answered', async (method) => {
	const response = await site.fetch(new Request(`${SITE}/mcp`, { method }));
	expect(response.status).toBe(405);
	expect(response.headers.get('allow')).toBe('POST');
});

test('many questions in one request, and one that is too long, are refused', async () => {
	expect((await site.fetch(post([LIST, LIST]))).status).toBe(400);
	expect((await site.fetch(post({ ...LIST, params: { note: 'x'.repeat(40_000) } }))).status).toBe(
		413
	);
	expect((await site.fetch(post(LIST))).status).toBe(200);
});

test('one asker has so many questions, another its own', async () => {
	const { site } = siteOver();
	const asked = async (client: string) =>
		(await site.fetch(post(LIST), { incoming: { socket: {} }, client })).status;
	const statuses: number[] = [];
	for (let times = 0; times < 61; times++) statuses.push(await asked('203.0.113.1'));
	expect(statuses.filter((status) => status === 200)).toHaveLength(60);
	expect(statuses.at(-1)).toBe(429);
	expect(await asked('203.0.113.2')).toBe(200);
});

test('what tools ask counts against the limits of the API', async () => {
	const { site } = siteOver({ limits: { readBurst: 2, readEveryMs: 1e9 } });
	const env = { incoming: { socket: {} }, client: '203.0.113.1' };
	const client = await connected(site, { env });
	await answered(client, 'actions', { limit: 1 });
	await answered(client, 'actions', { limit: 2 });
	await expect(answered(client, 'actions', { limit: 3 })).rejects.toThrow(/too many requests/);
});

test('on a machine of one’s own only its own names lead here', async () => {
	const { site } = siteOver({ host: '127.0.0.1' });
	const status = async (headers: Record<string, string>) =>
		(await site.fetch(post(LIST, headers))).status;
	expect(await status({ host: 'localhost:3000' })).toBe(200);
	expect(await status({ host: 'elsewhere.example' })).toBe(403);
	expect(await status({ host: 'localhost', origin: 'https://elsewhere.example' })).toBe(403);
});
