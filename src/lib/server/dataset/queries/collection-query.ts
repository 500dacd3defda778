import { sql, type CompiledQuery, type Kysely } from 'kysely';
import type { CollectionName, CollectionRow } from '#lib/domain/collections/index.ts';
import type { Stored } from '#lib/domain/collections/stored.ts';
import { FILTERS } from '#lib/domain/filter/filters.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { conditions, where } from '../filters.ts';
import type { Release } from '../tables.ts';
import { filterPlaces, idSql, orderOf, type ByHand } from './column-sql.ts';
import { selectOf, tablesOf } from './select.ts';

/** The statements that answer queries on one collection. */
export interface CollectionQuery<N extends CollectionName> {
	/** Rows in order; all of them without a limit. The total says how many there are in all, where that is known. */
	rows: (
		db: Kysely<Release>,
		query: Query,
		page?: { limit: number; offset: number },
		total?: number
	) => CompiledQuery<CollectionRow<N>>;
	count: (db: Kysely<Release>, query: Query) => CompiledQuery<{ total: number }>;
	/**
	 * How many rows each value of a filter has, with every other filter as it is; null where the filter compares no
	 * single column.
	 */
	tally: (
		db: Kysely<Release>,
		query: Query,
		key: FilterName
	) => CompiledQuery<{ value: string | null; rows: number }> | null;
	/** Whether rows are found quicker where it is known how many there are. */
	countsFirst: boolean;
	/** How many rows name each source, counted without what is joined to them; null where that cannot be. */
	bySource: (
		db: Kysely<Release>,
		query: Query
	) => CompiledQuery<{ source_id: string; rows: number }> | null;
	/** The rows that lie in some places of the release, each with its place, in any order. @param places a JSON array of rowids of the counted table */
	byRowid: (
		db: Kysely<Release>,
		places: string
	) => CompiledQuery<{ place: number } & CollectionRow<N>>;
	/** The row with an id, if there is one. @param day the day for which what has passed is told, YYYY-MM-DD; null tells nothing of it */
	byId: (db: Kysely<Release>, id: string, day?: string | null) => CompiledQuery<CollectionRow<N>>;
}

/** No order leads to rows whose places are known. */
const NO_ORDER = { column: '', descending: false };

/**
 * Makes the statements of a list from its declaration.
 * @param hand what does not follow from it
 * @throws Error, once asked, where a column is neither stored nor made by hand
 */
export function defineQuery<N extends CollectionName>(
	list: Stored,
	hand: ByHand<N> = {}
): CollectionQuery<N> {
	type Row = CollectionRow<N>;
	const id = idSql(list, hand);
	const on = filterPlaces(list, hand);
	const sortedBy = orderOf(list, hand);
	const tables = tablesOf(list, hand);
	const select = selectOf(list, hand, tables);
	const narrowed = (query: Query) =>
		where([...(hand.only ? [hand.only(query)] : []), ...conditions(query, on)]);
	const ordered = ({ sort }: Query) =>
		sortedBy(sort.column)
			.map((by) => `${by} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`)
			.concat(hand.ties ?? id)
			.join(', ');
	return {
		countsFirst: hand.placed !== undefined,
		rows: (db, query, page, counted) => {
			const total = counted ?? null;
			const order = ordered(query);
			const by = sql.raw(order);
			const limit = page ? sql` LIMIT ${page.limit} OFFSET ${page.offset}` : sql``;
			if (page && hand.placed) {
				// SQLite looks for an index of a column, and for none of `+column`.
				const sorting = total !== null && total <= (hand.few ?? -1) ? sql.raw(`+${order}`) : by;
				const places = sql`SELECT o.rowid FROM ${sql.raw(hand.placed(query, total))}${narrowed(query)} ORDER BY ${sorting}${limit}`;
				return sql<Row>`${select(db, { ...query, sort: NO_ORDER }, null)} WHERE o.rowid IN (${places}) ORDER BY ${by}`.compile(
					db
				);
			}
			return sql<Row>`${select(db, query, total)}${narrowed(query)} ORDER BY ${by}${limit}`.compile(
				db
			);
		},
		count: (db, query) => {
			type Total = { total: number };
			const sums = hand.counting?.(query);
			if (sums) {
				const { always: _, ...filters } = on;
				return sql<Total>`SELECT ${sql.raw(sums.total)} AS total FROM ${sql.raw(sums.from)}${where(conditions(query, filters))}`.compile(
					db
				);
			}
			const from =
				hand.counted === undefined ? tables(query, null) : sql`FROM ${sql.raw(hand.counted)}`;
			return sql<Total>`SELECT count(*) AS total ${from}${narrowed(query)}`.compile(db);
		},
		tally: (db, query, key) => {
			if (key === 'region' || key === 'scope') return null;
			const compared = FILTERS[key].where([]);
			if (!('column' in compared) || compared.is !== 'in' || on.special?.[key]) return null;
			const column = sql.ref(on.place(key, compared.column));
			const { [key]: _, ...filters } = query.filters;
			const left = narrowed({ ...query, filters });
			return sql<{
				value: string | null;
				rows: number;
			}>`select ${column} as "value", count(*) as "rows" ${tables(query, null)}${left} group by ${column}`.compile(
				db
			);
		},
		bySource: (db, query) =>
			hand.sourced === undefined || hand.counted === undefined
				? null
				: sql<{
						source_id: string;
						rows: number;
					}>`SELECT ${sql.raw(hand.sourced)} AS source_id, count(*) AS rows FROM ${sql.raw(hand.counted)}${narrowed(query)} GROUP BY 1`.compile(
						db
					),
		byRowid: (db, places) => {
			const alias = hand.counted?.split(' AS ')[1];
			if (alias === undefined)
				throw new Error(`the rows of ${list.name} lie in no table of their own`);
			const rowid = sql.ref(`${alias}.rowid`);
			const query = { ...ANY_QUERY, sort: NO_ORDER };
			return sql<
				{ place: number } & Row
			>`${select(db, query, null, sql`, ${rowid} as "place"`)} WHERE ${rowid} IN (SELECT value FROM json_each(${places}))`.compile(
				db
			);
		},
		byId: (db, wanted, day = null) => {
			const query = { ...ANY_QUERY, day };
			const only = hand.only ? sql`${hand.only(query)} AND ` : sql``;
			return sql<Row>`${select(db, query, null)} WHERE ${only}${sql.raw(id)} = ${wanted}`.compile(
				db
			);
		}
	};
}
