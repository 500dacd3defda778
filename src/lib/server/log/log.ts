import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './log-levels.ts';

const LOG = Symbol.for('groundswell.log');
const REQUEST = Symbol.for('groundswell.request');
/** Pages are a bundle of their own in the same process: both write to one log and know one request. */
const shared = globalThis as typeof globalThis & {
	[LOG]?: Logger;
	[REQUEST]?: AsyncLocalStorage<string>;
};

const request = (shared[REQUEST] ??= new AsyncLocalStorage<string>());

/** Runs what answers a request; lines written meanwhile carry its id. */
export const withRequest = <Result>(id: string, answer: () => Result): Result =>
	request.run(id, answer);

/** The id of the request that is being answered; null outside one. */
export const requestNow = (): string | null => request.getStore() ?? null;

/** The log of this process: a JSON object a line. */
export const log = (): Logger => (shared[LOG] ??= made('warn'));

/** Sets how much is written, and where to: standard output by default. */
export function openLog(level: LogLevel, destination?: DestinationStream): void {
	shared[LOG] = made(level, destination);
}

const made = (level: LogLevel, destination?: DestinationStream): Logger =>
	pino(
		{
			level,
			base: null,
			timestamp: stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
			mixin: () => {
				const id = request.getStore();
				return id === undefined ? {} : { request: id };
			}
		},
		...(destination === undefined ? [] : [destination])
	);

const CUT_OFF = new Set(['ECONNRESET', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Whether a failure is that whoever asked went away in the middle: no fault of the server, and nothing to write down. */
export const isCutOff = (error: unknown): boolean =>
	error instanceof Error &&
	(('code' in error && CUT_OFF.has(String(error.code))) ||
		error.name === 'AbortError' ||
		(error.cause !== undefined && isCutOff(error.cause)));

/** Writes down a failure of the server. What was asked is known by the id of the request. */
export function logFailure(error: unknown, words: string): void {
	log().error({ err: error }, words);
}
