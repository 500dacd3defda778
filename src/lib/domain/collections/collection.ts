import type { z } from 'zod';
import { optional, text, url } from '../schema/column.ts';
import { support } from '../tables/derived.ts';
import type { FilterName } from '../filter/keys.ts';
import type { RecordKind } from '../closed.ts';

type Shape = Record<string, z.ZodType>;

/** What the API answers with under one name: rows, filters, order. Pages, CSV and OpenAPI follow from it. */
export interface Collection {
	/** Name in the address: `/api/v1/{name}`. */
	name: string;
	title: string;
	description: string;
	/** One row of the answer, column by column, in CSV order. */
	row: z.ZodObject;
	/** The column that identifies a row; ties in any order are broken by it. */
	id: string;
	filters: readonly FilterName[];
	/**
	 * What `region` means: `within` for lists (what lies inside), `exact` for measures (the region
	 * itself); `fallback` is the region taken where none is given.
	 */
	region: { scope: 'within' | 'exact'; fallback: 'all' | 'US' | 'WLD' } | null;
	/** Columns that `sort` accepts; the first with its sign is the default. */
	sort: readonly [string, ...string[]];
	/** The column that names the actions whose figures a row repeats, joined with `~`; rows with a source hold their own. */
	repeats?: string;
	/** Kind of record that `search` indexes these rows under, where `q` is a filter. */
	searched: RecordKind | 'region' | 'claim' | null;
	/** Path of the page with its table; the page of data by default. */
	page?: string;
	/** What a plain table shows of it, the column that names a row first; its first columns that say something by default. */
	shown?: readonly string[];
	/** A query that shows something, where the usual one does not. */
	example?: Record<string, string>;
}

/** A collection whose columns are known to the compiler. */
export interface CollectionOf<Row extends Shape> extends Collection {
	row: z.ZodObject<Row>;
	id: keyof Row & string;
	shown?: readonly (keyof Row & string)[];
	repeats?: keyof Row & string;
}

/** Declares a collection; exists so that `id` is checked against the row. */
export const defineCollection = <Row extends Shape>(
	collection: CollectionOf<Row>
): CollectionOf<Row> => collection;

/** The words of a text, as types. */
type Words<Text extends string> = Text extends `${infer First} ${infer Rest}`
	? First | Words<Rest>
	: Text;

/** Names written in one text, known to the compiler. @example words('region scope') // ['region', 'scope'] */
export const words = <const Text extends string>(text: Text): Words<Text>[] =>
	text.split(' ') as Words<Text>[];

/**
 * Some columns of a table, by their names in one text; a name that the table does not have fails to compile.
 * @example picked(poll, 'house pollster') // { house: poll.house, pollster: poll.pollster }
 */
export function picked<Columns extends Shape, const Text extends string>(
	columns: Columns,
	names: Text & (Words<Text> extends keyof Columns ? Text : never)
): Pick<Columns, Words<Text> & keyof Columns> {
	return Object.fromEntries(names.split(' ').map((name) => [name, columns[name]])) as Pick<
		Columns,
		Words<Text> & keyof Columns
	>;
}

/** Columns that tell which region a row is about. */
export const regionName = { region_name: text('Name of the region, with its state') };

/** Filters by the day on which rows came or changed. */
export const STAMP_FILTERS = ['added_since', 'changed_since'] as const satisfies FilterName[];
/** Columns by which such rows are sorted. */
export const STAMP_SORT = ['added', 'changed'] as const;

/** The last columns of every collection of sourced records. */
export const provenance = {
	source_id: text('Source it was read in; sources and citations list all that state it'),
	source_title: text(
		'Title of the best source that states it: original before news before tracker'
	),
	source_url: optional(url('Address of that best source; empty where none is known')),
	publisher: text('Who published that best source'),
	...support
};

/** Filters every collection of sourced records has. */
export const COMMON_FILTERS = [
	'dataset',
	'tier',
	'min_sources',
	'q'
] as const satisfies FilterName[];
/** The same, and those by day. */
export const RECORD_FILTERS = [...STAMP_FILTERS, ...COMMON_FILTERS] as const;
