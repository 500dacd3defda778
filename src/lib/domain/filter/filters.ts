import { ALL_REGIONS } from './grammar.ts';
import { FILTER_KEYS, type FilterKey, type FilterName, type FilterShape } from './keys.ts';
import { articled } from '../text/format.ts';
import type { Query } from './parsed.ts';
import { OTHERWISE, SHAPES, type Condition, type Given, type Parsed } from './filter-shapes.ts';

/** One filter: how it is read, what it asks of rows, and how it reads in a sentence. */
export interface Filter {
	key: FilterName;
	shape: FilterShape;
	label: string;
	/** Closed list of values; without it, a list's values are those the release holds. */
	values?: readonly string[];
	/** Reads what an address states under the key. */
	parse: (value: string, given: Pick<Given, 'collection' | 'vocabulary'>) => Parsed;
	/** What rows must hold. */
	where: (values: readonly string[]) => Condition;
	/** The filter in a sentence; '' where it says nothing. @param words its values in words */
	phrase: (words: readonly string[], query: Query) => string;
	/** What it takes, after its label, in the description of the API. */
	takes: string;
}

const phraseOf =
	(key: FilterName, phrase: string): Filter['phrase'] =>
	(words, { filters, scope }) => {
		if (key === 'region' && filters.region?.[0] === ALL_REGIONS) return 'everywhere';
		if (key === 'scope') return `${scope === 'within' ? 'with' : 'without'} places inside`;
		const said = key === 'region' ? words.map(articled) : words;
		return phrase.replace('{}', said.join(' or '));
	};

function filterOf(key: FilterName): Filter {
	const spec: FilterKey = FILTER_KEYS[key];
	const { shape, label, values, column = key } = spec;
	const { parse, where, takes } = { ...SHAPES[shape], ...OTHERWISE[key] };
	return {
		...{ key, shape, label, takes },
		...(values === undefined ? {} : { values }),
		parse: (value, given) => parse(value, { key, spec, ...given }),
		where: (given) => where(given, column),
		phrase: phraseOf(key, spec.phrase)
	};
}

/** Every filter of the grammar by its key, in the order in which sentences and file names tell them. */
export const FILTERS = Object.fromEntries(
	(Object.keys(FILTER_KEYS) as FilterName[]).map((key) => [key, filterOf(key)])
) as Readonly<Record<FilterName, Filter>>;
