import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Problem } from './problems.ts';

const CHUNK = 1 << 20;
const LF = 10;

/** What is known of a file before anything is read from it. */
export interface Inspection {
	sha256: string;
	/** Problems that make the file unreadable as a whole. */
	problems: Problem[];
	notes: string[];
}

/** Hashes a file and checks its encoding, before anything is read from it. */
export function inspect(path: string, name: string): Inspection {
	const hash = createHash('sha256');
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const notes: string[] = [];
	const problems: Problem[] = [];
	const report = (code: string, message: string, line: number | null = null) =>
		problems.push({ file: name, line, column: null, value: null, scope: 'file', code, message });
	let first = true;
	for (const chunk of chunks(path)) {
		hash.update(chunk);
		if (first) {
			if (looksUtf16(chunk))
				report('utf16', 'the file is UTF-16; save it as UTF-8 (in Excel: "CSV UTF-8")');
			notes.push(...remarks(name, chunk));
			first = false;
		}
		if (problems.length === 0 && !decodes(decoder, chunk))
			report('invalid_utf8', 'bytes that are not UTF-8; save the file as UTF-8', badLine(path));
	}
	if (problems.length === 0 && !decodes(decoder, null))
		report('invalid_utf8', 'the file ends inside a character; it was cut off', badLine(path));
	return { sha256: hash.digest('hex'), problems, notes };
}

/** Buffers of a file, one after the other; each is overwritten by the next. */
function* chunks(path: string): Generator<Buffer> {
	const file = openSync(path, 'r');
	try {
		const buffer = Buffer.alloc(CHUNK);
		for (;;) {
			const size = readSync(file, buffer, 0, CHUNK, null);
			if (size === 0) return;
			yield buffer.subarray(0, size);
		}
	} finally {
		closeSync(file);
	}
}

function looksUtf16(chunk: Buffer): boolean {
	const mark = chunk.subarray(0, 2).toString('hex');
	return mark === 'fffe' || mark === 'feff' || chunk.subarray(0, 200).includes(0);
}

function remarks(name: string, chunk: Buffer): string[] {
	const notes: string[] = [];
	if (chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
		notes.push(`${name}: starts with a byte order mark, which is skipped`);
	if (chunk.includes('\r\n')) notes.push(`${name}: lines end in CRLF, read as LF`);
	else if (chunk.includes('\r') && !chunk.includes('\n'))
		notes.push(`${name}: lines end in CR, read as LF`);
	return notes;
}

function decodes(decoder: TextDecoder, chunk: Buffer | null): boolean {
	try {
		if (chunk) decoder.decode(chunk, { stream: true });
		else decoder.decode();
		return true;
	} catch {
		return false;
	}
}

/** The first line that holds bytes that are not UTF-8. */
function badLine(path: string): number {
	let line = 1;
	let rest = Buffer.alloc(0);
	for (const chunk of chunks(path)) {
		const bytes = Buffer.concat([rest, chunk]);
		let start = 0;
		for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
			if (!isUtf8(bytes.subarray(start, end))) return line;
			line++;
			start = end + 1;
		}
		rest = Buffer.from(bytes.subarray(start));
	}
	return line;
}
