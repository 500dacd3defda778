import type { IncomingHttpHeaders } from 'node:http';
import { requireText } from './body-text.ts';
import { errorInData, errorText, isThrottling } from './error-text.ts';
import { UpstreamFailure } from './failure.ts';
import { request, type Limits, type Reply, type StandIn } from './request.ts';
import { secretsOf, type Secrets } from './secrets.ts';

/** What an upstream wants fetched. */
export interface Wanted {
	/** Address as it may be written down. */
	url: string;
	/** Query parameters that may not: a key. It is cut out of whatever the answer repeats of it. */
	secret?: Record<string, string>;
	/** What else may not be kept where an answer repeats it. */
	hidden?: readonly (string | null)[];
	/** Hosts that may be asked and redirected to. */
	hosts: readonly string[];
	/** Media types that are taken for the format. */
	types: readonly string[];
	/** Largest body taken, in bytes. */
	maxBytes: number;
	/** Whether the body is of another kind than text. */
	binary?: boolean;
	/** What the kept copy was sent with, for a conditional request. */
	known?: { etag: string | null; last_modified: string | null; fetched_at: string };
}

export interface Fresh {
	status: 'fresh';
	body: Buffer;
	contentType: string;
	etag: string | null;
	lastModified: string | null;
}

export type Fetched = Fresh | { status: 'not_modified' };

/** How to fetch; what a test replaces is here. */
export interface FetcherOptions {
	/** Names the product and its version, and whom to write to where that is asked for. */
	userAgent: string;
	limits?: Partial<Omit<Limits, 'maxBytes'>>;
	/** Tries in all. */
	tries?: number;
	/** For all parts of an upstream, in milliseconds: what is left then waits for the next run. */
	budgetMs?: number;
	sleep?: (ms: number) => Promise<void>;
	/** From 0 to 1, spreads the retries of many users. */
	random?: () => number;
	now?: () => Date;
	standIn?: StandIn;
}

const LIMITS = { connectMs: 10_000, idleMs: 20_000, totalMs: 300_000 };
const TRIES = 4;
const FIRST_PAUSE_MS = 1_000;
/** A server that asks for a longer pause is left alone until the next run. */
const LONGEST_PAUSE_MS = 60_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 3;
/** Refusals that pass: RFC 9110 (408), RFC 8470 (425), RFC 6585 (429), and a code some use for "enhance your calm". */
const PASSING = new Set([408, 420, 425, 429]);
/** Faults of a server that do not pass: what was asked for is not made, nor the protocol spoken. */
const STAYING = new Set([501, 505]);
const passes = (status: number) => PASSING.has(status) || (status >= 500 && !STAYING.has(status));

/** Statuses that say that nothing is there (any more). */
const GONE = new Set([404, 410]);

/**
 * Fetches over https from allowed hosts, with conditional requests, limits and retries.
 * @throws UpstreamFailure of the last try
 */
export async function fetchUpstream(wanted: Wanted, options: FetcherOptions): Promise<Fetched> {
	const sleep = options.sleep ?? pause;
	const tries = options.tries ?? TRIES;
	// An answer that took as long as one may is not waited for again.
	const until = performance.now() + (options.limits?.totalMs ?? LIMITS.totalMs);
	for (let attempt = 1; ; attempt++) {
		const outcome = await attemptOnce(wanted, options);
		if ('status' in outcome) return outcome;
		const { failure, retryAfterMs } = outcome;
		if (!failure.passing || attempt >= tries || performance.now() >= until) throw failure;
		if (retryAfterMs !== null && retryAfterMs > LONGEST_PAUSE_MS)
			throw new UpstreamFailure(
				'asks_to_wait',
				`${failure.message}; it asks to wait ${Math.round(retryAfterMs / 1000)} s, so it is left for the next run`
			);
		// A server that asks for no pause at all is not asked faster for it.
		await sleep(Math.max(retryAfterMs ?? 0, backoff(attempt, options.random ?? Math.random)));
	}
}

interface Failed {
	failure: UpstreamFailure;
	/** How long the server asks to wait, or null. */
	retryAfterMs: number | null;
}

async function attemptOnce(wanted: Wanted, options: FetcherOptions): Promise<Fetched | Failed> {
	const secrets = secretsOf([...Object.values(wanted.secret ?? {}), ...(wanted.hidden ?? [])]);
	try {
		const { url, reply } = await follow(wanted, options);
		if (reply.status === 304 && wanted.known) return { status: 'not_modified' };
		// Before its words are cut to length: half a key is one too.
		const told = (body: Buffer) => secrets.cutFromBytes(body);
		if (reply.status !== 200)
			return {
				failure: statusFailure(url, { ...reply, body: told(reply.body) }),
				retryAfterMs: retryAfter(reply.headers, options.now?.() ?? new Date())
			};
		return scrubbed(fresh(url, reply, wanted, told), secrets);
	} catch (error) {
		if (error instanceof UpstreamFailure)
			return { failure: without(secrets, error), retryAfterMs: null };
		throw error;
	}
}

const without = ({ cutFrom }: Secrets, { kind, message, passing }: UpstreamFailure) =>
	new UpstreamFailure(kind, cutFrom(message), passing);

/** An answer without what was sent: it is hashed and kept so, and a new key makes no new data. */
function scrubbed(answer: Fresh, { cutFrom, cutFromBytes }: Secrets): Fresh {
	// A tag that holds a secret cannot be sent back, and so is of no use.
	const whole = (tag: string | null) => (tag === null || cutFrom(tag) === tag ? tag : null);
	return {
		...answer,
		body: cutFromBytes(answer.body),
		contentType: cutFrom(answer.contentType),
		etag: whole(answer.etag),
		lastModified: whole(answer.lastModified)
	};
}

