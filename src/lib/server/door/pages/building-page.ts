import type { ServerResponse } from 'node:http';
import { wordsOf, type Building } from '../../api/request/moment.ts';
import { COMMON_HEADERS } from '../../api/request/problem.ts';

/** After how many seconds a browser looks again. */
const AGAIN_S = 3;

/** What every page is while the first release is being built: what is being done and how far it is. */
export function sendBuilding(response: ServerResponse, state: Building): void {
	const words = wordsOf(state);
	const bar =
		state.of === null ? '' : `<progress max="${state.of}" value="${state.done}"></progress>`;
	response.writeHead(503, {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': COMMON_HEADERS['content-security-policy'],
		'retry-after': String(AGAIN_S),
		// Not by a script, so that the page needs none.
		refresh: String(AGAIN_S)
	});
	response.end(
		response.req.method === 'HEAD'
			? undefined
			: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Groundswell is getting ready</title><h1>Groundswell is getting ready</h1><p>The first version of the data is being built. This takes about a minute.</p><p role="status">Now ${words}. ${bar}</p><p>This page looks again by itself.</p></html>`
	);
}
