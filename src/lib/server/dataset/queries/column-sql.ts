import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { CollectionName, CollectionRow } from '#lib/domain/collections/index.ts';
import { aliasesOf, idOf, placeOf, type Stored } from '#lib/domain/collections/stored.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { aliasOf, type FilterPlaces, type Special } from '../filters.ts';

/** A column that is stored nowhere: its SQL, the same for every query or not; or its place in a table joined by hand. */
export type Made<Value> = string | RawBuilder<Value> | ((query: Query) => RawBuilder<Value>);

/** What of a list's statement does not follow from its declaration. */
export interface ByHand<N extends CollectionName> {
	columns?: { [Column in keyof CollectionRow<N>]?: Made<CollectionRow<N>[Column]> };
	/** Tables joined by more than a key. */
	joined?: (query: Query) => RawBuilder<unknown>;
	/** The first table as the statement names it. */
	table?: (query: Query, total: number | null) => string;
	/** The rows there are on the day of a query, whether filters or an id ask for them. */
	only?: (query: Query) => Expression<SqlBool>;
	/** SQL of the id as answered. */
	id?: string;
	/** SQL of the columns that put rows of equal rank in one order, always the same; the id by default. */
	ties?: string;
	/** SQL of a sort column where that is another than the column of its name. */
	order?: Record<string, string>;
	/** Where a filter finds its column, where that is none of the list. */
	filters?: Partial<Record<FilterName, string>>;
	/** Filters that are no plain comparison: SQL with the values. */
	special?: Special;
	/** Conditions that hold whether or not a filter is given. */
	always?: (query: Query) => Expression<SqlBool>[];
	/** Place of the one day a row stands for, where it stands for no interval. */
	day?: string;
	/** The table that alone says how many rows there are, where filters need no other: counting joins nothing. */
	counted?: string;
	/** Where the rows of a page are found first, by their place in that table alone; what is joined to them comes after. */
	placed?: (query: Query, total: number | null) => string;
	/** How many rows are so few that they are found by their filters and sorted: no index is followed for its order. */
	few?: number;
	/** A table of sums that says how many rows there are, where the filters are such; `always` is left out of it. */
	counting?: (query: Query) => { total: string; from: string } | null;
	/** SQL of the source a row names, where the counted table has it. */
	sourced?: string;
}

/** Where a column of a list is found: in a table of its declaration, or where it is put by hand; null where it is made. */
function placeIn<N extends CollectionName>(
	list: Stored,
	hand: ByHand<N>,
	column: string
): string | null {
	const made = hand.columns?.[column as keyof CollectionRow<N>];
	if (made === undefined) return placeOf(list, column);
	return typeof made === 'string' ? made : null;
}

/** The table whose rows stand for the days from date_start to date_end; null where they do not. */
function datesOf<N extends CollectionName>(list: Stored, hand: ByHand<N>): string | null {
	const date = hand.day === undefined ? placeIn(list, hand, 'date') : null;
	const alias = date === null ? null : aliasOf(date);
	const table = aliasesOf(list).find(([name]) => name === alias)?.[1];
	return table && 'date_start' in { ...table.row.shape, ...table.derived.shape } ? alias : null;
}

/** SQL of the id of a list's rows: a column, or the key of its first table joined with `|`. */
export const idSql = <N extends CollectionName>(list: Stored, hand: ByHand<N>): string =>
	hand.id ??
	idOf(list)
		.map(({ place, optional }) => (optional ? `coalesce(${place}, '')` : place))
		.join(` || '|' || `);

/** The column that `search` knows a kind of record by. */
const searchedBy = (kind: NonNullable<Stored['searched']>): string =>
	kind === 'region' ? 'region' : kind === 'series' ? 'series_id' : `${kind}_id`;

/** Where the filters of a list find what they compare with. Its `place` throws an Error for a filter without a column. */
export function filterPlaces<N extends CollectionName>(
	list: Stored,
	hand: ByHand<N>
): FilterPlaces {
	const dates = datesOf(list, hand);
	const day = hand.day ?? placeIn(list, hand, 'date');
	const { special, always } = hand;
	return {
		place: (key, column) => {
			const place =
				hand.filters?.[key] ??
				(key === 'from' || key === 'to'
					? dates === null
						? day
						: `${dates}.${column}`
					: placeIn(list, hand, column));
			if (place === null) throw new Error(`the list ${list.name} has no column for ${key}`);
			return place;
		},
		region: 'region' in list.row.shape ? placeOf(list, 'region') : null,
		search:
			list.searched === null
				? null
				: {
						kind: list.searched,
						id: placeOf(list, searchedBy(list.searched)) ?? idSql(list, hand)
					},
		...(special === undefined ? {} : { special }),
		...(always === undefined ? {} : { always })
	};
}

/** SQL of the columns by which a list is sorted; by date, an interval goes by its first day, then by its last. */
export function orderOf<N extends CollectionName>(
	list: Stored,
	hand: ByHand<N>
): (column: string) => string[] {
	const dates = datesOf(list, hand);
	return (column) => {
		const told = hand.order?.[column];
		if (told !== undefined) return told.split(', ');
		if (column === 'date' && dates !== null) return [`${dates}.date_start`, `${dates}.date_end`];
		const place = placeIn(list, hand, column);
		return [place === null ? `"${column}"` : quoted(place)];
	};
}

/** A place as SQL. @example quoted('p.from') // '"p"."from"' */
export const quoted = (place: string): string => `"${place.replace('.', '"."')}"`;

/** A word of the vocabulary as readers see it; the value itself where it has no label. */
export const label = (kind: string, column: string): string =>
	`coalesce((SELECT v.label FROM vocabulary v WHERE v.kind = '${kind}' AND v.value = ${quoted(column)}), ${quoted(column)})`;

/** The filter is no comparison with a column: `always` reads it. */
export const READ_BY_DAY = () => sql<SqlBool>`1`;
