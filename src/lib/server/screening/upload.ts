import { CsvError, parse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { DELIMITERS, encodingOf, sepLineOf } from '#lib/domain/csv/dialect.ts';

/** Most a list of sites may hold. */
export const LIMITS = {
	bytes: 8_000_000,
	sites: 10_000,
	columns: 200,
	/** Characters of a cell. */
	cell: 2000
} as const;

/** A list that cannot be read as one, and what to do about it. */
export class UploadError extends Error {
	/** 413 for one that is too large, 422 for one that cannot be read. */
	readonly status: 413 | 422;
	constructor(message: string, status: 413 | 422 = 422) {
		super(message);
		this.status = status;
	}
}

/** Why a list is refused that brings more bytes than may be sent: 413. */
export const tooLarge = (): UploadError =>
	new UploadError(
		`the list is larger than ${LIMITS.bytes / 1e6} MB; split it, or leave columns out`,
		413
	);

/** Files that are no lists, by how they begin, and what to do with each. */
const OTHER_FILES: readonly [bytes: readonly number[], remedy: string][] = [
	[
		[0xd0, 0xcf, 0x11, 0xe0],
		'the file is an old Excel workbook (.xls), or one with a password: save it as .xlsx without a password, or as CSV UTF-8'
	],
	[[0x25, 0x50, 0x44, 0x46], 'the file is a PDF: expected a CSV, or an Excel workbook (.xlsx)'],
	[[0x1f, 0x8b], 'the file is compressed (gzip): unpack it and send the CSV'],
	[[0x37, 0x7a, 0xbc, 0xaf], 'the file is compressed (7z): unpack it and send the CSV'],
	[[0x52, 0x61, 0x72, 0x21], 'the file is compressed (RAR): unpack it and send the CSV'],
	[[0xfd, 0x37, 0x7a, 0x58], 'the file is compressed (xz): unpack it and send the CSV'],
	[[0x28, 0xb5, 0x2f, 0xfd], 'the file is compressed (zstd): unpack it and send the CSV'],
	[[0x50, 0x41, 0x52, 0x31], 'the file is Parquet: expected a CSV, or an Excel workbook (.xlsx)']
];

/** @throws UploadError for a file that says by its first bytes that it is something else than text */
export function refuseOthers(bytes: Uint8Array): void {
	const found = OTHER_FILES.find(([start]) => start.every((byte, index) => bytes[index] === byte));
	if (found) throw new UploadError(found[1]);
}

/**
 * Text of a CSV file: UTF-8, or UTF-16 with a byte order mark, as Excel writes "Unicode text".
 * @throws UploadError for another encoding, or for a file that is no text
 */
export function textOf(bytes: Uint8Array): string {
	const text = decoded(bytes, encodingOf(bytes));
	if (text.includes('\0'))
		throw new UploadError(
			'the file is no text, or not in UTF-8: expected a CSV in UTF-8, or an Excel workbook (.xlsx)'
		);
	return text;
}

function decoded(bytes: Uint8Array, encoding: string): string {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new UploadError(
			`the file is not ${encoding.toUpperCase()} text: save it as "CSV UTF-8" and send it again`
		);
	}
}

/** Bytes a row may have, far more than one within the other limits needs. */
const LONGEST_ROW = LIMITS.columns * LIMITS.cell;
/** Characters by which the separator is guessed. */
const GUESSED_BY = 30_000;

/**
 * Rows of a CSV, whatever separates its cells (comma, semicolon, tab, bar); blank lines are left out, and so
 * is a first line `sep=;`.
 * @throws UploadError where it holds too much, or a quote is left open
 */
export function tableOfCsv(text: string): string[][] {
	if (/^\s*<[!?a-z]/i.test(text))
		throw new UploadError('the list is a web page or XML: expected a CSV, or an Excel workbook');
	const { delimiter, rows } = separated(text);
	checkLines(rows, delimiter);
	try {
		return checked(
			parse(rows, {
				delimiter,
				relax_column_count: true,
				relax_quotes: true,
				skip_empty_lines: true,
				skip_records_with_empty_values: true,
				max_record_size: LONGEST_ROW,
				// One row more than a full list with heads, to see that it goes on.
				to: LIMITS.sites + 2
			})
		);
	} catch (error) {
		throw error instanceof CsvError ? unreadable(error) : error;
	}
}

/** What separates cells: what a first line `sep=;` says, as Excel writes it, else what fits best. */
function separated(text: string): { delimiter: string; rows: string } {
	const sep = sepLineOf(text);
	if (sep !== null) return { delimiter: sep.delimiter, rows: text.slice(sep.length) };
	const start = text.slice(0, GUESSED_BY);
	// A line that is cut off has fewer cells than the others, whatever separates them.
	const whole = text.length > GUESSED_BY ? start.replace(/[\r\n][^\r\n]*$/, '') : start;
	const { meta } = Papa.parse(whole, {
		delimitersToGuess: [...DELIMITERS],
		skipEmptyLines: 'greedy',
		preview: 10
	});
	return { delimiter: meta.delimiter, rows: text };
}

/** Cells of a line that are taken to be told apart by mistake: separators stand inside of quotes too. */
const MOST_SEPARATORS = LIMITS.columns * 10;

/** A line of a million cells is seen before they are made. */
function checkLines(text: string, delimiter: string): void {
	const separator = delimiter.charCodeAt(0);
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === LF || code === CR) count = 0;
		else if (code === separator && ++count > MOST_SEPARATORS) throw tooManyColumns(count);
	}
}

const LF = 10;
const CR = 13;

function unreadable({ code, lines }: CsvError & { lines?: number }): UploadError {
	const line = (lines ?? 0).toLocaleString('en-US');
	if (code === 'CSV_QUOTE_NOT_CLOSED')
		return new UploadError(
			`line ${line}: a quote (") is opened and not closed; close it, or write it twice`
		);
	if (code === 'CSV_MAX_RECORD_SIZE')
		return new UploadError(
			`line ${line}: a row has more than ${LONGEST_ROW.toLocaleString('en-US')} characters, perhaps by too many columns or because a quote (") is not closed`
		);
	return new UploadError(
		`line ${line} cannot be read: save the list as CSV UTF-8 and send it again`
	);
}

const tooManyColumns = (count: number) =>
	new UploadError(
		`the list has ${count.toLocaleString('en-US')} columns or more; at most ${LIMITS.columns} are read: leave out those that say nothing about the sites`
	);

/**
 * A table within the limits.
 * @throws UploadError with the row at which it goes beyond them, or where it is empty
 */
export function checked(table: string[][]): string[][] {
	if (table.length === 0)
		throw new UploadError(
			'the list is empty: expected one site per row, for example "Ashburn, 39.0437, -77.4875"'
		);
	if (table.length > LIMITS.sites + 1) throw tooManySites();
	for (const [index, cells] of table.entries()) {
		if (cells.length > LIMITS.columns) throw tooManyColumns(cells.length);
		const long = cells.find(({ length }) => length > LIMITS.cell);
		if (long !== undefined)
			throw new UploadError(
				`row ${index + 1}: a cell has ${long.length} characters; at most ${LIMITS.cell} are read`
			);
	}
	return table;
}

/** Why a list is refused that names more sites than are screened at once: 413. */
export const tooManySites = (): UploadError =>
	new UploadError(
		`the list has more than ${LIMITS.sites.toLocaleString('en-US')} sites; split it`,
		413
	);
