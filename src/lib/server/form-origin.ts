/** Methods that send something. */
const SENDING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Whether a page is sent something from a page of another site, as far as the browser tells.
 *
 * The forms here change no state, no one logs in, and no cookie is set: a form sent from elsewhere could only show its
 * own list to its own reader. So the check may be lenient where a request does not say enough. It must be, behind a
 * proxy that passes on another Host than the reader's: there the Origin of the site's own form is not that of the
 * request. `Sec-Fetch-Site` is the browser's own comparison and needs no Host; it is missing from old browsers and on
 * plain HTTP, where `Origin` is compared with ORIGIN, if that is set.
 * @param origin the address of the site as ORIGIN states it, or null
 */
export function isSentFromElsewhere(
	{ method, headers }: Pick<Request, 'method' | 'headers'>,
	origin: string | null
): boolean {
	if (!SENDING.has(method)) return false;
	const site = headers.get('sec-fetch-site');
	if (site !== null) return site !== 'same-origin' && site !== 'none';
	const from = headers.get('origin');
	return origin !== null && from !== null && from !== origin;
}
