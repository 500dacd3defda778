import { closeSync, openSync, writeSync } from 'node:fs';
import type { Piece, Pieces } from '../pool/job.ts';
import type { Told } from '../pool/message.ts';

/**
 * Hands on a body piece by piece as it is made, to a file or to who asked; ends where nobody waits for it any more.
 * @throws whatever making or writing it fails with
 */
export async function handOn(
	body: ReadableStream<Uint8Array>,
	{ path, port }: Pieces,
	{ isLeft }: Told
): Promise<void> {
	const file = path === null ? null : openSync(path, 'a');
	const tell = (piece: Piece) => port.postMessage(piece);
	let written = 0;
	try {
		for await (const bytes of body as AsyncIterable<Uint8Array>) {
			// Leaving the loop cancels the stream.
			if (isLeft()) return;
			if (file === null) tell({ kind: 'sent', bytes: new Uint8Array(bytes) });
			else {
				for (let at = 0; at < bytes.byteLength;) at += writeSync(file, bytes, at);
				written += bytes.byteLength;
				tell({ kind: 'written', bytes: written });
			}
		}
	} finally {
		if (file !== null) closeSync(file);
		tell({ kind: 'end' });
	}
}
