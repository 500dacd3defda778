import type { Chunks } from './result.ts';

/**
 * A file as a stream that makes the next chunk when it is asked for one.
 * @param finished called once, when the last chunk is out, the reader has gone or writing failed: then with the error
 */
export function streamOf(
	chunks: () => Chunks,
	finished: (error?: unknown) => void
): ReadableStream<Uint8Array<ArrayBuffer>> {
	let made: Chunks | null = null;
	return new ReadableStream(
		{
			pull: async (controller) => {
				made ??= chunks();
				try {
					const next = await made.next();
					if (!next.done) return controller.enqueue(next.value);
					finished();
					controller.close();
				} catch (error) {
					finished(error);
					throw error;
				}
			},
			cancel: async () => {
				try {
					await made?.return(undefined);
				} finally {
					finished();
				}
			}
		},
		{ highWaterMark: 0 }
	);
}
