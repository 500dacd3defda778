import type { Collection } from '../collections/collection.ts';
import { nearest } from '../text/nearest.ts';
import { DATE_FORMS, isoDate, parseDate } from '../dates.ts';
import { DEFAULT_LIMIT, isFilter } from './canonical.ts';
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
	/** Values of an open filter that rows of the collection have, with their labels. */
	values: (key: FilterName) => ReadonlyMap<string, string>;
	/** Whether any collection has the value: then it is no mistake, and an empty answer is a true one. */
	knows: (key: FilterName, value: string) => boolean;
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
	/** The day as the address states it. */
	on: string | null;
	/** The day the answer is for; null where none has been settled yet. */
	day: string | null;
	asOf: string | null;
	release: string | null;
	bom: boolean;
	guard: boolean;
	notes: string[];
}

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
	day: null,
	asOf: null,
	release: null,
	bom: false,
	guard: true,
	notes: []
};

/** Keys that choose the data an answer is made from: its release and its day. */
const DATA_CONTROLS = ['on', 'as_of', 'release'] as const;
/** Keys that steer an answer of each format, beside the filters that narrow it. */
export const CONTROLS = {
	json: ['sort', 'limit', 'cursor', ...DATA_CONTROLS],
	csv: ['sort', 'bom', 'guard', ...DATA_CONTROLS],
	/** A whole result in a format that is no CSV and holds none. */
	file: ['sort', ...DATA_CONTROLS],
	/** Counts over a list: takes the list's whole query, of whose position only release and day matter. */
	summary: ['sort', 'limit', 'cursor', ...DATA_CONTROLS],
	record: DATA_CONTROLS
} as const;
export type Format = keyof typeof CONTROLS;

/** What a release id looks like. */
const RELEASE_ID = /^[0-9a-f]{12}$/;
const NO_RELEASE_ID = 'expected the 12 hex digits of a release id';

/** More values than this are not listed in an error. */
const LISTED = 60;

