import type { IncomingMessage, ServerResponse } from 'node:http';
import { isApiPath } from '../../api/api-address.ts';
import { REQUEST_ID } from '../request-id.ts';
import { COMMON_HEADERS, problemResponse, type ProblemError } from '../../api/request/problem.ts';

/** Path of a request as it was sent, without its query. */
export const pathOf = ({ url = '/' }: Pick<IncomingMessage, 'url'>): string =>
	url.split('?', 1)[0] ?? '/';

/**
 * Answers a request with a failure before, or instead of, the API or a page: problem details where the API is asked
 * or JSON is wanted, else a page that says it. Where an answer has begun already the connection is cut, so that
 * nobody takes a part for the whole.
 */
export async function refuseRequest(
	request: IncomingMessage,
	response: ServerResponse,
	problem: ProblemError
): Promise<void> {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	const path = pathOf(request);
	const answer = answerOf(problem, path, request.headers.accept ?? '');
	for (const name of response.getHeaderNames())
		if (name !== REQUEST_ID) response.removeHeader(name);
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	response.end(request.method === 'HEAD' ? undefined : await answer.text());
}

/** Data of a page is fetched by the page before it, which shows the message. */
const PAGE_DATA = '/__data.json';

function answerOf(problem: ProblemError, path: string, accept: string): Response {
	if (path.endsWith(PAGE_DATA)) {
		const { status, message, headers } = problem;
		return Response.json({ message }, { status, headers });
	}
	return isApiPath(path) || accept.includes('json')
		? problemResponse(problem, path)
		: pageOf(problem);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);

const pageOf = ({ status, message, headers }: ProblemError): Response =>
	new Response(
		`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Error ${status} · Groundswell</title><h1>Error ${status}</h1><p>${escaped(message)}</p><p><a href="/">Overview</a></p></html>`,
		{
			status,
			headers: {
				'content-type': 'text/html; charset=utf-8',
				'cache-control': 'no-store',
				'x-content-type-options': COMMON_HEADERS['x-content-type-options'],
				'content-security-policy': COMMON_HEADERS['content-security-policy'],
				...headers
			}
		}
	);
