import {
	sql,
	type CompiledQuery,
	type Expression,
	type Kysely,
	type SelectQueryBuilder,
	type SqlBool
} from 'kysely';
import type { CollectionName, CollectionRow } from '#lib/domain/collections/index.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { conditions, type FilterColumns } from '../filters.ts';
import type { Release } from '../tables.ts';

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

interface Spec<N extends CollectionName, DB, TB extends keyof DB> extends FilterColumns {
	/** Every row of the collection, columns named as in its schema. */
	select: (
		db: Kysely<Release>,
		query: Query,
		total: number | null
	) => SelectQueryBuilder<DB, TB, CollectionRow<N>>;
	/** SQL of the id as answered. */
	id: string;
	/** SQL of the columns that put rows of equal rank in one order, always the same; the id unless told. */
	ties?: string;
	/** SQL of a sort column where it is not a column of the answer. */
	order?: Record<string, string>;
	/**
	 * Names the text of the select where it depends on the query; null where it holds values of its own.
	 * A select that is always the same needs none.
	 */
	shape?: (query: Query, total: number | null) => string | null;
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

/** Makes the statements of a collection from one select and the places of its filters. */
export function defineQuery<N extends CollectionName, DB, TB extends keyof DB>(
	name: N,
	spec: Spec<N, DB, TB>
): CollectionQuery<N> {
	const orders: Record<string, string> = {
		...(spec.stamps ? { added: `${spec.stamps}.added`, changed: `${spec.stamps}.changed` } : {}),
		...spec.order
	};
	const selects = new Map<string, string>();
	/** The text of a select, built once a shape: building it is most of the work of a small query. */
	const selectOf = (
		shape: string,
		db: Kysely<Release>,
		query: Query,
		total: number | null = null
	) => {
		const known = selects.get(shape);
		if (known !== undefined) return sql.raw(known);
		const built = spec.select(db, query, total).compile();
		if (built.parameters.length > 0)
			throw new Error(`the select of ${name} holds values of its own: give it shape: () => null`);
		selects.set(shape, built.sql);
		return sql.raw(built.sql);
	};
	const filtered = (db: Kysely<Release>, query: Query) =>
		conditions(query, spec).reduce(
			(chain, condition) => chain.where(condition),
			spec.select(db, query, null)
		);
	return {
		countsFirst: spec.placed !== undefined,
		rows: (db, query, page, counted) => {
			const total = counted ?? null;
			const { column, descending } = query.sort;
			const direction = descending ? 'DESC' : 'ASC';
			const end = column === 'date' ? orders['date_end'] : undefined;
			const order = [orders[column] ?? `"${column}"`, ...(end === undefined ? [] : [end])]
				.map((by) => `${by} ${direction} NULLS LAST`)
				.concat(spec.ties ?? spec.id)
				.join(', ');
			const shape = spec.shape ? spec.shape(query, total) : '';
			if (shape === null) {
				const chain = filtered(db, query).orderBy(sql.raw(order));
				return (page ? chain.limit(page.limit).offset(page.offset) : chain).compile();
			}
			const limit = page ? sql` LIMIT ${page.limit} OFFSET ${page.offset}` : sql``;
			if (page && spec.placed) {
				// SQLite looks for an index of a column, and for none of `+column`.
				const sorting = total !== null && total <= (spec.few ?? -1) ? `+${order}` : order;
				const places = sql`SELECT o.rowid FROM ${sql.raw(spec.placed(query, total))}${where(conditions(query, spec))} ORDER BY ${sql.raw(sorting)}${limit}`;
				return sql<
					CollectionRow<N>
				>`${selectOf(UNORDERED, db, { ...query, sort: NO_ORDER })} WHERE o.rowid IN (${places}) ORDER BY ${sql.raw(order)}`.compile(
					db
				);
			}
			return sql<
				CollectionRow<N>
			>`${selectOf(shape, db, query, total)}${where(conditions(query, spec))} ORDER BY ${sql.raw(order)}${limit}`.compile(
				db
			);
		},
		count: (db, query) => {
			const sums = spec.counting?.(query);
			if (sums) {
				const { always: _, ...on } = spec;
				return sql<{
					total: number;
				}>`SELECT ${sql.raw(sums.total)} AS total FROM ${sql.raw(sums.from)}${where(conditions(query, on))}`.compile(
					db
				);
			}
			return spec.counted === undefined
				? filtered(db, query)
						.clearSelect()
						.select(sql<number>`count(*)`.as('total'))
						.compile()
				: sql<{
						total: number;
					}>`SELECT count(*) AS total FROM ${sql.raw(spec.counted)}${where(conditions(query, spec))}`.compile(
						db
					);
		},
		tally: (db, query, key) => {
			const column = spec.columns[key];
			if (column === undefined || spec.special?.[key] !== undefined) return null;
			const { [key]: _, ...filters } = query.filters;
			return filtered(db, { ...query, filters })
				.clearSelect()
				.select([
					sql<string | null>`${sql.ref(column)}`.as('value'),
					sql<number>`count(*)`.as('rows')
				])
				.groupBy(sql.ref(column))
				.compile();
		},
		bySource: (db, query) =>
			spec.sourced === undefined || spec.counted === undefined
				? null
				: sql<{
						source_id: string;
						rows: number;
					}>`SELECT ${sql.raw(spec.sourced)} AS source_id, count(*) AS rows FROM ${sql.raw(spec.counted)}${where(conditions(query, spec))} GROUP BY 1`.compile(
						db
					),
		byRowid: (db, places) => {
			const alias = spec.counted?.split(' AS ')[1];
			if (alias === undefined) throw new Error(`the rows of ${name} lie in no table of their own`);
			return spec
				.select(db, { ...ANY_QUERY, sort: NO_ORDER }, null)
				.select(sql<number>`${sql.ref(`${alias}.rowid`)}`.as('place'))
				.where(
					sql<boolean>`${sql.ref(`${alias}.rowid`)} IN (SELECT value FROM json_each(${places}))`
				)
				.compile() as CompiledQuery<{ place: number } & CollectionRow<N>>;
		},
		byId: (db, id, day = null) =>
			spec
				.select(db, { ...ANY_QUERY, day }, null)
				.where(sql<boolean>`${sql.raw(spec.id)} = ${id}`)
				.compile()
	};
}

/** No order leads to rows whose places are known. */
const NO_ORDER = { column: '', descending: false };
const UNORDERED = 'by place';

const where = (all: readonly Expression<SqlBool>[]) =>
	all.length === 0 ? sql`` : sql` WHERE ${sql.join(all, sql` AND `)}`;

/** A word of the vocabulary as readers see it; the value itself where it has no label. */
export const label = (kind: string, column: string) =>
	sql<string>`coalesce((SELECT v.label FROM vocabulary v WHERE v.kind = ${sql.lit(kind)} AND v.value = ${sql.ref(column)}), ${sql.ref(column)})`;
