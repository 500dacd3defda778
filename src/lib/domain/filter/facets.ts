import { isoDate } from '../dates.ts';
import { canonical } from './link/canonical.ts';
import { DATE_KEYS, LIST_SEPARATOR } from './grammar.ts';

/** A filter of a collection with the values the release holds, as `/api/v1/filters` answers. */
export interface Facet {
	key: string;
	label: string;
	shape: 'list' | 'one' | 'date' | 'count' | 'words' | 'amount' | 'dates';
	/** A value's `group` stands as a heading above the values that share it. */
	/** A value's `rows` are what is left with it and every other filter as it is; null or left out: not counted. */
	values: { value: string; label: string; group?: string; rows?: number | null }[];
	/** How many further values there are, each with fewer rows. */
	more?: number;
	/** Several values can be chosen however few there are. */
	many?: true;
	/** What no value means, where it is not "any". */
	none?: string;
	/** A value is always chosen: there is no "any", and nothing to take away. */
	required?: true;
}

/** The address a filter form asks for: what it holds, with the page's other keys kept and the position dropped. */
export function addressOf(form: FormData, url: URL, keys: readonly string[]): string {
	const params = new URLSearchParams();
	for (const [key, value] of url.searchParams)
		if (key !== 'cursor' && !keys.includes(key)) params.append(key, value);
	for (const [key, value] of form)
		if (keys.includes(key) && typeof value === 'string' && value !== '')
			params.append(key, DATE_KEYS.has(key) ? isoDate(value) : value);
	const search = canonical(params);
	return search === '' ? url.pathname : `${url.pathname}?${search}`;
}

/** Values of a list that an address chooses. */
export const chosen = (url: URL, key: string): string[] =>
	(url.searchParams.get(key) ?? '').split(LIST_SEPARATOR).filter((value) => value !== '');
