import { ProblemError } from './problem.ts';

/** Longest address answered, in characters: no real one comes near. */
const LONGEST_ADDRESS = 4096;
/** Largest body a request may bring, in bytes; nothing here reads one. */
const LARGEST_BODY = 16_384;

/** @throws ProblemError 414 where an address is longer than any real one. */
export function checkLength(address: string): void {
	if (address.length > LONGEST_ADDRESS)
		throw new ProblemError(
			414,
			`the address is ${address.length} characters long; at most ${LONGEST_ADDRESS} are read`
		);
}

/** @throws ProblemError 413 where a request announces more than it can mean. */
export function checkBody(headers: Headers): void {
	const length = Number(headers.get('content-length') ?? 0);
	if (length > LARGEST_BODY)
		throw new ProblemError(
			413,
			`the request brings ${length} bytes; at most ${LARGEST_BODY} are let in, and none are read`,
			{ headers: { connection: 'close' } }
		);
}

/** Tokens of a client and when they were last counted. */
interface Bucket {
	tokens: number;
	at: number;
}

/**
 * A token bucket a client: `burst` costly requests at once, one more every `everyMs`; one of weight 3 counts as three.
 * At most `clients` are remembered, the least recent forgotten first.
 * @throws ProblemError 429, from the function it gives, with when to come back
 */
export function costlyLimit(
	{
		burst,
		everyMs,
		clients,
		what = 'whole-table downloads'
	}: { burst: number; everyMs: number; clients: number; what?: string },
	now: () => number
): (client: string, weight?: number) => void {
	const buckets = new Map<string, Bucket>();
	return (client, weight = 1) => {
		const time = now();
		const before = buckets.get(client) ?? { tokens: burst, at: time };
		const tokens = Math.min(burst, before.tokens + Math.max(0, time - before.at) / everyMs);
		buckets.delete(client);
		buckets.set(client, { tokens: tokens >= weight ? tokens - weight : tokens, at: time });
		const oldest = buckets.keys().next().value;
		if (buckets.size > clients && oldest !== undefined) buckets.delete(oldest);
		if (tokens >= weight) return;
		throw tooMany(429, `too many ${what}`, ((weight - tokens) * everyMs) / 1000);
	};
}

/**
 * Lets a number of downloads run at once.
 * @returns a function that takes a place and gives back what frees it, once
 * @throws ProblemError 503, from the function it gives, while all places are taken
 */
export function slots(count: number): () => () => void {
	let taken = 0;
	return () => {
		if (taken >= count) throw tooMany(503, `${count} downloads are running`, 10);
		taken++;
		let held = true;
		return () => {
			if (held) taken--;
			held = false;
		};
	};
}

function tooMany(status: number, what: string, seconds: number): ProblemError {
	const wait = Math.ceil(seconds);
	return new ProblemError(status, `${what}; come back in ${wait} s`, {
		headers: { 'retry-after': String(wait) }
	});
}
