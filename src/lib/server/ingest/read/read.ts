import { DELIMITER_WORDS, DELIMITERS } from '#lib/domain/csv/dialect.ts';
import { hiddenAdvice, hiddenIn } from '#lib/domain/text/hidden.ts';
import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import { readCsv, type QuoteFault } from './csv.ts';
import { EMBEDDED, type InputFile } from './inputs.ts';
import { didYouMean, type Problem } from '../problems.ts';
import { readNames } from '../history/stored-columns.ts';

/** Receives one row: a cell for each column it can have (empty where the file lacks it) and its line. */
type OnRow = (cells: string[], line: number) => void;

type Report = (problem: Problem) => void;

/** Says nothing: for a second reading of a file whose problems have been reported. */
export const quiet: Report = () => undefined;

/**
 * Reads a CSV file row by row, in constant memory.
 * What is wrong with the file's shape is reported; the rest of the file is still read where that makes sense. Columns
 * without a name are skipped, with a note, as long as they are empty.
 * @returns whether the file could be read to its end
 */
export function readRows(
	file: InputFile,
	table: Table,
	onRow: OnRow,
	report: Report,
	note: (text: string) => void = () => undefined
): boolean {
	let header: Header | null = null;
	let whole = false;
	let cells: string[] = [];
	const fault = readCsv(file.path, (record, line, strayQuote) => {
		if (header === null) {
			header = readHeader(record, table, file.dataset === EMBEDDED, strayQuote);
			cells = new Array<string>(header.positions.length).fill('');
			whole = header.problems.length === 0;
			for (const problem of header.problems)
				report({ file: file.name, line, value: null, scope: 'file', ...problem });
			const nameless = header.width - header.names.filter((name) => name !== '').length;
			if (whole && nameless > 0) note(namelessNote(file, nameless));
			return;
		}
		if (header.problems.length > 0 || isBlank(record)) return;
		const problem = rowProblem(record, header, strayQuote);
		if (problem) return report({ file: file.name, line, scope: 'row', ...problem });
		const { positions } = header;
		for (let index = 0; index < positions.length; index++)
			cells[index] = record[positions[index] ?? -1] ?? '';
		onRow(cells, line);
	});
	if (fault) report(quoteProblem(file, fault));
	else if (header === null)
		report({
			file: file.name,
			line: 1,
			column: null,
			value: null,
			scope: 'file',
			code: 'missing_header',
			message: 'the file is empty; the first line must name the columns'
		});
	return whole && !fault;
}

/** Spreadsheets leave rows of nothing but commas. */
function isBlank(record: readonly string[]): boolean {
	for (const cell of record) if (cell !== '') return false;
	return true;
}

const namelessNote = (file: InputFile, count: number) =>
	`${file.name}: ${count === 1 ? 'a column' : `${count} columns`} without a name ${count === 1 ? 'is' : 'are'} skipped`;

type Fault = Pick<Problem, 'column' | 'value' | 'code' | 'message'>;

/** What is wrong with the shape of a row. */
function rowProblem(
	record: readonly string[],
	{ width, names }: Header,
	strayQuote: number | null
): Fault | null {
	// Spreadsheets leave empty cells behind the last column, in the header or in the rows.
	if (record.length !== width && record.length !== names.length) return ragged(record, width);
	const nameless = record.findIndex(
		(cell, index) => (names[index] ?? '') === '' && cell.trim() !== ''
	);
	if (nameless !== -1)
		return {
			column: null,
			value: record[nameless] ?? '',
			code: 'nameless_value',
			message: `"${record[nameless] ?? ''}" is in cell ${nameless + 1}, for which the header has no name; name the column or clear the cell`
		};
	if (strayQuote !== null)
		return {
			column: names[strayQuote] ?? null,
			value: record[strayQuote] ?? '',
			code: 'stray_quote',
			message: STRAY_QUOTE
		};
	return null;
}

const STRAY_QUOTE =
	'a quote inside a cell that does not start with one; put the whole cell in quotes and double the quotes inside (""), or take the space before the quote out';

