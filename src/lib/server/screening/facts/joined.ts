/** Texts in one cell, as lists are written in a result; null where there are none. */
export const joined = (texts: readonly string[]): string | null =>
	texts.length === 0 ? null : texts.join(' | ');
