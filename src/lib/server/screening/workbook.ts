import { inflateRawSync } from 'node:zlib';
import readWorkbook from 'read-excel-file/universal';
import { hasHeads } from '#lib/domain/screening/site.ts';
import { LIMITS, tooManySites, UploadError } from './upload.ts';

/** Bytes all parts of a workbook may have unpacked: ten thousand sites with a score of columns take a third. */
const MOST_UNPACKED = 32_000_000;
const MOST_PARTS = 300;

/** Whether a file begins as a zip archive does, which an Excel workbook is. */
export const isZip = (bytes: Uint8Array): boolean =>
	bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** A sheet of a workbook as text. */
export interface Sheet {
	table: string[][];
	/** Which sheet was read, where there are several. */
	notes: string[];
}

/**
 * Cells of an Excel workbook as text, of the first sheet with heads of sites, else of the first that is not empty. It
 * is unpacked and looked through before the reader sees it: what it holds is known to be small, and no cell lies far
 * out.
 * @throws UploadError where it is too large, or no workbook
 */
export async function tableOfWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<Sheet> {
	inspect(bytes);
	const sheets = (await readSheets(bytes))
		.map(({ sheet, data }) => ({
			sheet,
			table: data
				.map((cells) => cells.map(textOfCell))
				.filter((cells) => cells.some((cell) => cell !== ''))
		}))
		.filter(({ table }) => table.length > 0);
	const chosen = sheets.find(({ table }) => hasHeads(table)) ?? sheets[0];
	if (!chosen) return { table: [], notes: [] };
	return {
		table: chosen.table,
		notes:
			sheets.length > 1
				? [`of the ${sheets.length} sheets of the workbook, “${chosen.sheet}” was read`]
				: []
	};
}

async function readSheets(bytes: Uint8Array<ArrayBuffer>) {
	try {
		return await readWorkbook(bytes.buffer);
	} catch (error) {
		// Whatever the reader stumbles over is the file's: it is looked through already.
		throw new UploadError(
			`the workbook cannot be read (${error instanceof Error ? error.message : 'unknown reason'}): save it as CSV UTF-8 and send that`
		);
	}
}

function textOfCell(value: unknown): string {
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
}

/** One part of an archive, as its central directory lists it. */
interface Part {
	name: string;
	method: number;
	packed: number;
	unpacked: number;
	/** Where its local header begins. */
	at: number;
}

/** Unpacks each part within the limit, and looks at where the cells of the sheets lie. */
function inspect(bytes: Uint8Array<ArrayBuffer>): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts = guarded(() => partsOf(view));
	if (!parts.some(({ name }) => name === '[Content_Types].xml'))
		throw new UploadError('the file is a zip archive and no Excel workbook: expected .xlsx or CSV');
	if (parts.reduce((sum, { unpacked }) => sum + unpacked, 0) > MOST_UNPACKED) throw bomb();
	let left = MOST_UNPACKED;
	for (const part of parts) {
		const content = guarded(() => contentOf(view, part, left));
		if (content.byteLength !== part.unpacked) throw broken();
		left -= content.byteLength;
		if (/\.(xml|rels)$/i.test(part.name)) checkMarkup(content);
		if (/^xl\/worksheets\/[^/]+\.xml$/.test(part.name)) checkCells(content);
	}
}

const bomb = () =>
	new UploadError(
		`the workbook holds more than ${MOST_UNPACKED / 1e6} MB unpacked: save the sheet as CSV UTF-8 and send that`,
		413
	);
const broken = () =>
	new UploadError('the workbook is damaged: open it, save it anew, or send it as CSV UTF-8');

/** What runs over the end of an archive, or does not unpack, makes it a damaged one. */
function guarded<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (error instanceof UploadError) throw error;
		if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
			throw bomb();
		if (error instanceof RangeError || (error instanceof Error && 'code' in error)) throw broken();
		throw error;
	}
}

/** PKWARE APPNOTE 4.3.16: end of central directory; 4.3.12: its entries. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

function partsOf(view: DataView): Part[] {
	let end = view.byteLength - END_BYTES;
	const lowest = Math.max(0, end - LONGEST_COMMENT);
	while (end >= lowest && view.getUint32(end, true) !== END) end--;
	if (end < lowest) throw broken();
	const count = view.getUint16(end + 10, true);
	if (count > MOST_PARTS)
		throw new UploadError(`the workbook has ${count} parts; at most ${MOST_PARTS} are read`, 413);
	const parts: Part[] = [];
	let at = view.getUint32(end + 16, true);
	for (let index = 0; index < count; index++) {
		if (view.getUint32(at, true) !== ENTRY) throw broken();
		const nameLength = view.getUint16(at + 28, true);
		parts.push({
			name: new TextDecoder().decode(slice(view, at + 46, nameLength)),
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

function contentOf(view: DataView, { method, packed, at }: Part, most: number): Uint8Array {
	if (view.getUint32(at, true) !== LOCAL) throw broken();
	const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
	const content = slice(view, start, packed);
	if (method === 0) return content;
	if (method !== 8) throw broken();
	return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
}

/** No workbook that Excel writes declares entities: what does is made to unfold, or to reach out. */
function checkMarkup(content: Uint8Array): void {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	if (bytes.includes('<!DOCTYPE') || bytes.includes('<!ENTITY'))
		throw new UploadError(
			'the workbook declares entities, which are not read: save the sheet as CSV UTF-8 and send that'
		);
}

/** Addresses of cells, `r="XFD1048576"`: a reader makes a grid as large as the farthest of them. */
function checkCells(content: Uint8Array): void {
	const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(
		'latin1'
	);
	for (const [, letters = '', digits = ''] of text.matchAll(
		/\s(?:r|ref)="(?:[A-Z]+\d+:)?([A-Z]{1,8})(\d{1,10})"/g
	)) {
		const column = Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
		if (column > LIMITS.columns)
			throw new UploadError(
				`a cell lies in column ${letters}; at most ${LIMITS.columns} columns are read: leave out those that say nothing about the sites`
			);
		if (Number(digits) > LIMITS.sites + 1) throw tooManySites();
	}
}
