import { delimiter } from 'node:path';
import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from './log/log-levels.ts';
import { trustOf } from './reached.ts';
import { copyFolder, isStore, storeOf, type StoreAddress } from './store/objects/bucket.ts';

function isTrust(proxies: string[]): boolean {
	try {
		trustOf(proxies);
		return true;
	} catch {
		return false;
	}
}

/** Addresses and networks as proxy-addr takes them. */
const networks = z
	.string()
	.transform((value) =>
		value
			.split(',')
			.map((part) => part.trim())
			.filter((part) => part !== '')
	)
	.refine(isTrust);

const seconds = (least: number, most: number) =>
	z
		.string()
		.regex(/^\d{1,3}$/)
		.transform(Number)
		.pipe(z.int().min(least).max(most));

const service = z
	.string()
	.regex(/^https?:\/\/\S+$/)
	.refine((value) => URL.canParse(value));

const schema = z.object({
	PORT: z
		.string()
		.regex(/^\d{1,5}$/)
		.transform(Number)
		.pipe(z.int().min(0).max(65535))
		.default(3000),
	HOST: z.string().min(1).regex(/^\S+$/).default('127.0.0.1'),
	ORIGIN: z
		.string()
		.regex(/^https?:\/\/[^\s/?#]+$/)
		.refine((value) => URL.canParse(value))
		.transform((value) => new URL(value).origin)
		.optional(),
	GROUNDSWELL_TRUSTED_PROXY: networks.default([]),
	GROUNDSWELL_DATA: z
		.string()
		.transform((value) => value.split(delimiter).filter((part) => part !== ''))
		.default([]),
	GROUNDSWELL_RELEASES: z
		.string()
		.min(1)
		.refine((value) => !isStore(value) || storeOf(value) !== null)
		.default('data/releases'),
	GROUNDSWELL_COPY: z.string().min(1).optional(),
	AWS_ENDPOINT_URL: service.optional(),
	AWS_ENDPOINT_URL_S3: service.optional(),
	AWS_REGION: z
		.string()
		.regex(/^[\w-]+$/)
		.optional(),
	GROUNDSWELL_KEEP: z
		.string()
		.regex(/^[1-9]\d{0,5}$/)
		.transform(Number)
		.optional(),
	GROUNDSWELL_WAIT: seconds(1, 60).default(1),
	GROUNDSWELL_CONNECTIONS: z
		.string()
		.regex(/^[1-9]\d{0,5}$/)
		.transform(Number)
		.default(2000),
	GROUNDSWELL_DRAIN_DELAY: seconds(0, 300).default(0),
	GROUNDSWELL_METRICS: networks.optional(),
	GROUNDSWELL_LOG: z.enum(LOG_LEVELS).optional(),
	GROUNDSWELL_SECURITY_CONTACT: z
		.string()
		.regex(/^([^\s@:]+@[^\s@]+|https:\/\/\S+)$/)
		.optional(),
	GROUNDSWELL_REPORTS: z
		.string()
		.regex(/^([^\s@:]+@[^\s@]+|https:\/\/\S+)$/)
		.optional(),
	GROUNDSWELL_CONTACT: z
		.string()
		.regex(/^[^\s@]+@[^\s@]+$/)
		.optional(),
	EIA_API_KEY: z
		.string()
		.regex(/^[\w-]+$/)
		.optional()
});

const EXPECTED: Record<keyof z.output<typeof schema>, string> = {
	PORT: 'a port number from 0 to 65535',
	HOST: 'an address to listen on, for example 127.0.0.1 or 0.0.0.0',
	ORIGIN:
		'where readers reach the site, for example https://groundswell.example.org, without a path',
	GROUNDSWELL_TRUSTED_PROXY:
		'addresses or networks of proxies to believe, joined with a comma, for example loopback or 10.0.0.0/8',
	GROUNDSWELL_DATA: `folders to lay over the embedded data, joined with "${delimiter}"`,
	GROUNDSWELL_RELEASES:
		'the folder of built releases, or a store of them, for example s3://bucket/prefix',
	GROUNDSWELL_COPY: 'the folder in which the releases of a store are copied',
	AWS_ENDPOINT_URL: 'the address of an S3 service, for example https://s3.example.org',
	AWS_ENDPOINT_URL_S3: 'the address of an S3 service, for example https://s3.example.org',
	AWS_REGION: 'a region of the S3 service, for example eu-central-1',
	GROUNDSWELL_KEEP: 'how many of the newest releases to keep, from 1; without it all are kept',
	GROUNDSWELL_WAIT: 'how many seconds a request may wait for its turn, from 1 to 60',
	GROUNDSWELL_CONNECTIONS: 'how many connections may be open at once, from 1',
	GROUNDSWELL_DRAIN_DELAY:
		'how many seconds the server says that it is about to end before it does, from 0 to 300',
	GROUNDSWELL_METRICS:
		'addresses or networks that may read /metrics, joined with a comma, for example 10.0.0.0/8',
	GROUNDSWELL_LOG: `how much is logged: ${LOG_LEVELS.join(', ')}`,
	GROUNDSWELL_SECURITY_CONTACT:
		'an e-mail address or an https address, told in /.well-known/security.txt',
	GROUNDSWELL_REPORTS:
		'an e-mail address or an https address, where reports of errors in the records are taken',
	GROUNDSWELL_CONTACT: 'an e-mail address, told to upstreams that ask who runs a program',
	EIA_API_KEY: 'the key of the EIA’s API as it was mailed: letters, digits, - and _'
};

/** Settings whose value no message repeats. */
const SECRET = new Set(['EIA_API_KEY']);

/** Settings of the process. */
export interface Settings {
	port: number;
	host: string;
	/** Where readers reach the site through a proxy, for addresses that must be whole; null: where the request came to. */
	origin: string | null;
	/** Proxies that are believed about scheme, host and client, as proxy-addr takes them. */
	trustedProxies: string[];
	/** User folders to lay over the embedded data. */
	overlays: string[];
	/** Folder of built releases; where they lie in a store, of this machine's copies. */
	releases: string;
	/** Where releases are published for many servers; null where the folder is all there is. */
	store: StoreAddress | null;
	/** How many of the newest releases are kept; null for all. */
	keep: number | null;
	/** How long a request may wait for its turn, in ms. */
	waitMs: number;
	/** How many connections may be open at once. */
	connections: number;
	/** How long the server says that it is about to end before it does, in ms. */
	drainDelayMs: number;
	/** Addresses and networks that may read the metrics; null for programs on this machine. */
	metrics: string[] | null;
	/** How much is logged; null where nothing is said. */
	log: LogLevel | null;
	/** Whom to tell of a security problem; null where nobody is named. */
	securityContact: string | null;
	/** Where reports of errors are taken, an e-mail or https address; null where nobody is named. */
	reports: string | null;
	/** Whom an upstream can write to; null where none is given. */
	contact: string | null;
	/** Key of the EIA's API; null where none is given. */
	eiaKey: string | null;
}

/** A setting in the environment is not what it should be; the message is one line. */
export class SettingsError extends Error {}

/**
 * Reads every setting from the environment: the one place that does.
 * @throws SettingsError naming each bad value and what was expected.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
	const given = Object.fromEntries(
		Object.keys(EXPECTED)
			.map((name) => [name, env[name]] as const)
			.filter(([, value]) => value !== undefined && value !== '')
	);
	const parsed = schema.safeParse(given);
	if (!parsed.success) {
		const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
		throw new SettingsError(
			names
				.map(
					(name) =>
						`${name}="${SECRET.has(name) ? '***' : (env[name] ?? '')}": expected ${EXPECTED[name as keyof typeof EXPECTED]}`
				)
				.join('; ')
		);
	}
	const {
		PORT,
		HOST,
		ORIGIN,
		GROUNDSWELL_TRUSTED_PROXY,
		GROUNDSWELL_DATA,
		GROUNDSWELL_RELEASES,
		GROUNDSWELL_COPY,
		AWS_ENDPOINT_URL,
		AWS_ENDPOINT_URL_S3,
		AWS_REGION,
		GROUNDSWELL_KEEP,
		GROUNDSWELL_WAIT,
		GROUNDSWELL_CONNECTIONS,
		GROUNDSWELL_DRAIN_DELAY,
		GROUNDSWELL_METRICS,
		GROUNDSWELL_LOG,
		GROUNDSWELL_SECURITY_CONTACT,
		GROUNDSWELL_REPORTS,
		GROUNDSWELL_CONTACT,
		EIA_API_KEY
	} = parsed.data;
	const place = storeOf(GROUNDSWELL_RELEASES);
	const endpoint = AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL ?? null;
	// A service beside Amazon's takes any.
	const region = AWS_REGION ?? (endpoint === null ? null : 'us-east-1');
	return {
		port: PORT,
		host: HOST,
		origin: ORIGIN ?? null,
		trustedProxies: GROUNDSWELL_TRUSTED_PROXY,
		overlays: GROUNDSWELL_DATA,
		releases: place === null ? GROUNDSWELL_RELEASES : (GROUNDSWELL_COPY ?? copyFolder(place)),
		store: place === null ? null : { ...place, endpoint, region },
		keep: GROUNDSWELL_KEEP ?? null,
		waitMs: GROUNDSWELL_WAIT * 1000,
		connections: GROUNDSWELL_CONNECTIONS,
		drainDelayMs: GROUNDSWELL_DRAIN_DELAY * 1000,
		metrics: GROUNDSWELL_METRICS ?? null,
		log: GROUNDSWELL_LOG ?? null,
		securityContact: GROUNDSWELL_SECURITY_CONTACT ?? null,
		reports: GROUNDSWELL_REPORTS ?? null,
		contact: GROUNDSWELL_CONTACT ?? null,
		eiaKey: EIA_API_KEY ?? null
	};
}
