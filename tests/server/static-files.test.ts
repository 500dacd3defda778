import { createReadStream } from 'node:fs';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { logged } from './door/logged.ts';
import { listen } from '../../src/server.ts';

it('what the pages answer without headers of their own is no other type, and loads nothing', async () => {
	const store = new ReleaseStore(inject('embeddedReleases'));
	const server = await listen({
		host: '127.0.0.1',
		port: 0,
		api: createApi({ store, now: () => new Date() }),
		pages: (request, response, next) => {
			if (request.url === '/icon.svg') response.end('<svg/>');
			else if (request.url === '/page')
				response.writeHead(200, { 'content-security-policy': "script-src 'self'" }).end();
			else next();
		}
	});
	onTestFinished(async () => {
		await server.close(0);
	});
	const headersOf = async (path: string) => (await fetch(server.address + path)).headers;
	for (const path of ['/icon.svg', '/nothing']) {
		const headers = await headersOf(path);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain("default-src 'none'");
	}
	expect((await headersOf('/page')).get('content-security-policy')).toBe("script-src 'self'");
});

it('a file of the build that is gone cuts its own answer, and the server goes on', async () => {
	const lines = logged();
	const server = await listen({
		host: '127.0.0.1',
		port: 0,
		api: createApi({ store: new ReleaseStore(inject('embeddedReleases')), now: () => new Date() }),
		pages: (request, response) => {
			if (request.url === '/page') response.end('a page');
			else createReadStream('build/client/gone.js').pipe(response.writeHead(200));
		}
	});
	onTestFinished(async () => {
		await server.close(0);
	});
	await expect(fetch(`${server.address}/gone.js`)).rejects.toThrow('fetch failed');
	expect(lines.map(({ msg }) => msg)).toEqual([
		'a file of the pages cannot be read; after a new build, start the server again'
	]);
	expect(await (await fetch(`${server.address}/page`)).text()).toBe('a page');
});
