/** Words before or after a name that say what kind of place it is. */
const KIND_BEFORE = /^(city|town|village|borough|township|charter township|parish) of /;
const KIND_AFTER =
	/ (charter township|township|twp|city|town|village|borough|metropolitan government)$/;

/**
 * A name as gazetteers are searched: without accents, case and punctuation, with Saint, Mount and Fort in full.
 * @example foldName('St. Mary’s') // 'saint marys'
 */
export const foldName = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replaceAll('ø', 'o')
		.replaceAll('æ', 'ae')
		.replaceAll('ł', 'l')
		.replace(/['’.]/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.replace(/\bst\b/g, 'saint')
		.replace(/\bste\b/g, 'sainte')
		.replace(/\bmt\b/g, 'mount')
		.replace(/\bft\b/g, 'fort')
		.replace(/\btwp\b/g, 'township');

/**
 * Names under which a gazetteer may list a place, the fullest first: a township before its bare name.
 * @example namesOf('Saline', 'township') // ['saline township', 'saline']
 */
export function namesOf(name: string, kind: string): string[] {
	const folded = foldName(name.replace(/\([^)]*\)/g, ' '));
	const bare = folded.replace(KIND_BEFORE, '').replace(KIND_AFTER, '');
	const full = kind === 'township' ? [`${bare} township`] : [];
	return [...new Set([...full, folded, bare])].filter((one) => one !== '');
}
