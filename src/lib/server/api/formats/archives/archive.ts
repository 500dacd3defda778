import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Chunks } from '../result.ts';

/** A file inside an archive. */
export interface ArchiveEntry {
	name: string;
	/** Asked for when the entries before it are written. */
	chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * A zip archive, entry by entry as it is read.
 * @param at when its files say they were changed
 */
export async function* archive(
	entries: readonly ArchiveEntry[],
	at: Date,
	{ compress = true }: { compress?: boolean } = {}
): Chunks {
	const zip = new ZipFile();
	let open: Readable | null = null;
	const output = new PassThrough();
	zip.outputStream.pipe(output);
	const fail = (error: Error) => output.destroy(error);
	zip.on('error', fail);
	for (const { name, chunks } of entries)
		zip.addReadStreamLazy(name, { mtime: at, compress }, (ready) => {
			// The archive hears of no error of what it reads: unheard, it would end the process.
			open = Readable.from(inTurn(chunks), { objectMode: false }).on('error', fail);
			ready(null, open);
		});
	zip.end();
	try {
		for await (const chunk of output) yield new Uint8Array(chunk as Buffer<ArrayBuffer>);
	} finally {
		(open as Readable | null)?.destroy();
	}
}

/** Asks for chunks when the first is read, so that what goes wrong goes wrong in the stream. */
async function* inTurn(chunks: ArchiveEntry['chunks']): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks()) yield chunk;
}
