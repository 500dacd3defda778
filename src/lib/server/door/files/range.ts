import type { IncomingMessage } from 'node:http';

/** One span of bytes, its end left open or not. */
const SPAN = /^bytes=(\d{1,15})-(\d{0,15})$/;

/**
 * Takes away a Range header that is no span of bytes with its ends in order: RFC 9110 (14.2) has a server ignore it,
 * and what serves files would fail over it.
 */
export function ignoreOddRange({ headers }: Pick<IncomingMessage, 'headers'>): void {
	const { range } = headers;
	if (range === undefined) return;
	const [, first, last] = SPAN.exec(range) ?? [];
	if (first === undefined || (last !== '' && Number(last) < Number(first))) delete headers.range;
}
