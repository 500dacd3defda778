import { z } from 'zod';
import { shapeFailure, UpstreamFailure } from '../fetch/failure.ts';

/** A cell as it is kept: a number, a text, or nothing. */
const cell = z.union([z.number(), z.string(), z.boolean(), z.null()]);
const sheets = z.array(z.object({ sheet: z.string(), data: z.array(z.array(cell)) }));
export type Sheet = z.output<typeof sheets>[number];

/** Bytes the parts of a workbook may have unpacked, by what its directory says: some ten times the largest known. */
const MOST_UNPACKED = 256 << 20;

/** PKWARE APPNOTE 4.3.16: end of the central directory of an archive; 4.3.12: its entries. */
const END = Buffer.from([0x50, 0x4b, 5, 6]);
const ENTRY = 0x02014b50;

/**
 * Makes sure that a small file does not unpack to what no memory holds.
 * @throws UpstreamFailure where its directory announces more
 */
function requireSize(where: string, body: Buffer): void {
	const end = body.lastIndexOf(END);
	if (end < 0 || end + 20 > body.length) return;
	let at = body.readUInt32LE(end + 16);
	let unpacked = 0;
	while (at + 46 <= body.length && body.readUInt32LE(at) === ENTRY) {
		unpacked += body.readUInt32LE(at + 24);
		at += 46 + body.readUInt16LE(at + 28) + body.readUInt16LE(at + 30) + body.readUInt16LE(at + 32);
	}
	if (unpacked > MOST_UNPACKED)
		throw new UpstreamFailure(
			'too_large',
			`${where}: unpacks to ${unpacked} bytes, and at most ${MOST_UNPACKED} are taken`
		);
}

/**
 * The sheets of a workbook as JSON text, so that they are read like every other copy.
 * @throws UpstreamFailure where the bytes are no workbook
 */
export async function workbookText(where: string, body: Buffer): Promise<string> {
	requireSize(where, body);
	// Loaded where a workbook is read: every build loads this file.
	const { default: readWorkbook } = await import('read-excel-file/node');
	try {
		return JSON.stringify(await readWorkbook(body));
	} catch (error) {
		throw shapeFailure(
			where,
			`no workbook: ${error instanceof Error ? error.message : String(error)}`
		);
	}
}

/** The sheets that `workbookText` wrote. @throws UpstreamFailure where it is other text */
export function sheetsOf(where: string, text: string): Sheet[] {
	try {
		return sheets.parse(JSON.parse(text));
	} catch (error) {
		throw shapeFailure(
			where,
			`no sheets: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`
		);
	}
}
