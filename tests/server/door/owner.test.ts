import { expect, onTestFinished, test } from 'vitest';
import { Hono } from 'hono';
import { listen, type Site } from '../../../src/server.ts';
import { logged } from './logged.ts';
import { rawly } from './raw.ts';

async function site({ pages, api = new Hono() }: Partial<Pick<Site, 'pages' | 'api'>>) {
	const server = await listen({
		host: '127.0.0.1',
		port: 0,
		api,
		pages: pages ?? ((_request, response) => response.end('a page'))
	});
	onTestFinished(async () => {
		await server.close(0);
	});
	return server.address;
}

test('a page whose promise is rejected is answered with 500, and the server goes on', async () => {
	const told = logged();
	const address = await site({
		pages: async (request, response) => {
			await Promise.resolve();
			if (request.url === '/broken') throw new Error('no such luck');
			response.end('a page');
		}
	});
	const broken = await rawly(address, '/broken');
	expect(broken.status).toBe(500);
	expect(broken.body).toContain('The failure is in its log');
	expect(broken.body).not.toContain('no such luck');
	expect(broken.headers['x-content-type-options']).toBe('nosniff');
	expect(told.map(({ err }) => err?.message)).toEqual(['no such luck']);
	expect((await rawly(address, '/sound')).status).toBe(200);
});

test('a page that throws at once is answered with 500, for those who want JSON in JSON', async () => {
	logged();
	const address = await site({
		pages: () => {
			throw new Error('at once');
		}
	});
	const broken = await rawly(address, '/x', { headers: { accept: 'application/json' } });
	expect(broken.status).toBe(500);
	expect(broken.headers['content-type']).toContain('application/problem+json');
	expect(JSON.parse(broken.body)).toMatchObject({ status: 500, instance: '/x' });
});

test('an answer that fails on its way is cut, so that nobody takes a part for the whole', async () => {
	logged();
	const address = await site({
		pages: async (_request, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('half of');
			await Promise.resolve();
			throw new Error('half way');
		}
	});
	await expect(rawly(address, '/x')).rejects.toThrow();
});

test('an API that throws answers 500', async () => {
	logged();
	const api = new Hono();
	api.all('*', () => {
		throw new Error('in the API');
	});
	api.onError((error) => {
		throw error;
	});
	const address = await site({ api });
	expect((await rawly(address, '/api/v1/polls')).status).toBe(500);
	expect((await rawly(address, '/polls')).status).toBe(200);
});
