import type { CachedAnswer } from './cache.ts';
import type { Redirect } from './api-address.ts';
import type { Refused } from './request/turns.ts';
import { checkBody } from './request/limits.ts';
import { COMMON_HEADERS, ProblemError } from './request/problem.ts';

/** Headers of every answer that is JSON. */
export const JSON_HEADERS = {
	...COMMON_HEADERS,
	'content-type': 'application/json; charset=utf-8'
};

/** What an answer says that may be kept. */
export const cacheHeaders = (etag: string, control: string) => ({
	etag,
	'cache-control': control,
	vary: 'Accept-Encoding'
});

/** That who asks has the answer already. */
export const unchanged = (etag: string, control: string) =>
	new Response(null, {
		status: 304,
		headers: { ...COMMON_HEADERS, ...cacheHeaders(etag, control) }
	});

/** An answer as it is kept; only in the last minutes of a day does it have to say that it ends sooner. */
export function respond({ body, headers }: CachedAnswer, control: string): Response {
	const isSame = headers['cache-control'] === control;
	return new Response(body, {
		headers: isSame ? headers : { ...headers, 'cache-control': control }
	});
}

/** Where the answer is instead. */
export const redirect = ({ status, location }: Redirect) =>
	new Response(null, { status, headers: { ...COMMON_HEADERS, location } });

/** @throws ProblemError 405 */
export function otherMethod(request: Request): Response {
	checkBody(request.headers);
	if (request.method === 'OPTIONS') return preflight();
	throw new ProblemError(405, `${request.method} is not answered here; use GET`, {
		headers: { allow: 'GET, HEAD, OPTIONS' }
	});
}

const preflight = () =>
	new Response(null, {
		status: 204,
		headers: {
			...COMMON_HEADERS,
			'access-control-allow-methods': 'GET, HEAD, OPTIONS',
			'access-control-allow-headers': 'If-None-Match',
			'access-control-max-age': '86400'
		}
	});

/** A request that is turned away now. */
export const refusal = ({ status, words, retryAfterS }: Refused) =>
	new ProblemError(status, words, { headers: { 'retry-after': String(retryAfterS) } });

/** That the server is about to end. */
export const draining = () =>
	new ProblemError(503, 'The server is about to end: it finishes what it has begun. Ask another.', {
		headers: { connection: 'close' }
	});
