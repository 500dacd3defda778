/** A quote inside a cell that does not start with one: RFC 4180 has none there, and readers differ on what it means. */
interface StrayQuote {
	/** Line ends between the start of the text and the start of the record. */
	line: number;
	/** Position of the cell in its record, from 0. */
	cell: number;
}

/**
 * The first stray quote of each record, in order. Text beside a closing quote is for the parser to report.
 * @param text whole records that end in LF
 */
export function strayQuotes(text: string, delimiter: string): StrayQuote[] {
	const found: StrayQuote[] = [];
	/** Start of the record in which the last quoted cell stands, and where that cell ends. */
	let quotedRecord = 0;
	let quotedEnd = -1;
	let told = -1;
	let line = 0;
	let counted = 0;
	const recordAt = (at: number): number => {
		const lineEnd = text.lastIndexOf('\n', at - 1);
		return lineEnd > quotedEnd || quotedEnd === -1 ? lineEnd + 1 : quotedRecord;
	};
	for (let at = text.indexOf('"'); at !== -1;) {
		const record = recordAt(at);
		if (at === record || text[at - 1] === delimiter) {
			quotedRecord = record;
			quotedEnd = closing(text, at);
			if (quotedEnd === -1) return found;
			at = text.indexOf('"', quotedEnd + 1);
			continue;
		}
		if (record !== told) {
			for (; counted < record; counted++) if (text[counted] === '\n') line++;
			found.push({ line, cell: cellsBefore(text.slice(record, at), delimiter) });
			told = record;
		}
		at = text.indexOf('"', at + 1);
	}
	return found;
}

/** Where a quoted cell closes; -1 where it does not. */
function closing(text: string, open: number): number {
	for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2))
		if (text[at + 1] !== '"') return at;
	return -1;
}

/** Delimiters outside quotes. */
function cellsBefore(text: string, delimiter: string): number {
	let cells = 0;
	let isQuoted = false;
	for (const character of text) {
		if (character === '"') isQuoted = !isQuoted;
		else if (character === delimiter && !isQuoted) cells++;
	}
	return cells;
}
