import type { Collection } from '../collections/collection.ts';
import { DATE_FORMS, DATE_HINT, isoDate, parseDate } from '../dates.ts';
import { nearest } from '../text/nearest.ts';
import { LIST_SEPARATOR, RELEASE_ID } from './grammar.ts';
import type { FilterKey, FilterName, FilterShape } from './keys.ts';
import type { QueryProblem, Vocabulary } from './parsed.ts';

/** What a filter is read with: its key and what it allows, the list it narrows, and the words of the release. */
export interface Given {
	key: FilterName;
	spec: FilterKey;
	collection: Collection;
	vocabulary: Vocabulary;
}

/** The values of a filter as they are written once, or what is wrong with them. */
export type Parsed = { values: string[] } | { problem: QueryProblem };

/** What rows must hold: a column that is one of some values, or reaches a bound; or words of the search. */
export type Condition =
	| { column: string; is: 'in'; values: readonly string[] }
	| { column: string; is: '>=' | '<='; value: string | number | undefined }
	| { words: string };

/** Whether a cell of a condition's column holds it. What is unknown never does, as in SQL. */
export function isHeld(
	condition: Exclude<Condition, { words: string }>,
	cell: string | number | null
): boolean {
	if (cell === null) return false;
	if (condition.is === 'in') return condition.values.includes(String(cell));
	const { is, value } = condition;
	return value !== undefined && (is === '>=' ? cell >= value : cell <= value);
}

/** How the values of filters of one shape are read, what they ask of rows, and how both are described. */
export interface Shape {
	/** Reads what an address states. */
	parse: (value: string, given: Given) => Parsed;
	/** What the values ask of rows. @param column the column the filter compares with */
	where: (values: readonly string[], column: string) => Condition;
	/** What it takes, after its label, in the description of the API. */
	takes: string;
}

const wrong = (
	{ key }: Given,
	value: string,
	message: string,
	more: Partial<QueryProblem> = {}
): Parsed => ({ problem: { key, value, message, ...more } });

const isIn: Shape['where'] = (values, column) => ({ column, is: 'in', values });

/**
 * The value that was likely meant. Of ids in parts, as those of places, one that begins alike and has the name or
 * begins with it comes before one that is spelled alike: a place of the same state.
 */
function likelyMeant(written: string, list: readonly string[]): string | null {
	const parts = written.toLowerCase().split('/');
	const [start, name] = [parts[0] ?? '', parts.at(-1) ?? ''];
	if (parts.length < 2 || name === '') return nearest(written, list);
	const alike = new Map(
		list
			.filter((one) => one.toLowerCase().startsWith(`${start}/`))
			.map((one) => [one.split('/').at(-1)?.toLowerCase() ?? '', one])
	);
	const named = alike.get(name) ?? [...alike].find(([other]) => other.startsWith(`${name}-`))?.[1];
	return named ?? alike.get(nearest(name, alike.keys()) ?? '') ?? nearest(written, list);
}

/** More values than this are not listed in an error. */
const LISTED = 60;

function values(written: string[], given: Given): Parsed {
	const { key, spec, collection, vocabulary } = given;
	const isKnown = (value: string) =>
		spec.values ? spec.values.includes(value) : vocabulary.knows(key, value);
	const found = [...new Set(written.filter((part) => part !== ''))].sort();
	const unknown = found.find((value) => !isKnown(value));
	if (unknown === undefined && found.length > 0) return { values: found };
	const list = spec.values ?? [...vocabulary.values(key).keys()];
	const near = likelyMeant(unknown ?? '', list);
	return wrong(given, unknown ?? written.join(LIST_SEPARATOR), 'is not known', {
		...(list.length > LISTED
			? { hint: `/api/v1/filters?collection=${collection.name} lists all ${list.length}` }
			: {}),
		allowed: list.slice(0, LISTED),
		...(near ? { did_you_mean: near } : {})
	});
}

/** A number in digits. */
const digits = (form: RegExp, expected: string): Shape['parse'] => {
	return (value, given) =>
		form.test(value) ? { values: [String(Number(value))] } : wrong(given, value, expected);
};

/** So many days are answered for at once. */
const MOST_DAYS = 12;
const LONGEST_WORDS = 200;

/** Every shape of filter. */
export const SHAPES: Readonly<Record<FilterShape, Shape>> = {
	list: {
		parse: (value, given) => values(value.split(LIST_SEPARATOR), given),
		where: isIn,
		takes: '; several joined with ~'
	},
	one: { parse: (value, given) => values([value], given), where: isIn, takes: '' },
	date: {
		parse: (value, given) =>
			parseDate(isoDate(value)) ? { values: [isoDate(value)] } : wrong(given, value, DATE_HINT),
		where: ([day = ''], column) => ({ column, is: '>=', value: parseDate(day)?.start }),
		takes: ` (${DATE_FORMS}); rows whose days overlap stay`
	},
	count: {
		parse: digits(/^[1-9]\d{0,3}$/, 'use a whole number from 1 to 9999'),
		where: ([count], column) => ({ column, is: '>=', value: Number(count) }),
		takes: '; a whole number'
	},
	amount: {
		parse: digits(/^\d{1,15}$/, 'use a whole number of up to 15 digits'),
		where: isIn,
		takes: '; a whole number from 0'
	},
	dates: {
		parse: (value, given) => {
			const days = [
				...new Set(
					value
						.split(LIST_SEPARATOR)
						.filter((day) => day !== '')
						.map(isoDate)
				)
			].sort();
			const bad = days.find((day) => parseDate(day)?.precision !== 'day');
			if (bad !== undefined || days.length === 0)
				return wrong(
					given,
					bad ?? value,
					`use days such as 2026-01-15, joined with ${LIST_SEPARATOR}`
				);
			return days.length > MOST_DAYS
				? wrong(given, value, `use at most ${MOST_DAYS} days`)
				: { values: days };
		},
		where: isIn,
		takes: ' (YYYY-MM-DD); several joined with ~'
	},
	words: {
		parse: (value, given) => {
			const words = value.trim();
			if (words.length > LONGEST_WORDS)
				return wrong(given, words, `use at most ${LONGEST_WORDS} letters`);
			return /[\p{L}\p{N}]/u.test(words)
				? { values: [words] }
				: wrong(given, words, 'use at least one letter or digit');
		},
		where: ([words = '']) => ({ words }),
		takes: ': every word must begin a word of the record; case and accents do not matter'
	}
};

/** What is wrong with a release id. */
export const NO_RELEASE_ID = 'use the 12 hex digits of a release id';

/** What single filters do otherwise than their shape. */
export const OTHERWISE: Partial<Record<FilterName, Partial<Shape>>> = {
	to: { where: ([day = ''], column) => ({ column, is: '<=', value: parseDate(day)?.end }) },
	record: { parse: (value) => ({ values: [value] }) },
	since: {
		parse: (value, given) =>
			RELEASE_ID.test(value) ? { values: [value] } : wrong(given, value, NO_RELEASE_ID)
	},
	vintage: {
		parse: (value, given) =>
			value === 'all' || value === 'latest' || parseDate(value)
				? { values: [value] }
				: wrong(given, value, `use all, latest or a date (${DATE_FORMS})`, {
						allowed: ['all', 'latest']
					})
	}
};
