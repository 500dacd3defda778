import { DAY_MS } from '#lib/domain/dates.ts';
import { LIMITS, tooManySites, UploadError } from '../upload.ts';
import { damaged, type Archive } from './workbook-zip.ts';
import { walk } from './markup.ts';
import { textCollector } from './strings.ts';

/** What the cells of a sheet refer to. */
export interface Known {
	strings: readonly string[];
	/** Styles, by their number, that show a number as a day. */
	dates: readonly boolean[];
	isFrom1904: boolean;
	/** Counts cells over all sheets. @throws UploadError where there are too many */
	count: () => void;
}

/** Cells all sheets may have, empty ones among them. */
const MOST_CELLS = 500_000;

/** Counts cells over all sheets of a workbook. The function it gives throws an UploadError (413) past MOST_CELLS. */
export function cellCounter(): () => void {
	let cells = 0;
	return () => {
		if (++cells > MOST_CELLS)
			throw new UploadError(
				`the workbook has more than ${MOST_CELLS.toLocaleString('en-US')} cells: leave out columns that say nothing about the sites, or save the sheet as CSV UTF-8`,
				413
			);
	};
}

/**
 * Rows of a sheet that hold anything, as text. Reading stops at the first cell beyond the limits.
 * @throws UploadError where a row or column lies too far out, or the sheet is damaged
 */
export async function rowsOf(archive: Archive, part: string, known: Known): Promise<string[][]> {
	const rows: string[][] = [];
	let isIn = false;
	let isDone = false;
	let row = 0;
	let column = 0;
	let cells: string[] = [];
	let cell: { type: string; style: number } | null = null;
	let value = '';
	let isValue = false;
	const inline = textCollector();

	await walk(archive.read(part), {
		open: (name, attribute) => {
			if (name === 'sheetData') isIn = true;
			if (!isIn) return;
			if (name === 'row') {
				row = rowAt(attribute('r'), row);
				column = 0;
				cells = [];
			} else if (name === 'c') {
				known.count();
				column = columnAt(attribute('r'), row, column);
				cell = { type: attribute('t') ?? 'n', style: Number(attribute('s') ?? -1) };
				value = '';
			} else if (name === 'v') isValue = true;
			else inline.taking.open(name);
		},
		text: (text) => {
			if (isValue && value.length <= LIMITS.cell) value += text.slice(0, LIMITS.cell + 1);
			else inline.taking.text(text);
		},
		close: (name) => {
			if (!isIn) return;
			inline.taking.close(name);
			if (name === 'v') isValue = false;
			else if (name === 'sheetData') isDone = true;
			else if (name === 'row') {
				if (cells.length > 0) rows.push(Array.from(cells, (text) => text ?? ''));
			} else if (name === 'c' && cell !== null) {
				const spoken = inline.take();
				const text = textOf(cell.type === 'inlineStr' ? spoken : value, cell, known);
				if (text !== '') cells[column - 1] = text;
				cell = null;
			}
		},
		isDone: () => isDone
	});
	return rows;
}

/** The number of a row, which follows the one before unless it says otherwise. */
function rowAt(given: string | undefined, before: number): number {
	const row = given === undefined ? before + 1 : Number(/^[1-9]\d{0,8}$/.exec(given)?.[0]);
	if (!(row > before)) throw damaged();
	if (row > LIMITS.sites + 1)
		throw new UploadError(
			`${tooManySites().message}: the sheet has a row ${row.toLocaleString('en-US')}; delete the rows below the list, empty ones too`,
			413
		);
	return row;
}

/** The number of a cell's column, which follows the one before unless its address says otherwise. */
function columnAt(address: string | undefined, row: number, before: number): number {
	const [, letters = '', digits] =
		address === undefined ? [] : (/^([A-Z]{1,3})(\d{1,9})$/.exec(address) ?? ['', '', '0']);
	if (digits !== undefined && Number(digits) !== row) throw damaged();
	const column = address === undefined ? before + 1 : numberOf(letters);
	if (!(column > before)) throw damaged();
	if (column > LIMITS.columns)
		throw new UploadError(
			`a cell lies in column ${letters || column}; at most ${LIMITS.columns} columns are read: leave out those that say nothing about the sites`
		);
	return column;
}

const numberOf = (letters: string): number =>
	Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);

function textOf(
	value: string,
	{ type, style }: { type: string; style: number },
	{ strings, dates, isFrom1904 }: Known
): string {
	if (value === '') return '';
	if (type === 's') {
		const text = strings[Number(value)];
		if (text === undefined) throw damaged();
		return text;
	}
	if (type === 'b') return value === '1' ? 'true' : 'false';
	if (type !== 'n') return value;
	const number = Number(value);
	if (!Number.isFinite(number)) return value;
	return (dates[style] === true ? dayOf(number, isFrom1904) : null) ?? String(number);
}

/** The day before the first, moved by the 29 February 1900 that Excel counts and that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/** The day of a serial number, YYYY-MM-DD; null for what is none. */
function dayOf(serial: number, isFrom1904: boolean): string | null {
	if (serial < 1 || serial > LAST_SERIAL) return null;
	const epoch = isFrom1904 ? EPOCH_1904 : EPOCH_1900;
	return new Date(epoch + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}
