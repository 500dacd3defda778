import type { Collection } from '../collections/collection.ts';
import { nearest } from '../nearest.ts';
import { DATE_FORMS, parseDate } from '../dates.ts';
import {
	ALL_REGIONS,
	FILTER_KEYS,
	LIST_SEPARATOR,
	type FilterKey,
	type FilterName
} from './keys.ts';

/** What a parser must know of a release: its regions and the values its open filters can take. */
export interface Vocabulary {
	/** The regions a code stands for (several where an alias overlaps several), or null. */
	region: (code: string) => { codes: string[]; note: string | null } | null;
	/** Values of an open filter with their labels. */
	values: (key: FilterName) => ReadonlyMap<string, string>;
	regionCodes: () => Iterable<string>;
}

/** One thing wrong with a query. */
export interface QueryProblem {
	key: string;
	value: string;
	message: string;
	allowed?: string[];
	did_you_mean?: string;
}

/** A parsed query: canonical values, defaults filled in. */
export interface Query {
	filters: Partial<Record<FilterName, string[]>>;
	/** Codes to match, aliases resolved; null means every region. */
	regions: string[] | null;
	scope: 'within' | 'exact';
	sort: { column: string; descending: boolean };
	limit: number;
	cursor: string | null;
	on: string | null;
	asOf: string | null;
	release: string | null;
	bom: boolean;
	guard: boolean;
	notes: string[];
}

export const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
/** A query that narrows nothing, newest first. */
export const ANY_QUERY: Query = {
	filters: {},
	regions: null,
	scope: 'within',
	sort: { column: 'date', descending: true },
	limit: MAX_LIMIT,
	cursor: null,
	on: null,
	asOf: null,
	release: null,
	bom: false,
	guard: true,
	notes: []
};

/** Keys that steer the answer rather than narrow it. */
const CONTROLS = ['sort', 'limit', 'cursor', 'on', 'as_of', 'release', 'bom', 'guard'] as const;
/** More values than this are not listed in an error. */
const LISTED = 60;

/**
 * Whether a query must be rewritten before it is answered: a form without JavaScript sends a key once per
 * value and empty fields. Returns the canonical search (without `?`), or null where nothing is to do.
 */
export function canonicalForm(params: URLSearchParams): string | null {
	const keys = [...params.keys()];
	const repeated = keys.some((key, index) => keys.indexOf(key) !== index);
	const empty = [...params.values()].some((value) => value === '');
	return repeated || empty ? canonical(params) : null;
}

/** Keys sorted, values of lists sorted and unique, empty values dropped. */
export function canonical(params: URLSearchParams): string {
	const merged = new URLSearchParams();
	for (const key of [...new Set(params.keys())].sort()) {
		const values = params.getAll(key).filter((value) => value !== '');
		if (values.length === 0) continue;
		const shape = isFilter(key) ? FILTER_KEYS[key].shape : 'one';
		const parts = values
			.flatMap((value) => value.split(LIST_SEPARATOR))
			.filter((part) => part !== '');
		if (shape === 'list') merged.set(key, [...new Set(parts)].sort().join(LIST_SEPARATOR));
		else merged.set(key, values.at(-1) ?? '');
	}
	return merged.toString().replaceAll('%7E', LIST_SEPARATOR);
}

const isFilter = (key: string): key is FilterName => Object.hasOwn(FILTER_KEYS, key);

/** Reads a query string for a collection; every problem is reported, none is ignored. */
export function parseQuery(
	collection: Collection,
	params: URLSearchParams,
	vocabulary: Vocabulary
): { query: Query; problems: QueryProblem[] } {
	const problems: QueryProblem[] = [];
	const filters: Query['filters'] = {};
	const allowed = [...collection.filters, ...CONTROLS];
	for (const [key, value] of params) {
		if (!allowed.includes(key as (typeof allowed)[number]))
			problems.push(unknownKey(key, value, allowed));
		else if (isFilter(key) && key !== 'region') {
			const parsed = parseFilter(key, value, vocabulary);
			if ('problem' in parsed) problems.push(parsed.problem);
			else filters[key] = parsed.values;
		}
	}
	const region = parseRegion(collection, params.get('region'), vocabulary, problems);
	if (region.given.length > 0) filters.region = region.given;
	const [from, to] = [filters.from?.[0], filters.to?.[0]];
	if (from && to && (parseDate(from)?.start ?? '') > (parseDate(to)?.end ?? ''))
		problems.push({ key: 'from', value: from, message: `lies after to=${to}` });
	const query: Query = {
		filters,
		regions: region.codes,
		scope:
			(filters.scope?.[0] as Query['scope'] | undefined) ?? collection.region?.scope ?? 'exact',
		sort: parseSort(collection, params.get('sort'), problems),
		limit: parseLimit(params.get('limit'), problems),
		cursor: params.get('cursor'),
		on: parseDay('on', params.get('on'), problems),
		asOf: parseDay('as_of', params.get('as_of'), problems),
		release: parseRelease(params.get('release'), problems),
		bom: parseSwitch('bom', params.get('bom'), false, problems),
		guard: parseSwitch('guard', params.get('guard'), true, problems),
		notes: region.notes
	};
	return { query, problems };
}

function unknownKey(key: string, value: string, allowed: readonly string[]): QueryProblem {
	const near = nearest(key, allowed);
	return {
		key,
		value,
		message: 'unknown key',
		allowed: [...allowed].sort(),
		...(near ? { did_you_mean: near } : {})
	};
}

