import type { Collection } from '../collections/collection.ts';
import { nearest } from '../text/nearest.ts';
import { parseDate } from '../dates.ts';
import { DEFAULT_LIMIT } from './link/canonical.ts';
import { FILTERS } from './filters.ts';
import { ALL_REGIONS, LIST_SEPARATOR, UNKNOWN_KEY, RELEASE_ID } from './grammar.ts';
import { isFilter } from './keys.ts';
import { MOMENT_KEYS } from './link/moment.ts';
import { STATE_NAMES, stateCode } from '../screening/sites/state-names.ts';
import type { Query, QueryProblem, Vocabulary } from './parsed.ts';
import { NO_RELEASE_ID } from './filter-shapes.ts';

export type { Query, QueryProblem, Vocabulary };

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
const DATA_CONTROLS = MOMENT_KEYS;
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
			const parsed = FILTERS[key].parse(value, { collection, vocabulary });
			if ('problem' in parsed) problems.push(parsed.problem);
			else filters[key] = parsed.values;
		}
	}
	const region = parseRegion(collection, params.get('region'), vocabulary, problems);
	if (region.given.length > 0) filters.region = region.given;
	const [from, to] = [filters.from?.[0], filters.to?.[0]];
	if (from && to && (parseDate(from)?.start ?? '') > (parseDate(to)?.end ?? ''))
		problems.push({ key: 'from', value: from, message: `is later than to=${to}` });
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
	const near = stateMeant(code, vocabulary) ?? nearest(code, vocabulary.regionCodes());
	return {
		key: 'region',
		value: code,
		message: 'is not known',
		hint: '/api/v1/regions lists all; use region=all for all places',
		...(near ? { did_you_mean: near } : {})
	};
}

/** The code of the state that somebody calls by its name or its two letters; null for anything else. */
function stateMeant(typed: string, vocabulary: Vocabulary): string | null {
	const byName = new Map([...STATE_NAMES].map(([code, name]) => [name, code]));
	const code = stateCode(typed) ?? byName.get(nearest(typed, byName.keys()) ?? '');
	return code !== undefined && vocabulary.region(`US-${code}`) ? `US-${code}` : null;
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
			message: 'is not a column to sort by; put - before a column to reverse the order',
			allowed: known
		});
	return { column, descending: wanted.startsWith('-') };
}

function parseLimit(value: string | null, problems: QueryProblem[]): number {
	if (value === null) return DEFAULT_LIMIT;
	const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0;
	if (limit >= 1 && limit <= MAX_LIMIT) return limit;
	problems.push({ key: 'limit', value, message: `use a whole number from 1 to ${MAX_LIMIT}` });
	return DEFAULT_LIMIT;
}

function parseDay(key: string, value: string | null, problems: QueryProblem[]): string | null {
	if (value === null) return null;
	if (parseDate(value)?.precision === 'day') return value;
	problems.push({ key, value, message: 'use a day such as 2026-01-15' });
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
	problems.push({ key, value, message: 'use 0 or 1', allowed: ['0', '1'] });
	return fallback;
}
