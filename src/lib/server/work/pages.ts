import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Server, SSRManifest } from '@sveltejs/kit';

/** Where the pages lie once they are built, as svelte.config.js has it. */
const BUILT = 'build/pages.js';
const FILES = 'build/client';

/** What the build exports of SvelteKit. */
interface Built {
	Server: new (manifest: SSRManifest) => Server;
	manifest: SSRManifest;
}

/** The built pages as SvelteKit serves them, without a socket. */
async function begin(): Promise<Server> {
	const built = (await import(pathToFileURL(resolve(BUILT)).href)) as Built;
	const server = new built.Server(built.manifest);
	await server.init({
		env: process.env as Record<string, string>,
		read: (file) =>
			Readable.toWeb(createReadStream(resolve(FILES, file))) as ReadableStream<Uint8Array>
	});
	return server;
}

let server: Promise<Server> | undefined;

/** Answers a request for a page. @param client what its requests are counted under; null where that cannot be told */
export async function pageOf(request: Request, client: string | null): Promise<Response> {
	return (await (server ??= begin())).respond(request, { getClientAddress: () => client ?? '' });
}