type Parsed = { values: string[] } | { problem: QueryProblem };

function parseFilter(key: FilterName, value: string, vocabulary: Vocabulary): Parsed {
	const { shape } = FILTER_KEYS[key];
	switch (shape) {
		case 'date':
			return parseDate(value)
				? { values: [value] }
				: { problem: { key, value, message: `expected a date that exists, as ${DATE_FORMS}` } };
		case 'count':
			return /^[1-9]\d{0,3}$/.test(value)
				? { values: [value] }
				: { problem: { key, value, message: 'expected a whole number from 1' } };
		case 'words':
			return value.trim().length <= 200
				? { values: [value.trim()] }
				: { problem: { key, value, message: 'at most 200 letters' } };
		case 'one':
			return key === 'vintage' || key === 'record'
				? parseFree(key, value)
				: parseValues(key, [value], vocabulary);
		default:
			return parseValues(key, value.split(LIST_SEPARATOR), vocabulary);
	}
}

function parseFree(key: FilterName, value: string): Parsed {
	if (key !== 'vintage' || value === 'all' || value === 'latest' || parseDate(value))
		return { values: [value] };
	return {
		problem: {
			key,
			value,
			message: `expected all, latest or a date (${DATE_FORMS})`,
			allowed: ['all', 'latest']
		}
	};
}

function parseValues(key: FilterName, given: string[], vocabulary: Vocabulary): Parsed {
	const spec: FilterKey = FILTER_KEYS[key];
	const known: Iterable<string> = spec.values ?? vocabulary.values(key).keys();
	const list = [...known];
	const values = [...new Set(given.filter((part) => part !== ''))].sort();
	const unknown = values.find((value) => !list.includes(value));
	if (unknown === undefined) return { values };
	const near = nearest(unknown, list);
	return {
		problem: {
			key,
			value: unknown,
			message:
				list.length > LISTED
					? `no such ${key}; /api/v1/filters lists all ${list.length}`
					: `no such ${key} in this release`,
			allowed: list.slice(0, LISTED),
			...(near ? { did_you_mean: near } : {})
		}
	};
}

function parseRegion(
	collection: Collection,
	value: string | null,
	vocabulary: Vocabulary,
	problems: QueryProblem[]
): { given: string[]; codes: string[] | null; notes: string[] } {
	if (collection.region === null) return { given: [], codes: null, notes: [] };
	const { fallback } = collection.region;
	if (value === null)
		return fallback === 'all'
			? { given: [], codes: null, notes: [] }
			: { given: [fallback], codes: [fallback], notes: [] };
	if (value === ALL_REGIONS) return { given: [ALL_REGIONS], codes: null, notes: [] };
	const given = [...new Set(value.split(LIST_SEPARATOR).filter((code) => code !== ''))].sort();
	const codes: string[] = [];
	const notes: string[] = [];
	for (const code of given) {
		const found = vocabulary.region(code) ?? vocabulary.region(code.toUpperCase());
		if (!found) problems.push(unknownRegion(code, vocabulary));
		else {
			codes.push(...found.codes);
			if (found.note) notes.push(found.note);
		}
	}
	return {
		given: given.map((code) => (vocabulary.region(code) ? code : code.toUpperCase())),
		codes,
		notes
	};
}

function unknownRegion(code: string, vocabulary: Vocabulary): QueryProblem {
	const near = nearest(code, vocabulary.regionCodes());
	return {
		key: 'region',
		value: code,
		message: 'unknown region; /api/v1/regions lists all, region=all means every region',
		...(near ? { did_you_mean: near } : {})
	};
}

function parseSort(
	collection: Collection,
	value: string | null,
	problems: QueryProblem[]
): Query['sort'] {
	const wanted = value ?? collection.sort[0];
	const column = wanted.replace(/^-/, '');
	const known = collection.sort.map((name) => name.replace(/^-/, ''));
	if (!known.includes(column))
		problems.push({
			key: 'sort',
			value: wanted,
			message: 'not a column to sort by; put - before it to reverse',
			allowed: known
		});
	return { column, descending: wanted.startsWith('-') };
}

function parseLimit(value: string | null, problems: QueryProblem[]): number {
	if (value === null) return DEFAULT_LIMIT;
	const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0;
	if (limit >= 1 && limit <= MAX_LIMIT) return limit;
	problems.push({ key: 'limit', value, message: `expected a whole number from 1 to ${MAX_LIMIT}` });
	return DEFAULT_LIMIT;
}

function parseDay(key: string, value: string | null, problems: QueryProblem[]): string | null {
	if (value === null) return null;
	if (parseDate(value)?.precision === 'day') return value;
	problems.push({ key, value, message: 'expected a day that exists, as YYYY-MM-DD' });
	return null;
}

function parseRelease(value: string | null, problems: QueryProblem[]): string | null {
	if (value === null || /^[0-9a-f]{12}$/.test(value)) return value;
	problems.push({ key: 'release', value, message: 'expected the 12 hex digits of a release id' });
	return null;
}

function parseSwitch(
	key: string,
	value: string | null,
	fallback: boolean,
	problems: QueryProblem[]
): boolean {
	if (value === null) return fallback;
	if (value === '0' || value === '1') return value === '1';
	problems.push({ key, value, message: 'expected 0 or 1', allowed: ['0', '1'] });
	return fallback;
}
