import { BASE, type Address } from './api-address.ts';
import type { Produced } from './cache.ts';
import { inside, type Keeping } from './inside.ts';
import { description } from './openapi/description.ts';
import type { Call } from './request/moment.ts';
import { noRoute } from './request/problem.ts';
import { allowOnly } from './request/request.ts';
import { draining, JSON_HEADERS } from './respond.ts';
import { answerAt } from './routes.ts';
import { LIVE_VIEWS, viewAnswer, viewAt, viewHeaders } from './views/index.ts';

/** The path of the description of the API. */
export const DOCUMENT = '/openapi';

const LIVE = new Set(['/health', '/live', '/releases', ...LIVE_VIEWS]);
/** Whether a path tells of this server at this moment: its answers are never kept. */
export const isLive = (path: string): boolean => LIVE.has(path);

const encoder = new TextEncoder();
/** A text as it is sent. */
export const bytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/**
 * What makes the body of an answer in JSON, and what answers about this moment. A view asks both for what it shows.
 * @param kept where answers are kept, and whether the server is about to end
 */
export function producing(kept: Keeping & { isDraining: () => boolean }) {
	/** @throws ProblemError 404 where nothing is answered, and those of what is asked */
	const produce = async ({ path }: Address, call: Call): Promise<Produced> => {
		if (path === DOCUMENT) {
			allowOnly(call, []);
			return { body: bytes(description()) };
		}
		const view = viewAt(path);
		if (view !== null) {
			const shown = await viewAnswer(view, call, within(call.moment));
			return { body: bytes(JSON.stringify(shown)), headers: viewHeaders(view, shown) };
		}
		const found = answerAt(path, call);
		if (found === undefined) throw noRoute(`${BASE}${path}`);
		return { body: bytes(JSON.stringify(found)) };
	};

	/** @throws ProblemError 503 where health is asked of a server that is about to end, and those of `produce` */
	const live = async (address: Address, call: Call): Promise<Response> => {
		if (address.path === '/health' && kept.isDraining()) throw draining();
		return new Response((await produce(address, call)).body, {
			headers: { ...JSON_HEADERS, 'cache-control': 'no-store' }
		});
	};

	const within = inside({ ...kept, isLive, live, produce });
	return { produce, live };
}
