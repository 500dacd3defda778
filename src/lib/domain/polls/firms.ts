/** What registers and letterheads add to the name of a firm. */
const LEGAL_FORM =
	/\b(the|inc|incorporated|llc|llp|lp|ltd|limited|corp|corporation|co|company|plc|gmbh|group)\b/g;
/** A shorter name says too little to be the start of another. */
const LEAST_LETTERS = 3;

const wordsOf = (name: string): string[] =>
	name
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replaceAll('&', ' and ')
		.replace(/['’.]/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.replace(LEGAL_FORM, ' ')
		.split(' ')
		.filter((word) => word !== '');

/**
 * Whether two names can be of one pollster: alike but for case, accents, spaces and legal form, or one with words behind
 * the other, as Quinnipiac and Quinnipiac University.
 */
export function canBeSameFirm(one: string, other: string): boolean {
	const [few = [], many = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
	const short = few.join('');
	if (short === '') return one.trim() === other.trim();
	if (short === many.join('')) return true;
	return (
		short.length >= LEAST_LETTERS &&
		!GENERAL.has(short) &&
		few.every((word, index) => word === many[index])
	);
}

/** First words that many pollsters share. */
const GENERAL = new Set([
	'university',
	'institute',
	'center',
	'american',
	'national',
	'public',
	'data'
]);
