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

/** Hexadecimal digits in either case. */
const eitherCase = (text: string) =>
	text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/**
 * One character as answers may write it: plain, escaped as JSON does, as addresses and forms do, or as web pages do.
 */
function forms(character: string): string {
	const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
	const code = character.codePointAt(0) ?? 0;
	return [
		literal(character),
		`\\\\${literal(character)}`,
		units.map((unit) => `\\\\u${eitherCase(hex(unit, 4))}`).join(''),
		[...Buffer.from(character)].map((byte) => `%${eitherCase(hex(byte, 2))}`).join(''),
		`&#0*${code};`,
		`&#[xX]0*${eitherCase(hex(code, 1))};`,
		...(character === ' ' ? ['\\+'] : [])
	].join('|');
}

const anyForm = (secret: string) =>
	[
		Array.from(secret, (character) => `(?:${forms(character)})`).join(''),
		literal(Buffer.from(secret).toString('base64').replace(/=+$/, ''))
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
		'g'
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
