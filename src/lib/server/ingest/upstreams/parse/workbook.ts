import { z } from 'zod';
import { shapeFailure } from '../fetch/failure.ts';

/** A cell as it is kept: a number, a text, or nothing. */
const cell = z.union([z.number(), z.string(), z.boolean(), z.null()]);
const sheets = z.array(z.object({ sheet: z.string(), data: z.array(z.array(cell)) }));
export type Sheet = z.output<typeof sheets>[number];

/**
 * The sheets of a workbook as JSON text, so that they are read like every other copy.
 * @throws UpstreamFailure where the bytes are no workbook
 */
export async function workbookText(where: string, body: Buffer): Promise<string> {
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
