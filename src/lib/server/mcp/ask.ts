import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { BASE } from '../api/api-address.ts';

/** An API as one fetch handler, for one asker: its limits and turns are those of that asker. */
export type Fetch = (request: Request) => Response | Promise<Response>;

/** Asks the API for an address below `/api/v1`; a body is sent by POST as JSON. */
export type Ask = (path: string, query?: Query, body?: object) => Promise<unknown>;

/** A query before it is written: what is undefined or empty is left out, a list is joined with `~`. */
export type Query = Record<string, string | number | readonly string[] | undefined>;

/** What the API refused, in its own words: for whoever asked to mend. */
export class RefusedError extends Error {
	readonly status: number;
	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** Addresses inside the process: the host is never looked up. */
const INSIDE = 'http://api.invalid';
/** Times an answer may lead to the same question written another way. */
const REDIRECTS = 3;

/**
 * Asks the API inside this process.
 * @throws RefusedError with the API's words where it refuses
 */
export function askOf(fetch: Fetch): Ask {
	return async (path, query = {}, body) => {
		let address = addressOf(path, query);
		for (let times = 0; times <= REDIRECTS; times++) {
			const response = await fetch(requestFor(`${INSIDE}${address}`, body));
			const elsewhere = response.headers.get('location');
			if (elsewhere === null || response.status >= 400) return bodyOf(response);
			address = elsewhere;
		}
		throw new Error(`the API leads on and on from ${path}`);
	};
}

const requestFor = (url: string, body: object | undefined): Request =>
	body === undefined
		? new Request(url)
		: new Request(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			});

async function bodyOf(response: Response): Promise<unknown> {
	const body: unknown = await response.json();
	if (response.ok) return body;
	const { detail } = body as { detail?: string };
	throw new RefusedError(response.status, detail ?? `the API answered ${response.status}`);
}

/**
 * An address of the API.
 * @example addressOf('/actions', { region: ['US-VA', 'US-MD'] }) // '/api/v1/actions?region=US-VA~US-MD'
 */
export const addressOf = (path: string, query: Query): string => BASE + withQuery(path, query);

/** A path with its query. */
export function withQuery(path: string, query: Query): string {
	const params = new URLSearchParams();
	for (const [key, value] of Object.entries(query)) {
		const text = typeof value === 'object' ? value.join(LIST_SEPARATOR) : String(value ?? '');
		if (text !== '') params.set(key, text);
	}
	return params.size === 0
		? path
		: `${path}?${params.toString().replaceAll('%7E', LIST_SEPARATOR)}`;
}
