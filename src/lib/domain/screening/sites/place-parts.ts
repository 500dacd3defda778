import { stateCode } from './state-names.ts';

/** The parts of a place as written in one text, from the smallest to the state. */
export interface Address {
	/** What stands before the state, comma by comma. */
	parts: string[];
	/** Postal code of the state; null where the text ends with none. */
	state: string | null;
	/** A ZIP code at the end, which places nothing. */
	zip: string | null;
}

const COUNTRY = /^(the )?(usa|us|united states|united states of america|america)$/;
const ZIP = /^\d{5}(?:-\d{4})?$/;

const isCountry = (text: string): boolean =>
	COUNTRY.test(text.toLowerCase().replaceAll('.', '').replace(/\s+/g, ' ').trim());

/** Whether a text is a ZIP code by its form: five digits, perhaps four more. */
export const isZip = (text: string): boolean => ZIP.test(text.trim());

/** Whether a name says of itself that it is a county, or what stands for one. */
export const isCounty = (name: string): boolean =>
	/^county of\b|\b(county|cnty|co\.?|parish|census area|municipio|planning region)$/i.test(
		name.trim()
	);

/** Most words the name of a state has. */
const STATE_WORDS = 4;

/**
 * Takes apart what geocoders, letters and tables write: `Ashburn, VA 20147`, `Loudoun County, Virginia, USA`,
 * `Leesburg VA`.
 */
export function addressOf(text: string): Address {
	let parts = text
		.replace(/\s[/|–—-]\s/g, ', ')
		.replace(/\(([^()]*)\)\s*$/, (whole, inner: string) =>
			stateCode(inner) === null ? whole : `, ${inner}`
		)
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	let zip: string | null = null;
	for (;;) {
		const last = parts.at(-1) ?? '';
		if (parts.length > 1 && isCountry(last)) parts = parts.slice(0, -1);
		else if (parts.length > 1 && isZip(last)) {
			zip = last;
			parts = parts.slice(0, -1);
		} else break;
	}
	const [before, after] = zipAtEnd(withoutCountry(parts.at(-1) ?? ''));
	zip = after ?? zip;
	const last = before;
	// Alone, a name is a place: New York is asked for as a city.
	if (parts.length > 1 && stateCode(last) !== null)
		return { parts: parts.slice(0, -1), state: stateCode(last), zip };
	const words = last.split(/\s+/);
	for (let count = Math.min(STATE_WORDS, words.length - 1); count >= 1; count--) {
		const state = stateCode(words.slice(-count).join(' '));
		const rest = words.slice(0, -count).join(' ');
		// `Port Washington` ends with no state; `Leesburg VA`, `Springfield Ill.` and `Loudoun County Virginia` do.
		const end = words.slice(-count).join(' ');
		const isWritten =
			/^[A-Z]{2}$|\.$/.test(end) ||
			isCounty(rest) ||
			(/^[a-z]{2}$/.test(end) && rest === rest.toLowerCase());
		if (state !== null && isWritten) return { parts: [...parts.slice(0, -1), rest], state, zip };
	}
	return stateFirst([...parts.slice(0, -1), last], zip);
}

/** `VA, Loudoun County`: the state before what lies in it. */
function stateFirst(parts: string[], zip: string | null): Address {
	const [first = '', ...rest] = parts;
	const state = rest.length > 0 ? stateCode(first) : null;
	return state === null ? { parts, state, zip } : { parts: rest, state, zip };
}

/** `VA 20147` as `VA` and its ZIP code. */
function zipAtEnd(text: string): [string, string | null] {
	const at = text.lastIndexOf(' ');
	return at !== -1 && isZip(text.slice(at + 1))
		? [text.slice(0, at).trim(), text.slice(at + 1)]
		: [text, null];
}

/** `Virginia USA` as `Virginia`. */
const withoutCountry = (text: string): string =>
	text.replace(/\s+(usa|u\.s\.a\.|u\.s\.|united states( of america)?)$/i, '');
