import { createInflateRaw } from 'node:zlib';
import { UploadError } from '../upload.ts';

/** Bytes all parts of a workbook may have unpacked: ten thousand sites with a score of columns take a third. */
export const MOST_UNPACKED = 32_000_000;
const MOST_PARTS = 300;

/** Whether a file begins as a zip archive does, which an Excel workbook is. */
export const isZipArchive = (bytes: Uint8Array): boolean =>
	bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Why a workbook is refused that unpacks to more bytes than are read: 413. */
const tooLargeUnpacked = () =>
	new UploadError(
		`the workbook holds more than ${MOST_UNPACKED / 1e6} MB unpacked: save the sheet as CSV UTF-8 and send that`,
		413
	);
/** Why a workbook is refused that cannot be unpacked. */
export const damaged = () =>
	new UploadError('the workbook is damaged: open it, save it anew, or send it as CSV UTF-8');

/** One part of an archive, as its central directory lists it. */
interface Part {
	method: number;
	packed: number;
	unpacked: number;
	/** Where its local header begins. */
	at: number;
}

/** The parts of a workbook, unpacked as they are read and never beyond the limit. */
export class Archive {
	#view: DataView;
	#parts: ReadonlyMap<string, Part>;
	#left = MOST_UNPACKED;

	/** @throws UploadError where it is no archive, or says that it is too large */
	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#parts = guarded(() => partsOf(this.#view));
		const announced = [...this.#parts.values()].reduce((sum, { unpacked }) => sum + unpacked, 0);
		if (announced > MOST_UNPACKED) throw tooLargeUnpacked();
	}

	has = (name: string): boolean => this.#parts.has(name);

	/** Names of the parts. */
	names = (): string[] => [...this.#parts.keys()];

	/**
	 * A part in pieces. Who stops early has unpacked no more than what was read.
	 * @throws UploadError where it is damaged, or is larger than it says
	 */
	async *read(name: string): AsyncGenerator<Uint8Array> {
		const part = this.#parts.get(name);
		if (!part) throw damaged();
		const content = guarded(() => contentOf(this.#view, part));
		let length = 0;
		for await (const piece of piecesOf(content, part.method)) {
			length += piece.byteLength;
			this.#left -= piece.byteLength;
			if (this.#left < 0) throw tooLargeUnpacked();
			if (length > part.unpacked) throw damaged();
			yield piece;
		}
		if (length !== part.unpacked) throw damaged();
	}
}

/** What runs over the end of an archive makes it a damaged one. */
function guarded<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError) throw damaged();
		throw error;
	}
}

/** PKWARE APPNOTE 4.3.16: end of central directory; 4.3.12: its entries. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

function partsOf(view: DataView): ReadonlyMap<string, Part> {
	let end = view.byteLength - END_BYTES;
	const lowest = Math.max(0, end - LONGEST_COMMENT);
	while (end >= lowest && view.getUint32(end, true) !== END) end--;
	if (end < lowest) throw damaged();
	const count = view.getUint16(end + 10, true);
	if (count > MOST_PARTS)
		throw new UploadError(
			`the workbook has ${count} parts; at most ${MOST_PARTS} are read: save the sheet as CSV UTF-8 and send that`,
			413
		);
	const parts = new Map<string, Part>();
	let at = view.getUint32(end + 16, true);
	for (let index = 0; index < count; index++) {
		if (view.getUint32(at, true) !== ENTRY) throw damaged();
		const nameLength = view.getUint16(at + 28, true);
		const name = new TextDecoder().decode(slice(view, at + 46, nameLength));
		// Of two parts of one name every reader takes another.
		if (parts.has(name)) throw damaged();
		parts.set(name, {
			method: view.getUint16(at + 10, true),
			packed: view.getUint32(at + 20, true),
			unpacked: view.getUint32(at + 24, true),
			at: view.getUint32(at + 42, true)
		});
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return parts;
}

/** @throws RangeError where it lies beyond the file */
const slice = (view: DataView, at: number, length: number) =>
	new Uint8Array(view.buffer, view.byteOffset + at, length);

function contentOf(view: DataView, { packed, at }: Part): Uint8Array {
	if (view.getUint32(at, true) !== LOCAL) throw damaged();
	const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
	// What follows the part in the file is none of it.
	if (start + packed > view.byteLength) throw damaged();
	return slice(view, start, packed);
}

const STORED = 0;
const DEFLATED = 8;
const PIECE = 65_536;

async function* piecesOf(content: Uint8Array, method: number): AsyncGenerator<Uint8Array> {
	if (method === STORED) {
		for (let at = 0; at < content.byteLength; at += PIECE) yield content.subarray(at, at + PIECE);
		return;
	}
	if (method !== DEFLATED) throw damaged();
	const inflate = createInflateRaw({ chunkSize: PIECE });
	inflate.end(content);
	try {
		for await (const piece of inflate) yield piece as Uint8Array;
	} catch (error) {
		if (error instanceof Error && 'code' in error) throw damaged();
		throw error;
	} finally {
		inflate.destroy();
	}
}
