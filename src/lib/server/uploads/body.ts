import { LIMITS, tooLarge } from '../screening/upload.ts';
import { LeftError } from '../pool/index.ts';

/** A body as it was sent, with its content type. */
export interface Upload {
	bytes: Uint8Array<ArrayBuffer>;
	type: string;
}

/**
 * The body of a request, read only as far as a list may be long.
 * @throws UploadError 413 where it is longer, at once where it says so; LeftError where it breaks off
 */
export async function bodyOf(request: Request): Promise<Upload> {
	if (Number(request.headers.get('content-length') ?? 0) > LIMITS.bytes) throw tooLarge();
	return {
		bytes: await readBounded(request.body),
		type: request.headers.get('content-type') ?? ''
	};
}

/**
 * A body as bytes, whatever length it announces.
 * @throws UploadError 413 where it is longer than a list may be; LeftError where it breaks off
 */
export async function readBounded(
	body: ReadableStream<Uint8Array> | null
): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of unbroken(body)) {
		length += chunk.byteLength;
		// Leaving the loop cancels the stream: what is still to come is not read.
		if (length > LIMITS.bytes) throw tooLarge();
		chunks.push(chunk);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

/** A body in which every failure is that of its sender, who has left. */
async function* unbroken(
	body: ReadableStream<Uint8Array> | null
): AsyncGenerator<Uint8Array, void, undefined> {
	if (body === null) return;
	const reader = body.getReader();
	let isWhole = false;
	try {
		for (;;) {
			const { done, value } = await reader.read().catch((error: unknown) => {
				throw new LeftError('the upload broke off', { cause: error });
			});
			isWhole = done;
			if (value === undefined) return;
			yield value;
		}
	} finally {
		if (!isWhole) await reader.cancel().catch(() => undefined);
	}
}
