import { ProblemError } from './problem.ts';

/** Longest query answered, in characters. */
const LONGEST_QUERY = 4096;

/** @throws ProblemError 414 where a query is longer than any real one. */
export function checkLength(search: string): void {
	if (search.length > LONGEST_QUERY)
		throw new ProblemError(
			414,
			`the query is ${search.length} characters long; at most ${LONGEST_QUERY} are read`
		);
}

/** Tokens of a client and when they were last counted. */
interface Bucket {
	tokens: number;
	at: number;
}

/**
 * A token bucket a client: `burst` costly requests at once, one more every `everyMs`.
 * At most `clients` are remembered, the least recent forgotten first.
 */
export function costlyLimit(
	{ burst, everyMs, clients }: { burst: number; everyMs: number; clients: number },
	now: () => number
): (client: string) => void {
	const buckets = new Map<string, Bucket>();
	return (client) => {
		const time = now();
		const before = buckets.get(client) ?? { tokens: burst, at: time };
		const tokens = Math.min(burst, before.tokens + (time - before.at) / everyMs);
		buckets.delete(client);
		buckets.set(client, { tokens: Math.max(0, tokens - 1), at: time });
		const oldest = buckets.keys().next().value;
		if (buckets.size > clients && oldest !== undefined) buckets.delete(oldest);
		if (tokens >= 1) return;
		const wait = Math.ceil(((1 - tokens) * everyMs) / 1000);
		throw new ProblemError(429, `too many whole-table downloads at once; come back in ${wait} s`, {
			headers: { 'retry-after': String(wait) }
		});
	};
}
