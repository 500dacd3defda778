import { UpstreamFailure } from './failure.ts';

/** Names of UTF-8 and of what it holds unchanged. */
const READ = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/** The text of kept bytes, which were checked when they came; without a byte order mark. */
export const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

/**
 * Makes sure that bytes are text that can be read: wrong letters would pass for names and notes.
 * @throws UpstreamFailure where the charset is another than UTF-8, or the bytes are not what it says
 */
export function requireText(host: string, body: Uint8Array, contentType: string): void {
	const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
	if (!READ.has(charset))
		throw new UpstreamFailure('encoding', `${host}: sent text in ${charset}, and UTF-8 is read`);
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(body);
	} catch {
		throw new UpstreamFailure('encoding', `${host}: sent bytes that are no text in UTF-8`);
	}
}
