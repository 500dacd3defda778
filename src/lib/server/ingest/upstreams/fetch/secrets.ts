/** What stands in the place of a secret that a server repeated. */
const CUT = '***';

/** Finds secrets in text, however an answer may write them. */
export interface Secrets {
	/** The text without them. */
	cutFrom: (text: string) => string;
	/** The bytes without them; the same bytes where none is in them. */
	cutFromBytes: (bytes: Buffer) => Buffer;
}

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * One character as answers may write it: plain, escaped as JSON does, as addresses and forms do, or as web pages do.
 */
function forms(character: string): string {
	const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
	const code = character.codePointAt(0) ?? 0;
	return [
		literal(character),
		`\\\\${literal(character)}`,
		units.map((unit) => `\\\\u${hex(unit, 4)}`).join(''),
		// An address in an address has its signs of percent encoded too.
		[...Buffer.from(character)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
		`&#0*${code};`,
		`&#[xX]0*${hex(code, 1)};`,
		...(character === ' ' ? ['\\+'] : [])
	].join('|');
}

/** Bits a byte has, and bits a digit of base64 stands for. */
const BYTE = 8;
const DIGIT = 6;

/**
 * A secret in base64, wherever in the encoded text it begins: its digits but for those that it shares with the bytes
 * around it, in either alphabet.
 */
function inBase64(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].flatMap((before) => {
		const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const from = Math.ceil((before * BYTE) / DIGIT);
		const to = Math.floor(((before + bytes.length) * BYTE) / DIGIT);
		// So few digits are found in any text.
		if (to - from < FEWEST_DIGITS) return [];
		const digits = literal(text.slice(from, to))
			.replaceAll('\\+', '[-+]')
			.replaceAll('\\/', '[_/]');
		return [`${digits}[\\w+/-]?`];
	});
}
const FEWEST_DIGITS = 6;

const anyForm = (secret: string) =>
	[
		Array.from(secret, (character) => `(?:${forms(character)})`).join(''),
		...inBase64(secret),
		...(secret.length < FEWEST_DIGITS ? [] : [Buffer.from(secret).toString('hex')])
	].join('|');

/**
 * What was sent to a server and may not be kept: keys and addresses. Servers repeat them: the EIA puts the request
 * with its key into each answer.
 * @param sent the secrets; empty ones are none
 */
export function secretsOf(sent: readonly (string | null | undefined)[]): Secrets {
	const known = [...new Set(sent.flatMap((one) => (one ? [one] : [])))];
	if (known.length === 0) return { cutFrom: (text) => text, cutFromBytes: (bytes) => bytes };
	// The longer first: one secret may be a part of another.
	const pattern = new RegExp(
		known
			.toSorted((a, b) => b.length - a.length)
			.map(anyForm)
			.join('|'),
		// Some servers write what they were sent in capitals.
		'gi'
	);
	const cutFrom = (text: string) => text.replace(pattern, CUT);
	return {
		cutFrom,
		cutFromBytes: (bytes) => {
			const text = bytes.toString('utf8');
			const cut = cutFrom(text);
			return cut === text ? bytes : Buffer.from(cut);
		}
	};
}
