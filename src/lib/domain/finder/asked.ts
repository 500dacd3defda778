import { foldName } from '../actions/places/place-names.ts';
import { stateCode } from '../screening/sites/state-names.ts';

/** One way to read what somebody typed: a name, and the state it is looked for in. */
export interface Reading {
	/** Folded as by `foldName`. */
	name: string;
	/** A state's region code, or null for anywhere. */
	state: string | null;
}

/** Longer texts are no names. */
export const LONGEST_QUERY = 80;

/** What five digits are taken for: nobody types a county's code here. */
const ZIP = /^\s*\d{5}(-\d{4})?\s*$/;

/** Whether somebody typed a ZIP code. */
export const isZip = (text: string): boolean => ZIP.test(text);

/** Most words that a state's name has: District of Columbia. */
const STATE_WORDS = 3;

/**
 * Every way to read what somebody typed: as it stands, and with its last words as a state.
 * "pa" may be the beginning of Park or Pennsylvania: both are tried.
 * @example readingsOf('monterey pa') // [{ name: 'monterey pa', state: null }, { name: 'monterey', state: 'US-PA' }]
 */
export function readingsOf(text: string): Reading[] {
	const typed = text.slice(0, LONGEST_QUERY);
	const readings: Reading[] = [{ name: foldName(typed), state: null }];
	const words = typed.trim().split(/[\s,]+/);
	for (let last = 1; last <= STATE_WORDS && last < words.length; last++) {
		const code = stateCode(words.slice(-last).join(' '));
		const name = foldName(words.slice(0, -last).join(' '));
		if (code !== null && name !== '') readings.push({ name, state: `US-${code}` });
	}
	return readings.filter(({ name }) => name !== '');
}
