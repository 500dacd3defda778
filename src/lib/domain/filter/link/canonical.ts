import type { Collection } from '../../collections/collection.ts';
import { withoutAppended } from './appended.ts';
import { JOINED_KEYS, LIST_SEPARATOR } from '../grammar.ts';

export const DEFAULT_LIMIT = 100;

/**
 * Whether a query must be rewritten before it is answered: a form without JavaScript sends a key once per
 * value and empty fields. Returns the canonical search (without `?`), or null where nothing is to do.
 */
export function canonicalForm(params: URLSearchParams, collection?: Collection): string | null {
	const seen = new Set<string>();
	for (const [key, value] of params) {
		if (seen.has(key) || value === '') return canonical(params, collection);
		seen.add(key);
	}
	return null;
}

/**
 * The query under which a page is answered, where it is another than the one given, or null: without keys that
 * others append, and in canonical form where `canonicalForm` asks for it.
 * @param search with or without its question mark; what is returned has none
 */
export function pageQuery(search: string): string | null {
	const own = withoutAppended(search);
	const params = new URLSearchParams(own);
	return canonicalForm(params) ?? (own === search ? null : canonical(params));
}

/**
 * A query as it is written once: keys sorted, values of lists sorted and unique, empty values dropped; with
 * a collection, its defaults dropped too, so that equal views have equal addresses.
 * @example canonical(new URLSearchParams('to=2026&region=US-VA&region=US-TX')) // 'region=US-TX~US-VA&to=2026'
 */
export function canonical(params: URLSearchParams, collection?: Collection): string {
	const defaults = collection ? defaultsOf(collection) : NO_DEFAULTS;
	const merged = new URLSearchParams();
	for (const key of [...new Set(params.keys())].sort()) {
		const value = merge(key, params.getAll(key));
		if (value !== '' && defaults.get(key) !== value) merged.set(key, value);
	}
	return merged.toString().replaceAll('%7E', LIST_SEPARATOR);
}

/** One value for all that were given under a key: a list of them, or the last. */
function merge(key: string, given: string[]): string {
	const values = given.filter((value) => value !== '');
	if (!JOINED_KEYS.has(key)) return values.at(-1) ?? '';
	const parts = values.flatMap((value) => value.split(LIST_SEPARATOR));
	return [...new Set(parts.filter((part) => part !== ''))].sort().join(LIST_SEPARATOR);
}

const NO_DEFAULTS: ReadonlyMap<string, string> = new Map();

/** What a collection takes where a key is not given. */
const defaultsOf = ({ sort, region }: Collection): ReadonlyMap<string, string> =>
	new Map([
		['sort', sort[0]],
		['limit', String(DEFAULT_LIMIT)],
		['bom', '0'],
		['guard', '1'],
		['vintage', 'latest'],
		...(region
			? ([
					['region', region.fallback],
					['scope', region.scope]
				] as const)
			: [])
	]);
