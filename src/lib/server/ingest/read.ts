import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { columnsOf, type Table } from '#lib/domain/table.ts';
import type { InputFile } from './inputs.ts';
import { didYouMean, type Problem } from './problems.ts';

/** Receives one row: a cell for each column of the table (empty where the file lacks it) and its line. */
export type OnRow = (cells: string[], line: number) => void;

/**
 * Reads a CSV file row by row (RFC 4180; LF, CRLF or CR), in constant memory.
 * What is wrong with the file's shape is reported through `report`: the rest of the file is still read
 * where that makes sense.
 */
export async function readRows(
	file: InputFile,
	table: Table,
	onRow: OnRow,
	report: (problem: Problem) => void
): Promise<void> {
	const at = (line: number | null, code: string, message: string, column: string | null = null) =>
		report({ file: file.name, line, column, value: null, code, message });
	let positions: number[] | null = null;
	let width = 0;
	let lastLine = 0;
	let unreadable = false;
	const parser = parse({
		bom: true,
		relax_column_count: true,
		skip_empty_lines: true,
		max_record_size: 4 << 20,
		on_record: (record: string[], { lines }) => {
			const line = lastLine + 1;
			lastLine = lines;
			if (unreadable) return null;
			if (positions === null) {
				const header = readHeader(record, table);
				for (const { code, message, column } of header.problems) at(line, code, message, column);
				unreadable = header.problems.length > 0;
				positions = header.positions;
				width = record.length;
				return null;
			}
			if (record.length !== width)
				at(
					line,
					'ragged_row',
					`${record.length} cells where the header has ${width}; look for a missing comma or quote`
				);
			else
				onRow(
					positions.map((position) => (position === -1 ? '' : (record[position] ?? ''))),
					line
				);
			return null;
		}
	});
	parser.resume();
	try {
		await pipeline(createReadStream(file.path, { highWaterMark: 1 << 18 }), parser);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		at(lastLine + 1, ...shapeProblem(error));
		return;
	}
	if (positions === null && !unreadable)
		at(1, 'missing_header', 'the file is empty; the first line must name the columns');
}

function shapeProblem(error: CsvError): [code: string, message: string] {
	if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
		return [
			'unclosed_quote',
			'a quote opened in this row is never closed; double a quote inside a quoted cell ("")'
		];
	if (error.code === 'CSV_INVALID_CLOSING_QUOTE' || error.code === 'INVALID_OPENING_QUOTE')
		return [
			'stray_quote',
			'text stands beside a quote; put the whole cell in quotes and double the quotes inside ("")'
		];
	return ['unreadable', `not readable as CSV (${error.code})`];
}

interface Header {
	/** For each column of the table, its position in the file, or -1. */
	positions: number[];
	problems: { code: string; message: string; column: string | null }[];
}

/** Matches the first row of a file with the columns of its table. */
function readHeader(cells: string[], table: Table): Header {
	const columns = columnsOf(table.row);
	const names = columns.map(({ name }) => name);
	const found = cells.map((cell) => cell.trim());
	const known = found.filter((name) => names.includes(name));
	const problems: Header['problems'] = [];
	if (known.length === 0) problems.push(headerless(cells, names));
	else {
		for (const name of found.filter((name) => !names.includes(name)))
			problems.push({
				code: 'unknown_column',
				column: name,
				message: `${table.name} has no such column${didYouMean(name, names)} (columns: ${names.join(', ')})`
			});
		for (const name of new Set(known.filter((name, index) => known.indexOf(name) !== index)))
			problems.push({
				code: 'repeated_column',
				column: name,
				message: 'the header names this column twice'
			});
		for (const { name, meta } of columns)
			if (!meta.optional && !found.includes(name))
				problems.push({
					code: 'missing_column',
					column: name,
					message: `the header lacks this column; ${table.name} needs it`
				});
	}
	return { positions: names.map((name) => found.indexOf(name)), problems };
}

function headerless(cells: string[], names: string[]): Header['problems'][number] {
	const only = cells.join(',');
	for (const [delimiter, called] of [
		[';', 'semicolons'],
		['\t', 'tabs'],
		['|', 'bars']
	] as const)
		if (only.split(delimiter).some((part) => names.includes(part.trim().replaceAll('"', ''))))
			return {
				code: 'wrong_delimiter',
				column: null,
				message: `cells are separated by ${called}; use commas (save as "CSV, comma separated")`
			};
	const near = didYouMean(cells[0] ?? '', names);
	return {
		code: 'missing_header',
		column: null,
		message: `the first line names no column of this table${near} (expected: ${names.join(',')})`
	};
}
