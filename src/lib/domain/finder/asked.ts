import { foldName } from '../actions/places/place-names.ts';
import { stateCode, stateOfFips } from '../screening/sites/state-names.ts';

/** One way to read what somebody typed: a name, and where it is looked for. */
export interface NameReading {
	/** Folded as by `foldName`. */
	name: string;
	/** A state's region code, or null for anywhere. */
	state: string | null;
	/** The county, state or country around it, folded as well, or how its label begins; null for anywhere. */
	area: string | null;
	/** Whether that is the whole label: words without a comma before them may be part of the name. */
	isWhole: boolean;
	/** Whether it is an unusual reading, which counts less and only by exact letters: `az chandler`. */
	isRare?: boolean;
}

/** Longer texts are no names. */
export const LONGEST_QUERY = 80;

/** Five digits are a ZIP code or a county's code; four more make a ZIP code of them, and "FIPS" a county's. */
const ZIP = /^\s*(zip( code)?:?\s+)?\d{5}(-\d{4})?\s*$/i;
const COUNTY_CODE = /^\s*((county )?(fips|geoid)( code)?:?\s+)?(\d{2})(\d{3})\s*$/i;

/** Whether somebody typed a ZIP code. */
export const isZipTyped = (text: string): boolean => ZIP.test(text);

/** The region code of a county by the five digits of its FIPS code; null for other texts, and where no state has it. */
export function countyCodeTyped(text: string): string | null {
	const [, , , , , state = '', county = ''] = COUNTY_CODE.exec(text) ?? [];
	const code = stateOfFips(state);
	return code === null ? null : `US-${code}-${state}${county}`;
}

/** A number and a street, up to the first comma, and a ZIP code at the end. */
const ZIP_AT_START = /^\s*\d{5}(-\d{4})?[\s,]+(?=\D)/;
const STREET = /^\s*\d+[a-z]?\s+[^\d,]{3,}/i;
const ZIP_AT_END = /[\s,]+\d{5}(-\d{4})?\s*$/;

/** Whether somebody typed a street address. */
export const isAddress = (text: string): boolean => STREET.test(text);

/** Words at most of which parts are tried. */
const MOST_WORDS = 5;
/** Words that say what something is, not which one. */
const VAGUE = new Set(
	`a an the of in at for on to and my is how what where city town village borough township twp charter county
	parish nation tribe reservation data center centers area metro greater`.split(/\s+/)
);
/** Letters of a word that can stand for a name alone. */
const LEAST_LETTERS = 3;

/**
 * Parts of what somebody typed, where nothing has all of it: the town and state of an address, then the words with one
 * left out, then each word, the longest first.
 * @example withFewerWords('intel columbus ohio') // ['columbus ohio', 'intel ohio', 'intel columbus', 'columbus', 'intel', 'ohio']
 */
export function withFewerWords(text: string): string[] {
	const typed = withoutZip(text.slice(0, LONGEST_QUERY));
	const [, ...town] = typed.split(',').map((part) => part.trim());
	const words = typed.split(/[\s,]+/).filter((word) => word !== '');
	if (words.length < 2) return [];
	const few = words.slice(-MOST_WORDS);
	const without = few.length < 3 ? [] : few.map((_, at) => few.toSpliced(at, 1).join(' '));
	const alone = few
		.filter(({ length }) => length >= LEAST_LETTERS)
		.toSorted((a, b) => b.length - a.length);
	const ofTown = isAddress(text) && town.length > 0 ? [town.join(', ')] : [];
	const telling = few.filter((word) => !VAGUE.has(word.toLowerCase()));
	const ofName = telling.length > 0 && telling.length < few.length ? [telling.join(' ')] : [];
	return [...new Set([...ofTown, ...ofName, ...without, ...alone])].filter(
		(part) => !VAGUE.has(part.toLowerCase())
	);
}

/** Most words that a state's name has: District of Columbia. */
const STATE_WORDS = 3;

