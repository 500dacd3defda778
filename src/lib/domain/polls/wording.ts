/** A wave as far as its words go. */
interface Worded {
	question_text: string | null;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether waves are known to have been asked in the same words: every text is there, and all are equal. */
export function areSameWords(waves: readonly Worded[]): boolean {
	const texts = waves.map(({ question_text }) =>
		question_text === null ? null : plain(question_text)
	);
	return texts.length > 1 && !texts.includes(null) && new Set(texts).size === 1;
}

/** How many of several waves have their words on record. */
export const documented = (waves: readonly Worded[]): number =>
	waves.filter(({ question_text }) => question_text !== null).length;
