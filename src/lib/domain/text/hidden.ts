/** Control characters that mean nothing in a text; line end and tab do. U+FFFD stands for a character that was lost. */
const NOT_IN_TEXT = /(?![\t\n\r])[\p{Cc}\ufeff\ufffd]/u;
/** Beyond those, characters that nobody sees: what looks like two equal words would be two. */
const NOT_IN_WORDS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\ufffd]/u;

/**
 * A character that is not seen, or stands for a lost one, as `U+200B`; null where there is none.
 * @param isText running text, in which marks of direction and joiners have a meaning
 */
export function hiddenIn(text: string, isText: boolean): string | null {
	const [found] = (isText ? NOT_IN_TEXT : NOT_IN_WORDS).exec(text) ?? [];
	return found === undefined
		? null
		: `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What to do about it, for a message. */
export const hiddenAdvice = (code: string): string =>
	code === 'U+FFFD'
		? 'holds U+FFFD, which stands for a character that an earlier program could not read; write the character that was meant'
		: `holds the invisible character ${code}; remove it`;