/** Reads a query string for a collection; every problem is reported, none is ignored. */
export function parseQuery(
	collection: Collection,
	params: URLSearchParams,
	vocabulary: Vocabulary,
	format: Format = 'json'
): { query: Query; problems: QueryProblem[] } {
	const problems = unknownKeys(params, [...collection.filters, ...CONTROLS[format]]);
	const filters: Query['filters'] = {};
	for (const [key, value] of params) {
		if (isFilter(key) && key !== 'region' && collection.filters.includes(key)) {
			const parsed = parseFilter(key, value, collection, vocabulary);
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
		day: null,
		asOf: parseDay('as_of', params.get('as_of'), problems),
		release: parseRelease(params.get('release'), problems),
		bom: parseSwitch('bom', params.get('bom'), false, problems),
		guard: parseSwitch('guard', params.get('guard'), true, problems),
		notes: region.notes
	};
	return { query, problems };
}

/** What is wrong with a key that does not exist. */
export const UNKNOWN_KEY = 'unknown key';

/** A problem for every key that is not allowed. */
export function unknownKeys(params: URLSearchParams, allowed: readonly string[]): QueryProblem[] {
	return [...params]
		.filter(([key]) => !allowed.includes(key))
		.map(([key, value]) => {
			const near = nearest(key, allowed);
			return {
				key,
				value,
				message: UNKNOWN_KEY,
				allowed: [...allowed].sort(),
				...(near ? { did_you_mean: near } : {})
			};
		});
}

type Parsed = { values: string[] } | { problem: QueryProblem };

function parseFilter(
	key: FilterName,
	value: string,
	collection: Collection,
	vocabulary: Vocabulary
): Parsed {
	const { shape } = FILTER_KEYS[key];
	switch (shape) {
		case 'date':
			return parseDate(isoDate(value))
				? { values: [isoDate(value)] }
				: { problem: { key, value, message: `expected a date that exists, as ${DATE_FORMS}` } };
		case 'count':
			return /^[1-9]\d{0,3}$/.test(value)
				? { values: [value] }
				: { problem: { key, value, message: 'expected a whole number from 1 to 9999' } };
		case 'amount':
			return /^\d{1,15}$/.test(value)
				? { values: [String(Number(value))] }
				: { problem: { key, value, message: 'expected a whole number of up to 15 digits' } };
		case 'dates':
			return parseDays(key, value);
		case 'words':
			return parseWords(key, value.trim());
		case 'one':
			return key === 'vintage' || key === 'record' || key === 'since'
				? parseFree(key, value)
				: parseValues(key, [value], collection, vocabulary);
		default:
			return parseValues(key, value.split(LIST_SEPARATOR), collection, vocabulary);
	}
}

/** So many days are answered for at once. */
const MOST_DAYS = 12;

function parseDays(key: FilterName, value: string): Parsed {
	const days = [...new Set(value.split(LIST_SEPARATOR).filter((day) => day !== ''))].sort();
	const wrong = days.find((day) => parseDate(day)?.precision !== 'day');
	if (wrong !== undefined || days.length === 0)
		return {
			problem: {
				key,
				value: wrong ?? value,
				message: `expected days that exist, as YYYY-MM-DD, joined with ${LIST_SEPARATOR}`
			}
		};
	if (days.length > MOST_DAYS)
		return { problem: { key, value, message: `at most ${MOST_DAYS} days` } };
	return { values: days };
}

const LONGEST_WORDS = 200;

function parseWords(key: FilterName, value: string): Parsed {
	if (value.length > LONGEST_WORDS)
		return { problem: { key, value, message: `at most ${LONGEST_WORDS} letters` } };
	if (!/[\p{L}\p{N}]/u.test(value))
		return { problem: { key, value, message: 'expected at least one letter or digit' } };
	return { values: [value] };
}

function parseFree(key: FilterName, value: string): Parsed {
	if (key === 'since' && !RELEASE_ID.test(value))
		return { problem: { key, value, message: NO_RELEASE_ID } };
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

function parseValues(
	key: FilterName,
	given: string[],
	collection: Collection,
	vocabulary: Vocabulary
): Parsed {
	const spec: FilterKey = FILTER_KEYS[key];
	const isKnown = (value: string) =>
		spec.values ? spec.values.includes(value) : vocabulary.knows(key, value);
	const values = [...new Set(given.filter((part) => part !== ''))].sort();
	const unknown = values.find((value) => !isKnown(value));
	if (unknown === undefined && values.length > 0) return { values };
	const list = spec.values ?? [...vocabulary.values(key).keys()];
	const near = nearest(unknown ?? '', list);
	return {
		problem: {
			key,
			value: unknown ?? given.join(LIST_SEPARATOR),
			message:
				list.length > LISTED
					? `no such ${key}; /api/v1/filters?collection=${collection.name} lists all ${list.length}`
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
	const given = value.split(LIST_SEPARATOR).filter((code) => code !== '');
	if (given.some((code) => code.toLowerCase() === ALL_REGIONS))
		return { given: [ALL_REGIONS], codes: null, notes: [] };
	if (given.length === 0) problems.push(unknownRegion(value, vocabulary));
	const written = [
		...new Set(given.map((code) => (vocabulary.region(code) ? code : code.toUpperCase())))
	].sort();
	const codes = new Set<string>();
	const notes: string[] = [];
	for (const code of written) {
		const found = vocabulary.region(code);
		if (!found) problems.push(unknownRegion(code, vocabulary));
		for (const each of found?.codes ?? []) codes.add(each);
		if (found?.note) notes.push(found.note);
	}
	return { given: written, codes: [...codes], notes };
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
	if (value === null || RELEASE_ID.test(value)) return value;
	problems.push({ key: 'release', value, message: NO_RELEASE_ID });
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
