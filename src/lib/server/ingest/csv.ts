import { closeSync, openSync, readSync } from 'node:fs';
import Papa from 'papaparse';

/** Receives the cells of one record and the line at which it starts, 1 being the first of the file. */
export type OnRecord = (cells: string[], line: number) => void;

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
 * Reads a UTF-8 CSV file record by record (RFC 4180; LF, CRLF or CR; a byte order mark is skipped), in constant
 * memory. Lines without anything on them are skipped and counted.
 * @returns the fault at which reading stopped, or null
 */
export function readCsv(path: string, onRecord: OnRecord): QuoteFault | null {
	const parser = new Papa.Parser({ delimiter: ',', newline: '\n', quoteChar: '"' });
	let line = 1;
	let rest = '';
	for (const { text, last } of chunks(path)) {
		const input = rest === '' ? text : rest + text;
		const { data, errors, meta } = parser.parse(input, 0, !last) as Parsed;
		// A record cut off by the end of the chunk is read again with the next one, and its errors with it.
		const bad = errors.find(({ row = 0 }) => row < data.length);
		const several = input.includes('"');
		for (let index = 0; index < data.length; index++) {
			const cells = data[index] ?? [];
			const lines = several ? linesOf(cells) : 1;
			if (bad?.row === index) return { line, kind: faultAt(input, bad.index ?? 0) };
			if (cells.length > 1 || cells[0] !== '') onRecord(cells, line);
			line += lines;
		}
		rest = last ? '' : input.slice(meta.cursor);
		if (rest.length > LONGEST) return { line, kind: 'unclosed' };
	}
	return null;
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

/** The text of a file with LF at every line end; the last chunk says so. */
function* chunks(path: string): Generator<{ text: string; last: boolean }> {
	const file = openSync(path, 'r');
	try {
		const decoder = new TextDecoder('utf-8');
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
