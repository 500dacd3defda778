import { Parser } from 'saxen';
import { UploadError } from '../upload.ts';
import { damaged } from './workbook-zip.ts';

/** What is told of the elements of a part, by their names without prefix. */
export interface Taking {
	open: (name: string, attribute: (name: string) => string | undefined) => void;
	close?: (name: string) => void;
	text?: (text: string) => void;
	/** Whether enough was read. */
	isDone?: () => boolean;
}

/** Characters an element or a text may have: a cell of Excel holds at most 32,767. */
const LONGEST_TOKEN = 200_000;

/** Elements inside of each other; parts of a workbook have a dozen. */
const DEEPEST = 100;

/**
 * Reads a part of a workbook as it is unpacked, as far as it is wanted.
 * @throws UploadError where it is no XML in UTF-8, declares entities, or has a text longer than any cell
 */
export async function walk(pieces: AsyncIterable<Uint8Array>, taking: Taking): Promise<void> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let quiet = 0;
	const parser = parserFor(taking, () => (quiet = 0));
	for await (const piece of pieces) {
		const text = decoded(decoder, piece);
		quiet += text.length;
		parser.write(text);
		if (taking.isDone?.()) return;
		// What is not at its end is looked at anew with each piece.
		if (quiet > LONGEST_TOKEN) throw tooLong();
	}
	parser.write(decoded(decoder));
	parser.end();
}

const tooLong = () =>
	new UploadError(
		'the workbook holds a text longer than a cell can be: save the sheet as CSV UTF-8 and send that'
	);

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
	try {
		return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
	} catch (error) {
		if (error instanceof TypeError) throw damaged();
		throw error;
	}
}

function parserFor(taking: Taking, onToken: () => void): Parser {
	const fail = () => {
		throw damaged();
	};
	let depth = 0;
	const parser = new Parser()
		.on('openTag', (name, attributes, decode) => {
			onToken();
			if (++depth > DEEPEST) throw damaged();
			let own: Record<string, string> | undefined;
			taking.open(bare(name), (asked) => {
				own ??= named(attributes());
				const value = Object.hasOwn(own, asked) ? own[asked] : undefined;
				return value === undefined ? undefined : decode(value);
			});
			if (taking.isDone?.()) parser.stop();
		})
		.on('closeTag', (name) => {
			onToken();
			depth--;
			taking.close?.(bare(name));
			if (taking.isDone?.()) parser.stop();
		})
		// No workbook that Excel writes declares entities: what does is made to unfold, or to reach out.
		.on('attention', () => {
			throw new UploadError(
				'the workbook declares entities, which are not read: save the sheet as CSV UTF-8 and send that'
			);
		})
		.on('warn', fail)
		.on('error', fail);
	const { text } = taking;
	if (text) {
		parser.on('text', (given, decode) => text(decode(given)));
		parser.on('cdata', text);
	}
	return parser;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Attributes by their names without prefix; what declares a prefix is none. */
const named = (attributes: Record<string, string>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
			name.startsWith('xmlns') ? [] : [[bare(name), value]]
		)
	);
