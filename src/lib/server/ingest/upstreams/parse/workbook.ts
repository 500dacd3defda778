import { z } from 'zod';
import { shapeFailure, UpstreamFailure } from '../fetch/failure.ts';

/** A cell as it is kept: a number, a text, or nothing. */
const cell = z.union([z.number(), z.string(), z.boolean(), z.null()]);
const sheets = z.array(z.object({ sheet: z.string(), data: z.array(z.array(cell)) }));
export type Sheet = z.output<typeof sheets>[number];

/** Bytes the parts of a workbook may have unpacked, by what its directory says: some ten times the largest known. */
const MOST_UNPACKED = 256 << 20;

/**
 * The sheets of a workbook as JSON text, so that they are read like every other copy.
 * @throws UpstreamFailure where the bytes are no workbook, or announce that they unpack to what no memory holds
 */
export async function workbookText(where: string, body: Buffer): Promise<string> {
	// Loaded where a workbook is read: every build loads this file.
	const { unzipSync } = await import('fflate');
	const { default: readWorkbook } = await import('read-excel-file/node');
	let unpacked = 0;
	try {
		unzipSync(body, {
			filter: ({ originalSize }) => {
				unpacked += originalSize;
				return false;
			}
		});
		if (unpacked <= MOST_UNPACKED) return JSON.stringify(await readWorkbook(body));
	} catch (error) {
		throw shapeFailure(
			where,
			`no workbook: ${error instanceof Error ? error.message : String(error)}`
		);
	}
	throw new UpstreamFailure(
		'too_large',
		`${where}: unpacks to ${unpacked} bytes, and at most ${MOST_UNPACKED} are taken`
	);
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
