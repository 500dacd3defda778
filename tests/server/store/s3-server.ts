import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A small S3 server in memory, for tests: objects by path, `If-None-Match: *`, lists in pages, uploads in parts,
 * errors as XML, in the shape of Amazon's answers.
 *
 * What it does not prove: signatures are not checked; it is one process on one thread, so no race is ever undecided and
 * nothing is replicated, delayed or torn; it knows no access rights, versions or checksums. What a real replicated
 * store does under load and while its parts are killed is tried by `scripts/store-trial`, on Ceph.
 */
export interface S3Server {
	endpoint: string;
	/** Objects by `/bucket/key`. */
	objects: Map<string, Stored>;
	/** Every request so far: method and path. */
	requests: string[];
	/** What goes wrong with a request, if anything; asked once for each. */
	fault: (request: { method: string; path: string; conditional: boolean }) => Fault | null;
	close: () => Promise<void>;
}

export interface Stored {
	body: Buffer;
	written: Date;
}

/**
 * `lost`: it is done, and the connection ends without an answer; `cut`: it is not done either; `hung`: it is done, and nobody ever says so; a number: it is not
 * done, and this status is answered; `late`: it is done, and 500 is answered; `unconditional`: the condition is
 * ignored.
 */
export type Fault = 'lost' | 'cut' | 'hung' | 'late' | 'unconditional' | number;

/** Keys in a page of a list: few, so that tests meet a second page. */
const PAGE = 5;

/** Starts a server on a free port of this machine. */
export async function startS3(): Promise<S3Server> {
	const state: Omit<S3Server, 'endpoint' | 'close'> = {
		objects: new Map(),
		requests: [],
		fault: () => null
	};
	const parts = new Map<string, Map<number, Buffer>>();
	const server = createServer((request, response) => void answer(request, response));
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = 'GET' } = request;
		const url = new URL(request.url ?? '/', 'http://s3');
		const path = decodeURIComponent(url.pathname);
		const body = Buffer.concat(await bodyOf(request));
		const conditional = request.headers['if-none-match'] === '*';
		state.requests.push(`${method} ${path}`);
		const fault = served.fault({ method, path, conditional });
		if (fault === 'cut') return void request.socket.destroy();
		if (typeof fault === 'number') return error(response, fault, 'InternalError');
		if (fault === 'late') {
			handle(method, url, path, body, conditional, new Answer(null));
			return error(response, 500, 'InternalError');
		}
		if (fault === 'hung') return handle(method, url, path, body, conditional, new Answer(null));
		if (fault === 'lost') {
			handle(method, url, path, body, conditional, new Answer(null));
			return void request.socket.destroy();
		}
		handle(method, url, path, body, conditional && fault !== 'unconditional', new Answer(response));
	};
	const handle = (
		method: string,
		url: URL,
		path: string,
		body: Buffer,
		conditional: boolean,
		to: Answer
	) => {
		const { objects } = state;
		const query = url.searchParams;
		const upload = query.get('uploadId');
		if (method === 'POST' && query.has('uploads')) {
			const id = String(parts.size + 1);
			parts.set(id, new Map());
			return to.xml(
				200,
				`<InitiateMultipartUploadResult>${tag('UploadId', id)}</InitiateMultipartUploadResult>`
			);
		}
		if (upload !== null) {
			const known = parts.get(upload);
			if (!known) return to.error(404, 'NoSuchUpload');
			if (method === 'PUT') {
				known.set(Number(query.get('partNumber')), body);
				return to.done(200, { etag: etagOf(body) });
			}
			if (method === 'DELETE') return to.done(204, {});
			const whole = [...known].sort(([a], [b]) => a - b).map(([, part]) => part);
			objects.set(path, { body: Buffer.concat(whole), written: new Date() });
			return to.xml(
				200,
				`<CompleteMultipartUploadResult>${tag('ETag', '"whole"')}</CompleteMultipartUploadResult>`
			);
		}
		if (method === 'PUT') {
			if (conditional && objects.has(path)) return to.error(412, 'PreconditionFailed');
			objects.set(path, { body, written: new Date() });
			return to.done(200, { etag: etagOf(body) });
		}
		if (method === 'DELETE') {
			objects.delete(path);
			return to.done(204, {});
		}
		if (query.get('list-type') === '2') return list(path, query, to);
		const found = objects.get(path);
		if (!found) return to.error(404, 'NoSuchKey');
		to.done(200, { etag: etagOf(found.body), 'content-length': found.body.length }, found.body);
	};
	const list = (path: string, query: URLSearchParams, to: Answer) => {
		const bucket = path.endsWith('/') ? path : `${path}/`;
		const after = query.get('continuation-token') ?? '';
		const keys = [...state.objects.keys()]
			.filter((one) => one.startsWith(bucket + (query.get('prefix') ?? '')))
			.map((one) => one.slice(bucket.length))
			.filter((key) => key > after)
			.sort();
		const page = keys.slice(0, PAGE);
		const contents = page.map((key) => {
			const written = state.objects.get(bucket + key)?.written.toISOString() ?? '';
			return `<Contents>${tag('Key', key)}${tag('LastModified', written)}</Contents>`;
		});
		const isCut = page.length < keys.length;
		const next = isCut ? tag('NextContinuationToken', page.at(-1) ?? '') : '';
		to.xml(
			200,
			`<ListBucketResult>${tag('IsTruncated', String(isCut))}${next}${contents.join('')}</ListBucketResult>`
		);
	};
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const served: S3Server = Object.assign(state, {
		endpoint: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	});
	return served;
}

/** An answer, or nobody to give it to. */
class Answer {
	readonly #response: ServerResponse | null;
	constructor(response: ServerResponse | null) {
		this.#response = response;
	}
	done(status: number, headers: Record<string, string | number>, body?: Buffer): void {
		this.#response?.writeHead(status, headers).end(body);
	}
	xml(status: number, text: string): void {
		this.#response
			?.writeHead(status, { 'content-type': 'application/xml' })
			.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
	}
	error(status: number, code: string): void {
		if (this.#response) error(this.#response, status, code);
	}
}

function error(response: ServerResponse, status: number, code: string): void {
	new Answer(response).xml(
		status,
		`<Error>${tag('Code', code)}${tag('Message', `invented: ${code}`)}</Error>`
	);
}

const tag = (name: string, text: string) =>
	`<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`;

const etagOf = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`;

async function bodyOf(request: IncomingMessage): Promise<Buffer[]> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return pieces;
}
