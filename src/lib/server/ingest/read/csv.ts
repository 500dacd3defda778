import { closeSync, openSync, readSync } from 'node:fs';
import Papa from 'papaparse';
import { dialectOf, sepLineOf, type Dialect, type Encoding } from '#lib/domain/csv/dialect.ts';
import { strayQuotes } from '#lib/domain/csv/quotes.ts';

/**
 * Receives the cells of one record, the line at which it starts, 1 being the first of the file, and the position of
 * the first cell that has a quote inside although it does not start with one; null where none has.
 */
type RecordHandler = (cells: string[], line: number, strayQuote: number | null) => void;

/** A quote that does not fit: nothing after it can be told apart with certainty, so reading stops there. */
export interface QuoteFault {
	/** Line at which the record with the quote starts. */
	line: number;
	/** `unclosed`: it swallows the lines after it; `stray`: text stands beside it. */
	kind: 'unclosed' | 'stray';
}

/** Bytes read at a time, and the longest record there may be. */
const CHUNK = 1 << 18;
const LONGEST = 4 << 20;

interface Parsed {
	data: string[][];
	errors: { row?: number; index?: number }[];
	meta: { cursor: number };
}

/**
 * Reads a CSV file record by record (RFC 4180; LF, CRLF or CR; a byte order mark is skipped), in constant memory:
 * UTF-8, or UTF-16 with a mark; commas, or what its first row separates cells with. Lines without anything on them
 * are skipped and counted, and so is a first line `sep=;`.
 * @returns the fault at which reading stopped, or null
 */
export function readCsv(path: string, onRecord: RecordHandler): QuoteFault | null {
	const dialect = dialectOfFile(path);
	const { delimiter } = dialect;
	const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
	let line = 1;
	let rest = '';
	for (const { text, last, skipped } of rowsOf(path, dialect)) {
		line += skipped;
		const input = rest === '' ? text : rest + text;
		const { data, errors, meta } = parser.parse(input, 0, !last) as Parsed;
		// A record cut off by the end of the chunk is read again with the next one, and its errors with it.
		const bad = errors.find(({ row = 0 }) => row < data.length);
		const several = input.includes('"');
		const whole = last ? input : input.slice(0, meta.cursor);
		const strays = new Map(
			(several ? strayQuotes(whole, delimiter) : []).map((stray) => [line + stray.line, stray.cell])
		);
		for (let index = 0; index < data.length; index++) {
			const cells = data[index] ?? [];
			const lines = several ? linesOf(cells) : 1;
			if (bad?.row === index) return { line, kind: faultAt(input, bad.index ?? 0) };
			if (cells.length > 1 || cells[0] !== '') onRecord(cells, line, strays.get(line) ?? null);
			line += lines;
		}
		rest = last ? '' : input.slice(meta.cursor);
		if (rest.length > LONGEST) return { line, kind: 'unclosed' };
	}
	return null;
}

/** How a file is written, by its first bytes. */
function dialectOfFile(path: string): Dialect {
	const file = openSync(path, 'r');
	try {
		const head = Buffer.alloc(CHUNK);
		return dialectOf(head.subarray(0, readSync(file, head, 0, CHUNK, null)));
	} finally {
		closeSync(file);
	}
}

/** Quotes come in pairs; where the line on which the cell opens has an odd one, it was left open. */
function faultAt(input: string, index: number): QuoteFault['kind'] {
	const start = input.lastIndexOf('\n', index - 1) + 1;
	const end = input.indexOf('\n', index);
	const quotes = input.slice(start, end === -1 ? input.length : end).split('"').length - 1;
	return quotes % 2 === 0 ? 'stray' : 'unclosed';
}

function linesOf(cells: readonly string[]): number {
	let lines = 1;
	for (const cell of cells)
		for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines++;
	return lines;
}

interface Chunk {
	text: string;
	last: boolean;
}

/** The text of a file without its line `sep=;`, and how many lines that skips. */
function* rowsOf(
	path: string,
	{ encoding, hasSepLine }: Dialect
): Generator<Chunk & { skipped: number }> {
	let isFirst = hasSepLine;
	for (const { text, last } of chunks(path, encoding)) {
		const length = isFirst ? (sepLineOf(text)?.length ?? 0) : 0;
		yield { text: text.slice(length), last, skipped: isFirst ? 1 : 0 };
		isFirst = false;
	}
}

/** The text of a file with LF at every line end; the last chunk says so. */
function* chunks(path: string, encoding: Encoding): Generator<Chunk> {
	const file = openSync(path, 'r');
	try {
		const decoder = new TextDecoder(encoding);
		const buffer = Buffer.alloc(CHUNK);
		let held = '';
		for (;;) {
			const size = readSync(file, buffer, 0, CHUNK, null);
			const last = size === 0;
			let text = held + decoder.decode(buffer.subarray(0, size), { stream: !last });
			held = '';
			if (!last && text.endsWith('\r')) {
				held = '\r';
				text = text.slice(0, -1);
			}
			yield { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, last };
			if (last) return;
		}
	} finally {
		closeSync(file);
	}
}
