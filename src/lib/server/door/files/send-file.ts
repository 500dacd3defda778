import type { Ranged } from '../../api/hand-on/handed.ts';
import { isKnown, partOf } from './ranged.ts';
import type { Spooled } from './spool.ts';

/**
 * A file of the spool as an answer: what is not whole yet is sent as it is written; of one that is, a part may be asked
 * for, and a transfer that broke off goes on where it ended.
 * @param finished called once, when the last of it is out or the reader has gone
 * @throws whatever writing it fails with before its first byte
 */
export async function sendFile(
	file: Spooled,
	ranged: Ranged,
	finished: () => void
): Promise<Response> {
	// Read from now on: what nobody reads is given up.
	const whole = file.size === null ? file.read(finished) : null;
	let status: number;
	let headers: Record<string, string>;
	try {
		({ status, headers } = await file.head);
	} catch (error) {
		await whole?.cancel();
		throw error;
	}
	if (whole !== null || file.size === null)
		return new Response(whole ?? file.read(finished), { status, headers });
	const { size } = file;
	const tag = strongTag(headers['etag'] ?? '', file.path);
	const own = { ...headers, etag: tag, 'accept-ranges': 'bytes' };
	if (isKnown(ranged, tag)) {
		finished();
		return new Response(null, { status: 304, headers: own });
	}
	const part = partOf(ranged, tag, size);
	if (part === 'none') {
		finished();
		return new Response(null, {
			status: 416,
			headers: { ...own, 'content-range': `bytes */${size}` }
		});
	}
	const { from, to } = part ?? { from: 0, to: size };
	const length = { 'content-length': String(to - from) };
	const span = part && { 'content-range': `bytes ${from}-${to - 1}/${size}` };
	return new Response(file.read(finished, from, to), {
		status: part ? 206 : status,
		headers: { ...own, ...length, ...span }
	});
}

/**
 * The tag of these very bytes: the tag of an address stands for the same rows, which another file may hold in other
 * bytes, as a workbook with its time.
 */
const strongTag = (tag: string, path: string): string =>
	`"${tag.replace(/^W\/|"/g, '')}.${path.slice(-12)}"`;
