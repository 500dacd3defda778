import { stateOfFips } from './state-names.ts';

/** What five digits stand for that are the code of no county on record. */
interface OtherCode {
	/** Postal code of the state it belongs to, where the facts of a state can be given. */
	state: string | null;
	/** What the code stands for, as it follows `51000`. */
	words: string;
}

/** FIPS codes of areas that are no state here, with what they are. */
const OUTSIDE: Readonly<Record<string, string>> = {
	'00': 'stands for the United States as a whole',
	'64': 'lies in the Federated States of Micronesia, an independent country: not covered here',
	'68': 'lies in the Marshall Islands, an independent country: not covered here',
	'70': 'lies in Palau, an independent country: not covered here',
	'74': 'is one of the US Minor Outlying Islands, which belong to no state: not covered here'
};

/** Islands that the Census Bureau lists like counties, and whose shapes the boundaries used here leave out. */
const ISLANDS: Readonly<Record<string, string>> = {
	'60030': 'Rose Island',
	'60040': 'Swains Island'
};

/** From here on the Bureau of Economic Analysis numbers areas that it puts together. */
const COMBINED_FROM = 901;

/**
 * What a code means that is none of a county, of whichever list since 1990: an island, a whole state, a part that is
 * not told, an area of another agency.
 * @param fips five digits
 * @example otherCode('51000') // { state: 'VA', words: 'stands for the whole state' }
 */
export function otherCode(fips: string): OtherCode {
	const prefix = fips.slice(0, 2);
	const outside = OUTSIDE[prefix];
	if (outside !== undefined) return { state: null, words: outside };
	const state = stateOfFips(prefix);
	if (state === null)
		return { state, words: `is no county code: no state has the FIPS code ${prefix}` };
	const island = ISLANDS[fips];
	if (island !== undefined) return { state, words: `is ${island}` };
	const county = Number(fips.slice(2));
	if (county === 0) return { state, words: 'stands for the whole state' };
	if (county === 999) return { state, words: 'stands for a county that is not known' };
	if (county >= COMBINED_FROM)
		return {
			state: null,
			words:
				'is no county: statistics use codes from 901 on for areas put together from several; give the code of one'
		};
	return { state: null, words: 'is the code of no county in the Census lists since 1990' };
}
