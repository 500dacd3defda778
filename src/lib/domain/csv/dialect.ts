/** Encodings in which spreadsheets save a CSV. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Characters that separate cells, the usual one first, and what messages call them. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];
export const DELIMITER_WORDS: Record<Delimiter, string> = {
	',': 'commas',
	';': 'semicolons',
	'\t': 'tabs',
	'|': 'bars'
};

/** How the cells of a file are written. */
export interface Dialect {
	encoding: Encoding;
	delimiter: Delimiter;
	/** Whether the first line is Excel's `sep=;`, which names the delimiter and is no row. */
	hasSepLine: boolean;
}

/**
 * The encoding a file states by its byte order mark; UTF-8 without one.
 * Excel writes "Unicode text" as UTF-16 with a mark.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Excel pads the line like any other when it saves the file again. */
const SEP_LINE = /^"?sep=([,;\t|])"?[,;\t|]*(?:\r\n|\r|\n|$)/i;

/**
 * The line `sep=;` with which a file tells Excel its delimiter.
 * @returns the delimiter and the length of the line with its end, or null where the file has no such line
 */
export function sepLineOf(text: string): { delimiter: Delimiter; length: number } | null {
	const match = SEP_LINE.exec(text);
	const delimiter = DELIMITERS.find((one) => one === match?.[1]);
	return match && delimiter ? { delimiter, length: match[0].length } : null;
}

/**
 * How a file whose first row names its columns is written.
 * @param head its first bytes, with the whole first row among them
 */
export function dialectOf(head: Uint8Array): Dialect {
	const encoding = encodingOf(head);
	const text = new TextDecoder(encoding).decode(head, { stream: true });
	const sep = sepLineOf(text);
	return sep
		? { encoding, delimiter: sep.delimiter, hasSepLine: true }
		: { encoding, delimiter: delimiterOfHeader(text), hasSepLine: false };
}

/**
 * A comma, unless the first row that is not blank has none outside quotes: then what occurs there most often. Names of
 * columns hold no delimiters, so a row of them is never taken apart wrongly.
 */
function delimiterOfHeader(text: string): Delimiter {
	const counts = new Map<string, number>();
	let isQuoted = false;
	for (const character of text.replace(/^[\r\n]+/, '')) {
		if (character === '"') isQuoted = !isQuoted;
		else if (!isQuoted && (character === '\n' || character === '\r')) break;
		else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1);
	}
	if (counts.has(',')) return ',';
	return DELIMITERS.reduce((best, one) =>
		(counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best
	);
}
