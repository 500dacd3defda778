import { fipsOfState, stateOfFips } from './state-names.ts';

/** A county's code as it is looked up, and what to know about how it was read. */
interface CountyCode {
	code: string;
	notes: string[];
}

/** Summary level of counties in the ids of the Census Bureau, as in `0500000US01001`. */
const COUNTY_LEVEL = '050';
/** Digits of the ids of census tracts, block groups and blocks, which begin with those of their county. */
const PARTS_OF_COUNTIES = [11, 12, 15];

/**
 * The county's code in a text of a column of such codes: five digits, four where a zero in front was lost,
 * `US-VA-51107`, or an id of the Census Bureau; three digits beside a state. Null for anything else.
 * @param state FIPS code of the state beside it, or its name or postal code
 */
export function countyCodeOf(text: string, state: string | null): CountyCode | null {
	const given = text
		.trim()
		.replace(/^="?|^'|"$/g, '')
		.replace(/\.0+$/, '')
		.replace(/^(\d{2})[ -](\d{3})$/, '$1$2');
	if (/^(US-[A-Z]{2}-)?\d{5}$/i.test(given) || /^\d{4}$/.test(given))
		return { code: given, notes: [] };
	if (/^\d{1,3}$/.test(given)) {
		const fips = state === null ? null : fipsCodeOf(state);
		return fips === null ? null : { code: `${fips}${given.padStart(3, '0')}`, notes: [] };
	}
	const [, level, digits = ''] = /^(\d{3})[0-9A-Z]{0,6}US(\d{5,15})$/i.exec(given) ?? [];
	if (level === COUNTY_LEVEL && digits.length === 5) return { code: digits, notes: [] };
	const id = level === undefined ? given : digits;
	if (/^\d+$/.test(id) && PARTS_OF_COUNTIES.includes(id.length)) {
		const code = id.slice(0, 5);
		return { code, notes: [`${given} lies in the county ${code}`] };
	}
	return null;
}

const fipsCodeOf = (state: string): string | null =>
	stateOfFips(state) === null ? fipsOfState(state) : state.padStart(2, '0');
