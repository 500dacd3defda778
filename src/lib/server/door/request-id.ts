import { randomUUID } from 'node:crypto';

/** Header in which the id of a request comes and goes. */
export const REQUEST_ID = 'x-request-id';

const SOUND = /^[\w.:=+/-]{1,64}$/;

/** The id of a request: the one a trusted proxy gave it, else a new one. */
export const requestId = (given: string | string[] | undefined, isProxied: boolean): string =>
	isProxied && typeof given === 'string' && SOUND.test(given) ? given : randomUUID();