/** Most words of a country's name that are tried: United Arab Emirates. */
const COUNTRY_WORDS = 3;
/** Most words of a county's name before what it is: Isle of Wight County. */
const COUNTY_WORDS = 3;
const COUNTY = /^(.+) (county|parish|borough|census area|municipality)$/;

/** What a name may begin with that says what it is: City of Manassas. */
const KIND_OF =
	/^(?:the )?(city|town|village|borough|charter township|township|parish|county|state|commonwealth) of (.+)$/i;

/** The same without what says its kind before it, and with that behind it: `Fairfax County` and `Fairfax` of County of Fairfax. */
function withoutKind(text: string): string[] {
	const [, kind, rest] = KIND_OF.exec(text.trim()) ?? [];
	if (kind === undefined || rest === undefined) return [];
	const [name = '', ...area] = rest.split(',');
	return [[`${name.trim()} ${kind}`, ...area].join(','), rest];
}

/** A text without a ZIP code before or behind it; a ZIP code alone stays. */
const withoutZip = (text: string): string =>
	text.replace(ZIP_AT_START, '').replace(ZIP_AT_END, '').trim() || text;

/**
 * Every way to read what somebody typed: as it stands, with its last words as a state, and with what comes before those,
 * or after a comma, as the county, state or country around it. "pa" may be the beginning of Park or Pennsylvania: both
 * are tried.
 * @example readingsOf('monterey pa').map(({ name, state }) => [name, state]) // [['monterey pa', null], ['monterey', 'US-PA']]
 */
export function readingsOf(text: string): NameReading[] {
	const typed = withoutZip(text.slice(0, LONGEST_QUERY));
	return [typed, ...withoutKind(typed)]
		.flatMap(inStates)
		.flatMap((one) => [
			{
				...{ name: foldName(one.typed), state: one.state, area: null, isWhole: false },
				...(one.isRare ? { isRare: true } : {})
			},
			...(one.isRare ? [] : within(one))
		])
		.filter(({ name }) => name !== '');
}

/** A text as it stands, with its last words as a state, and with its first. */
function inStates(typed: string): { typed: string; state: string | null; isRare: boolean }[] {
	const found = [{ typed, state: null as string | null, isRare: false }];
	const words = typed.replaceAll(',', ', ').split(/\s+/).filter(Boolean);
	for (let count = 1; count <= STATE_WORDS && count < words.length; count++) {
		const last = stateCode(words.slice(-count).join(' '));
		if (last !== null)
			found.push({
				typed: words.slice(0, -count).join(' '),
				state: `US-${last}`,
				isRare: false
			});
		const first = stateCode(words.slice(0, count).join(' '));
		if (first !== null)
			found.push({ typed: words.slice(count).join(' '), state: `US-${first}`, isRare: true });
	}
	return found;
}

/** The same text as a name and the area around it: after a comma, by a county's last word, or as a country. */
function within({ typed, state }: { typed: string; state: string | null }): NameReading[] {
	const [first = '', ...rest] = typed.split(',');
	const after = foldName(rest.join(' '));
	if (after !== '') return [{ name: foldName(first), state, area: after, isWhole: false }];
	const [, before, kind] = COUNTY.exec(foldName(typed)) ?? [];
	if (before !== undefined && kind !== undefined)
		return splitsOf(before, COUNTY_WORDS).map(([name, last]) => ({
			...{ name, state, area: `${last} ${kind}`, isWhole: false }
		}));
	if (state !== null) return [];
	return splitsOf(foldName(typed), COUNTRY_WORDS).map(([name, area]) => ({
		...{ name, state, area, isWhole: true }
	}));
}

/** A text as its first words and its last one, two and so on, up to so many. */
function splitsOf(text: string, most: number): [first: string, last: string][] {
	const words = text.split(' ');
	return Array.from({ length: Math.min(most, words.length - 1) }, (_, at) => [
		words.slice(0, -1 - at).join(' '),
		words.slice(-1 - at).join(' ')
	]);
}
