import type { IncomingMessage, ServerResponse } from 'node:http';
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Handed, WholeAnswer } from '../../api/hand-on/handed.ts';
import { ProblemError } from '../../api/request/problem.ts';
import type { AskedPage } from './warmer.ts';

/** What a form of a page may bring, in bytes: as much as the API takes. */
const LARGEST_FORM = 8_000_000;

/** Headers that are between this server and who asked, or that the page has nothing to do with. */
const NOT_HANDED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect']);

/** Paths of the files below a folder, as they are asked for. */
export function pathsBelow(folder: string): ReadonlySet<string> {
	const below = (at: string): string[] =>
		readdirSync(join(folder, at), { withFileTypes: true }).flatMap((one) => {
			const path = posix.join(at, one.name);
			return one.isDirectory() ? below(path) : [path];
		});
	return new Set(below('/'));
}

/** A request for a page, as it is handed on. @throws ProblemError 413 where it brings more than a form may */
export async function handedPage(
	request: IncomingMessage,
	response: ServerResponse,
	{ reached, client, basis }: Pick<Handed, 'reached' | 'client'> & { basis: string | null }
): Promise<Handed> {
	const { method = 'GET', url = '/', headers } = request;
	const left = new AbortController();
	response.once('close', () => left.abort());
	return {
		text: url,
		method: method === 'HEAD' ? 'GET' : method,
		headers: Object.entries(headers).flatMap(([name, value]) =>
			value === undefined || NOT_HANDED.has(name)
				? []
				: [[name, Array.isArray(value) ? value.join(', ') : value] as const]
		),
		body: method === 'GET' || method === 'HEAD' ? null : await bodyOf(request),
		...{ reached, client, release: basis, at: Date.now() },
		signal: left.signal,
		isLong: (url.split('?', 1)[0] ?? '').endsWith('.png') || method === 'POST'
	};
}

/** A page that is made before anybody asks for it: whoever does ask goes before. */
export const warmed = ({ reached, url, accept }: AskedPage, basis: string | null): Handed => ({
	...{ text: url, method: 'GET', headers: [['accept-encoding', accept]], body: null },
	...{ reached, client: null, release: basis, at: Date.now(), isLong: true }
});

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
	const tooLarge = () =>
		new ProblemError(
			413,
			`The form brings more than ${LARGEST_FORM / 1e6} MB. Send the list in smaller parts.`,
			{ headers: { connection: 'close' } }
		);
	if (Number(request.headers['content-length'] ?? 0) > LARGEST_FORM) throw tooLarge();
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.byteLength;
		if (length > LARGEST_FORM) throw tooLarge();
		chunks.push(chunk);
	}
	return new Uint8Array(Buffer.concat(chunks));
}

/** Sends a page that was made, and keeps it where it may be. @param key names what it is made from */
export async function sendPage(
	made: WholeAnswer,
	response: ServerResponse,
	keep: (response: Response) => Promise<Response>
): Promise<void> {
	const { method = '' } = response.req;
	const isEmpty = made.body.byteLength === 0 || [204, 304].includes(made.status);
	const page = await keep(
		new Response(isEmpty ? null : made.body, { status: made.status, headers: made.headers })
	);
	for (const [name, value] of page.headers) response.setHeader(name, value);
	response.writeHead(page.status);
	if (method === 'HEAD' || page.body === null) response.end();
	else response.end(new Uint8Array(await page.arrayBuffer()));
}
