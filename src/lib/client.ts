import { error } from '@sveltejs/kit';
import { hc, type ClientResponse } from 'hono/client';
import { keepMoment } from '#lib/domain/filter/moment.ts';
import type { Api } from '#lib/server/api/app.ts';

/**
 * The API as typed calls, through the `fetch` of a load function: no socket on the server, none on hydration.
 * @param url the page's address: every call is for the release and the day it asks for, unless the call says
 * otherwise; without it, for now
 */
export const client = (fetch: typeof globalThis.fetch, url?: URL) =>
	hc<Api>('/api/v1', { fetch: url === undefined ? fetch : atMoment(fetch, url) });

/** Answers about the server itself, which have no past. */
const OF_NOW = /^\/api\/v1\/(health|releases)\b/;

const atMoment =
	(fetch: typeof globalThis.fetch, url: URL): typeof globalThis.fetch =>
	(input, init) =>
		typeof input === 'string' && !OF_NOW.test(input)
			? fetch(keepMoment(input, url.searchParams), init)
			: fetch(input, init);

/** A page's query as the API takes it: some keys of the page kept to itself, others set. */
export function queryOf(
	url: URL,
	set: Record<string, string> = {},
	own: readonly string[] = []
): Record<string, string> {
	const query: Record<string, string> = {};
	for (const [key, value] of url.searchParams)
		if (value !== '' && !own.includes(key)) query[key] = value;
	return { ...query, ...set };
}

/** The body of the answers with status 200 among the answers of a route. */
type Good<Answer> = Answer extends ClientResponse<infer Body, 200, 'json'> ? Body : never;

/**
 * The body of an answer.
 * @throws the page's error with the API's own words where it refused.
 */
export async function bodyOf<Answer extends ClientResponse<unknown, number, 'json'>>(
	pending: Promise<Answer>
): Promise<Good<Answer>> {
	const response = await pending;
	if (response.ok) return (await response.json()) as Good<Answer>;
	const problem = (await response.json()) as { detail?: string };
	error(response.status, problem.detail ?? `the API answered ${response.status}`);
}
