import { hasHeads } from '#lib/domain/screening/sites/site.ts';
import { Archive } from './workbook-zip.ts';
import { bookOf } from './book.ts';
import { cellCounter, rowsOf } from './worksheet.ts';
import { sharedStrings } from './strings.ts';
import { dateStyles } from './styles.ts';

/** A sheet of a workbook as text. */
export interface Sheet {
	table: string[][];
	/** Which sheet was read, where there are several. */
	notes: string[];
}

/**
 * Cells of an Excel workbook as text, of the first sheet with heads of sites, else of the first that is not empty.
 * Parts are unpacked as they are read, and reading stops at the first thing beyond a limit, so that what is refused is
 * what would be read, however it is written.
 * @throws UploadError where it is too large, or no workbook
 */
export async function tableOfWorkbook(bytes: Uint8Array): Promise<Sheet> {
	const archive = new Archive(bytes);
	const { sheets, strings, styles, isFrom1904 } = await bookOf(archive);
	const known = {
		strings: strings === null ? [] : await sharedStrings(archive, strings),
		dates: styles === null ? [] : await dateStyles(archive, styles),
		isFrom1904,
		count: cellCounter()
	};
	const filled: { name: string; table: string[][] }[] = [];
	for (const { name, part } of sheets) {
		const table = await rowsOf(archive, part, known);
		if (table.length === 0) continue;
		filled.push({ name, table });
		if (hasHeads(table)) break;
	}
	const last = filled.at(-1);
	const chosen = last && hasHeads(last.table) ? last : filled[0];
	if (!chosen) return { table: [], notes: [] };
	return {
		table: chosen.table,
		notes:
			sheets.length > 1
				? [`of the ${sheets.length} sheets of the workbook, “${chosen.name}” was read`]
				: []
	};
}
