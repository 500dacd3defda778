import type { LRUCache } from 'lru-cache';
import { pathOf, type Address, type Redirect } from './api-address.ts';
import type { Produced, ResponseCache } from './cache.ts';
import { comparedWith } from './records/changes.ts';
import { callOf, type Call, type Moment } from './request/moment.ts';
import { ProblemError, problemResponse } from './request/problem.ts';
import { JSON_HEADERS } from './respond.ts';

/** What is asked inside the process has no host that is looked up. */
const INSIDE = 'http://api.invalid';

/** What answers a view, and where answers are kept. */
interface Answering {
	cache: ResponseCache;
	addresses: LRUCache<string, Address | Redirect>;
	/** Whether a path tells of this moment: never kept. */
	isLive: (path: string) => boolean;
	live: (address: Address, call: Call) => Promise<Response>;
	produce: (address: Address, call: Call) => Promise<Produced>;
}

/** The API as a view asks it: at the moment of the view, with nothing sent, and no question asked twice. */
export function inside(answering: Answering): (moment: Moment) => typeof fetch {
	return (moment) => {
		const asked = new Map<string, Promise<Response>>();
		return async (input) => {
			const asks = input instanceof Request ? input.url : input;
			const text = pathOf(new URL(asks, INSIDE).href);
			const answered = asked.get(text) ?? answerInside(answering, text, moment);
			asked.set(text, answered);
			return (await answered).clone();
		};
	};
}

/** An answer to a view; a question that is written otherwise is asked as it is written once. */
async function answerInside(answering: Answering, text: string, moment: Moment): Promise<Response> {
	const { cache, addresses, isLive, live, produce } = answering;
	try {
		const address = addresses.memo(text);
		if (address.kind === 'redirect') return await answerInside(answering, address.location, moment);
		const call = callOf(address.params, moment);
		const there = comparedWith(address, call);
		if (there !== null) return await answerInside(answering, there.location, moment);
		if (isLive(address.path)) return await live(address, call);
		const { release, on } = call.basis();
		const key = `${release.id} ${on} inside ${address.path}?${address.search}`;
		const headers = { ...JSON_HEADERS };
		const made = () => produce(address, call);
		const entry = cache.get(key) ?? (await cache.fill(key, 'identity', headers, made));
		return new Response(entry.body, { headers });
	} catch (error) {
		if (error instanceof ProblemError) return problemResponse(error, text);
		throw error;
	}
}
