/** What people write for "nothing is known", in letters and digits alone. */
const MISSING: ReadonlySet<string> = new Set([
	'',
	'na',
	'nan',
	'nil',
	'null',
	'none',
	'nodata',
	'novalue',
	'notavailable',
	'notapplicable',
	'notknown',
	'notprovided',
	'notdisclosed',
	'undisclosed',
	'unknown',
	'unk',
	'undefined',
	'undetermined',
	'unspecified',
	'missing',
	'blank',
	'empty',
	'tbd',
	'tba',
	'tbc',
	'tobedetermined',
	'tobeconfirmed',
	'tobeannounced',
	'pending',
	'ref',
	'value',
	'div0',
	'name',
	'num'
]);

/** No word for missing is longer. */
const LONGEST = 30;

/**
 * Whether a text is a usual word or sign for a value that is missing, as `N/A`, `–`, `#N/A` or `TBD`.
 * @param text not empty
 */
export function isMissing(text: string): boolean {
	if (text.length > LONGEST) return false;
	const bare = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
	// The errors of a spreadsheet are words of their own only behind their sign.
	if (['ref', 'value', 'div0', 'name', 'num'].includes(bare)) return text.startsWith('#');
	return MISSING.has(bare);
}
