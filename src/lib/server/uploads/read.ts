import { BusyError, ExhaustedError, LeftError, workers } from '../pool/index.ts';
import type { SentForm } from '../screening/form.ts';
import type { ListedSites } from '../screening/read-list.ts';
import { valueIn } from '../screening/refusal.ts';
import { UploadError } from '../screening/upload.ts';
import { bodyOf, type Upload } from './body.ts';

export type { SentForm };

/** How a list that was not read is answered. */
export interface Refusal {
	status: number;
	message: string;
	headers: Record<string, string>;
}

/** Why an upload was not read, where that is none of this server's failures; else null. */
export function refusalOf(error: unknown): Refusal | null {
	if (error instanceof UploadError) {
		const { status, message } = error;
		// What of a body that is too large is still to come is not read.
		return { status, message, headers: status === 413 ? { connection: 'close' } : {} };
	}
	if (error instanceof BusyError)
		return {
			status: 503,
			message: error.message,
			headers: { 'retry-after': String(error.retryAfter) }
		};
	return error instanceof LeftError
		? { status: 400, message: 'the upload broke off', headers: {} }
		: null;
}

/**
 * The sites of an upload, read in a worker: nothing that is sent holds up who asks for something else.
 * @param reserved names of columns that will stand beside what is carried
 * @throws UploadError where it cannot be read within the limits; BusyError where nobody can read it now; LeftError where
 * `signal` says that the sender has left
 */
export async function listIn(
	{ bytes, type }: Upload,
	reserved: readonly string[],
	signal?: AbortSignal
): Promise<ListedSites> {
	return within(async () => {
		const input = { bytes, type, reserved };
		return valueIn(await workers().run('list', input, { signal, transfer: [bytes.buffer] }));
	});
}

/**
 * The fields and the file of a form, read in a worker.
 * @throws UploadError, BusyError and LeftError as `listIn` does
 */
export async function formIn(request: Request): Promise<SentForm> {
	const upload = await bodyOf(request);
	return within(async () =>
		valueIn(
			await workers().run('form', upload, {
				signal: request.signal,
				transfer: [upload.bytes.buffer]
			})
		)
	);
}

async function within<Value>(read: () => Promise<Value>): Promise<Value> {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof ExhaustedError)) throw error;
		throw new UploadError(
			`the list takes more ${error.of} to read than any that means something: save it as CSV UTF-8, in smaller parts, and send these`,
			413
		);
	}
}
