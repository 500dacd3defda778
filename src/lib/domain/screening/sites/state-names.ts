import STATES from '#data/us/states.json' with { type: 'json' };
import WORDS from '#data/us/state-words.json' with { type: 'json' };

/** A state in letters alone: `W. Va.`, `WVa` and `w va` are alike. */
const fold = (text: string): string =>
	text
		.toLowerCase()
		.replace(/^\s*(the )?(state|commonwealth) of (?!the)/, '')
		.replace(/^\s*us-/, '')
		.replace(/[^a-z]/g, '');

const BY_NAME = new Map<string, string>();
const BY_FIPS = new Map<string, string>();
const FIPS_OF = new Map<string, string>();
/** Names of the states by their postal code. */
export const STATE_NAMES: ReadonlyMap<string, string> = new Map(
	STATES.map(({ code, name }) => [code, name])
);
for (const { code, fips, name } of STATES) {
	for (const word of [code, name]) BY_NAME.set(fold(word), code);
	BY_FIPS.set(fips, code);
	FIPS_OF.set(code, fips);
}
for (const { code, written } of WORDS) for (const word of written) BY_NAME.set(fold(word), code);

/** No state is written longer. */
const LONGEST = 60;

/**
 * The postal code of a state by its name, code, or usual abbreviation; null for what is none.
 * @example stateCode('W.Va.') // 'WV'
 */
export const stateCode = (text: string): string | null =>
	text.length > LONGEST ? null : (BY_NAME.get(fold(text)) ?? null);

/** The postal code of a state by its FIPS code, perhaps without its zero in front. */
export const stateOfFips = (text: string): string | null =>
	/^\d{1,2}$/.test(text) ? (BY_FIPS.get(text.padStart(2, '0')) ?? null) : null;

/** The FIPS code of a state, two digits, by what `stateCode` takes. */
export function fipsOfState(text: string): string | null {
	const code = stateCode(text);
	return code === null ? null : (FIPS_OF.get(code) ?? null);
}