const ragged = (record: readonly string[], width: number): Fault => ({
	column: null,
	value: null,
	code: 'ragged_row',
	message:
		`${record.length} cells where the header has ${width}; ` +
		(record.some((cell) => /^\s+"/.test(cell))
			? 'a space stands before an opening quote: remove it'
			: 'check for a missing comma, or a cell with a comma that needs quotes')
});

const quoteProblem = (file: InputFile, { line, kind }: QuoteFault): Problem => ({
	file: file.name,
	line,
	column: null,
	value: null,
	scope: 'file',
	...(kind === 'unclosed'
		? {
				code: 'unclosed_quote',
				message:
					'a quote opened in this row is never closed, so the rest of the file cannot be read; close it, and double a quote inside a quoted cell ("")'
			}
		: {
				code: 'stray_quote',
				message:
					'text is next to a quote; put the whole cell in quotes and double the quotes inside ("")'
			})
});

interface Header {
	/** For each column of the table, its position in the file, or -1. */
	positions: number[];
	/** Number of cells of the header. */
	width: number;
	/** Its names, up to the last cell that has one. */
	names: readonly string[];
	problems: Pick<Problem, 'code' | 'message' | 'column'>[];
}

/** Matches the first row of a file with the columns of its table. */
function readHeader(
	cells: string[],
	table: Table,
	isEmbedded: boolean,
	strayQuote: number | null
): Header {
	const names = readNames(table);
	const found = cells.map((cell) => cell.trim());
	const named = found.slice(0, found.findLastIndex((name) => name !== '') + 1);
	const problems = found.some((name) => names.includes(name))
		? headerProblems(named, names, table, isEmbedded)
		: [headerless(cells, names)];
	if (strayQuote !== null)
		problems.unshift({
			code: 'stray_quote',
			column: found[strayQuote] ?? null,
			message: STRAY_QUOTE
		});
	return {
		positions: names.map((name) => found.indexOf(name)),
		width: cells.length,
		names: named,
		problems
	};
}

function headerProblems(
	found: string[],
	names: string[],
	table: Table,
	isEmbedded: boolean
): Header['problems'] {
	const problems: Header['problems'] = [];
	const derived = columnsOf(table.derived).map(({ name }) => name);
	const kept = isEmbedded ? (table.stated ?? []) : [];
	for (const name of new Set(found.filter((name) => name !== '' && !names.includes(name))))
		problems.push(unknownColumn(name, names, derived, table));
	for (const name of new Set(found.filter((name) => kept.includes(name))))
		problems.push({
			code: 'derived_column',
			column: name,
			message: 'npm run describe keeps this day in data/history; remove the column from the file'
		});
	for (const name of new Set(found.filter((name, index) => found.indexOf(name) !== index)))
		if (names.includes(name))
			problems.push({
				code: 'repeated_column',
				column: name,
				message: 'the header names this column twice'
			});
	for (const { name, meta } of columnsOf(table.row))
		if (!meta.optional && !found.includes(name))
			problems.push({
				code: 'missing_column',
				column: name,
				message: `the header lacks this column; ${table.name} needs it`
			});
	return problems;
}

function unknownColumn(
	name: string,
	names: string[],
	derived: string[],
	table: Table
): Header['problems'][number] {
	const hidden = hiddenIn(name, false);
	if (hidden !== null)
		return { code: 'unknown_column', column: name, message: hiddenAdvice(hidden) };
	if (derived.includes(name))
		return {
			code: 'derived_column',
			column: name,
			message: 'ingest computes this column; remove it from the file'
		};
	return {
		code: 'unknown_column',
		column: name,
		message: `${table.name} has no such column${didYouMean(name, names)} (columns: ${names.join(', ')})`
	};
}

function headerless(cells: string[], names: string[]): Header['problems'][number] {
	const line = cells.join(',');
	for (const delimiter of DELIMITERS)
		if (line.split(delimiter).some((part) => names.includes(part.trim().replaceAll('"', ''))))
			return {
				code: 'wrong_delimiter',
				column: null,
				message: `the first line separates cells by ${DELIMITER_WORDS[delimiter]} and by commas; use one of the two throughout`
			};
	return {
		code: 'missing_header',
		column: null,
		message: `the first line names no column of this table${didYouMean(cells[0] ?? '', names)} (expected: ${names.join(',')})`
	};
}