/** Asks, and follows redirects as far as they stay on https and on the allowed hosts. */
async function follow(
	wanted: Wanted,
	options: FetcherOptions
): Promise<{ url: URL; reply: Reply }> {
	const limits = { ...LIMITS, ...options.limits, maxBytes: wanted.maxBytes };
	let url = withSecret(wanted);
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		requireAllowed(url, wanted.hosts, hop);
		const reply = await request(url, headersFor(wanted, options), limits, options.standIn);
		const location = reply.headers.location;
		if (!REDIRECTS.has(reply.status) || location === undefined) return { url, reply };
		url = target(location, url);
	}
	throw new UpstreamFailure(
		'too_many_redirects',
		`${url.host}: redirected more than ${MOST_REDIRECTS} times`
	);
}

function withSecret({ url, secret = {} }: Wanted): URL {
	const full = new URL(url);
	for (const [name, value] of Object.entries(secret)) full.searchParams.set(name, value);
	return full;
}

function target(location: string, from: URL): URL {
	if (!URL.canParse(location, from))
		throw new UpstreamFailure(
			'redirect_refused',
			`${from.host}: redirected to an address that cannot be read`
		);
	return new URL(location, from);
}

function requireAllowed(url: URL, hosts: readonly string[], hop: number): void {
	const redirected = hop > 0 ? 'redirected to ' : '';
	if (url.protocol !== 'https:')
		throw new UpstreamFailure(
			'not_https',
			`${redirected}${url.protocol}//${url.host}: only https is fetched`
		);
	if (!hosts.includes(url.host))
		throw new UpstreamFailure(
			hop > 0 ? 'redirect_refused' : 'host_not_allowed',
			`${redirected}${url.host}: only ${hosts.join(', ')} may be asked`
		);
}

function headersFor({ known, types }: Wanted, options: FetcherOptions): Record<string, string> {
	return {
		// A header takes no letter beyond ASCII that every server reads; an address may have some.
		'user-agent': options.userAgent.replace(/[^\x20-\x7e]+/gu, encodeURIComponent),
		accept: types.join(', '),
		'accept-encoding': 'identity',
		...(known?.etag ? { 'if-none-match': known.etag } : {}),
		...(known?.last_modified && isPast(known.last_modified, known.fetched_at)
			? { 'if-modified-since': known.last_modified }
			: {})
	};
}

/**
 * Whether a date a server gave its bytes lies before the day they came. One in the future, of a clock that runs
 * ahead, would have the server say "not modified" of what it changes until then.
 */
const isPast = (lastModified: string, fetchedAt: string) =>
	Date.parse(lastModified) <= Date.parse(fetchedAt);

function statusFailure(url: URL, { status, body, headers }: Reply): UpstreamFailure {
	const said = errorText(body, headers['content-type']);
	const asksToWait = status === 403 && headers['retry-after'] !== undefined;
	const throttled = !passes(status) && isThrottling(said, asksToWait);
	return new UpstreamFailure(
		GONE.has(status) ? 'gone' : 'status',
		`${url.host} answered ${status}${said === '' ? '' : `: ${said}`}${throttled ? ' (asked too often)' : ''}`,
		throttled || passes(status)
	);
}

/** @param told a body as it may be told of */
function fresh(
	url: URL,
	{ headers, body }: Reply,
	wanted: Wanted,
	told: (body: Buffer) => Buffer
): Fresh {
	const contentType = headers['content-type'] ?? '';
	const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
	const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!['', 'identity'].includes(encoding))
		throw new UpstreamFailure(
			'encoding',
			`${url.host}: sent ${encoding} though none was asked for`
		);
	const refuse = (kind: 'html' | 'status', what: string, said: string): never => {
		throw new UpstreamFailure(
			kind,
			`${url.host}${what}${said === '' ? '' : `: ${said}`}`,
			isThrottling(said, false)
		);
	};
	if (type === 'text/html' || /^\s*<(!doctype|html|\?xml)/i.test(body.subarray(0, 200).toString()))
		refuse('html', ': sent a web page instead of data', errorText(told(body), contentType));
	const said = errorInData(body) === '' ? '' : errorInData(told(body));
	if (said !== '') refuse('status', ' answered 200 with an error', said);
	if (!wanted.types.includes(type))
		throw new UpstreamFailure(
			'content_type',
			`${url.host}: sent "${contentType}", expected ${wanted.types.join(' or ')}`
		);
	if (body.length === 0) throw new UpstreamFailure('shape', `${url.host}: sent nothing`);
	if (wanted.binary !== true) requireText(url.host, body, contentType);
	return {
		status: 'fresh',
		body,
		contentType,
		etag: headers.etag ?? null,
		lastModified: headers['last-modified'] ?? null
	};
}

/**
 * How long a server asks to wait, in milliseconds: RFC 9110, 10.2.3, seconds or a date.
 * Null where it does not ask, or not in a form that can be read.
 */
export function retryAfter(headers: IncomingHttpHeaders, now: Date): number | null {
	const value = headers['retry-after']?.trim() ?? '';
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	// What is no date of RFC 9110, like "1.5", is read as some day of long ago.
	const date = /^[A-Za-z]{3,9},? .*\d{2}:\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
	return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/** 1, 2, 4 ... seconds, the second half of each left to chance. */
const backoff = (attempt: number, random: () => number) =>
	FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + random() / 2);

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
