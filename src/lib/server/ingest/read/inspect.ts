import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import {
	DELIMITER_WORDS,
	dialectOf,
	type Dialect,
	type Encoding
} from '#lib/domain/csv/dialect.ts';
import type { Problem } from '../problems.ts';

const CHUNK = 1 << 20;

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
	const notes: string[] = [];
	const problems: Problem[] = [];
	const report = (code: string, message: string, line: number | null = null) =>
		problems.push({ file: name, line, column: null, value: null, scope: 'file', code, message });
	let decoder: TextDecoder | null = null;
	let encoding: Encoding = 'utf-8';
	for (const chunk of chunks(path)) {
		hash.update(chunk);
		if (decoder === null) {
			const dialect = dialectOf(chunk);
			({ encoding } = dialect);
			decoder = new TextDecoder(encoding, { fatal: true });
			if (encoding === 'utf-8' && chunk.subarray(0, 200).includes(0))
				report(
					'utf16',
					'the file is no text, or UTF-16 without a byte order mark; save it as UTF-8 (in Excel: "CSV UTF-8")'
				);
			notes.push(...remarks(name, chunk, dialect));
		}
		if (problems.length === 0 && !decodes(decoder, chunk))
			report(`invalid_${CODES[encoding]}`, badBytes(encoding), badLine(path, encoding));
	}
	if (problems.length === 0 && decoder !== null && !decodes(decoder, null))
		report(
			`invalid_${CODES[encoding]}`,
			'the file ends inside a character; it was cut off',
			badLine(path, encoding)
		);
	return { sha256: hash.digest('hex'), problems, notes };
}

const CODES: Record<Encoding, string> = {
	'utf-8': 'utf8',
	'utf-16le': 'utf16',
	'utf-16be': 'utf16'
};

const badBytes = (encoding: Encoding) =>
	`bytes that are not ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16, as its first two bytes say it is'}; save the file as UTF-8`;

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

/** How the file is written, where that is not UTF-8 with commas and LF. */
function remarks(
	name: string,
	chunk: Buffer,
	{ encoding, delimiter, hasSepLine }: Dialect
): string[] {
	const notes: string[] = [];
	const note = (text: string) => notes.push(`${name}: ${text}`);
	if (encoding !== 'utf-8') note('the file is UTF-16, read as UTF-8');
	else if (chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
		note('starts with a byte order mark, which is skipped');
	if (hasSepLine) note(`the first line, sep=, names ${DELIMITER_WORDS[delimiter]}; it is skipped`);
	if (delimiter !== ',')
		note(`cells are separated by ${DELIMITER_WORDS[delimiter]}, read as commas`);
	if (encoding !== 'utf-8') return notes;
	if (chunk.includes('\r\n')) note('lines end in CRLF, read as LF');
	else if (chunk.includes('\r') && !chunk.includes('\n')) note('lines end in CR, read as LF');
	return notes;
}

function decodes(decoder: TextDecoder, chunk: Buffer | null, stream = true): boolean {
	try {
		if (chunk) decoder.decode(chunk, { stream });
		else decoder.decode();
		return true;
	} catch {
		return false;
	}
}

/** Bytes of a line feed in each encoding. */
const LINE_FEED: Record<Encoding, Buffer> = {
	'utf-8': Buffer.from([10]),
	'utf-16le': Buffer.from([10, 0]),
	'utf-16be': Buffer.from([0, 10])
};

/** The first line that holds bytes that are not of the encoding. */
function badLine(path: string, encoding: Encoding): number {
	let line = 1;
	let rest = Buffer.alloc(0);
	const decoder = new TextDecoder(encoding, { fatal: true });
	for (const chunk of chunks(path)) {
		const bytes = Buffer.concat([rest, chunk]);
		let start = 0;
		for (
			let end = lineEnd(bytes, start, encoding);
			end !== -1;
			end = lineEnd(bytes, start, encoding)
		) {
			if (!decodes(decoder, bytes.subarray(start, end), false)) return line;
			line++;
			start = end;
		}
		rest = Buffer.from(bytes.subarray(start));
	}
	return line;
}

/** Where the line ends, after its line feed; -1 where it goes on. Code units of UTF-16 lie at even bytes. */
function lineEnd(bytes: Buffer, start: number, encoding: Encoding): number {
	const feed = LINE_FEED[encoding];
	let at = bytes.indexOf(feed, start);
	while (at !== -1 && (at - start) % feed.length !== 0) at = bytes.indexOf(feed, at + 1);
	return at === -1 ? -1 : at + feed.length;
}
