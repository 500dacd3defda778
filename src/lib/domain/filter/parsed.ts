import type { FilterName } from './keys.ts';

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
	/** What a program can do about it, such as where all values are listed; readers of pages are not told. */
	hint?: string;
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
