import {
	sql,
	type CompiledQuery,
	type Expression,
	type Kysely,
	type SelectQueryBuilder,
	type SqlBool
} from 'kysely';
import type { CollectionName, CollectionRow } from '#lib/domain/collections/index.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { conditions, type FilterColumns } from '../filters.ts';
import type { Release } from '../tables.ts';

/** The statements that answer queries on one collection. */
export interface CollectionQuery<N extends CollectionName> {
	/** Rows in order; all of them without a limit. */
	rows: (
		db: Kysely<Release>,
		query: Query,
		page?: { limit: number; offset: number }
	) => CompiledQuery<CollectionRow<N>>;
	count: (db: Kysely<Release>, query: Query) => CompiledQuery<{ total: number }>;
	/** The row with an id, if there is one. */
	byId: (db: Kysely<Release>, id: string) => CompiledQuery<CollectionRow<N>>;
}

interface Spec<N extends CollectionName, DB, TB extends keyof DB> extends FilterColumns {
	/** Every row of the collection, columns named as in its schema. */
	select: (db: Kysely<Release>, query: Query) => SelectQueryBuilder<DB, TB, CollectionRow<N>>;
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
	shape?: (query: Query) => string | null;
	/** The table that alone says how many rows there are, where filters need no other: counting joins nothing. */
	counted?: string;
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
	const selectOf = (shape: string, db: Kysely<Release>, query: Query) => {
		const known = selects.get(shape);
		if (known !== undefined) return sql.raw(known);
		const built = spec.select(db, query).compile();
		if (built.parameters.length > 0)
			throw new Error(`the select of ${name} holds values of its own: give it shape: () => null`);
		selects.set(shape, built.sql);
		return sql.raw(built.sql);
	};
	const filtered = (db: Kysely<Release>, query: Query) =>
		conditions(query, spec).reduce(
			(chain, condition) => chain.where(condition),
			spec.select(db, query)
		);
	return {
		rows: (db, query, page) => {
			const { column, descending } = query.sort;
			const direction = descending ? 'DESC' : 'ASC';
			const end = column === 'date' ? orders['date_end'] : undefined;
			const order = [orders[column] ?? `"${column}"`, ...(end === undefined ? [] : [end])]
				.map((by) => `${by} ${direction} NULLS LAST`)
				.concat(spec.ties ?? spec.id)
				.join(', ');
			const shape = spec.shape ? spec.shape(query) : '';
			if (shape === null) {
				const chain = filtered(db, query).orderBy(sql.raw(order));
				return (page ? chain.limit(page.limit).offset(page.offset) : chain).compile();
			}
			const limit = page ? sql` LIMIT ${page.limit} OFFSET ${page.offset}` : sql``;
			return sql<
				CollectionRow<N>
			>`${selectOf(shape, db, query)}${where(conditions(query, spec))} ORDER BY ${sql.raw(order)}${limit}`.compile(
				db
			);
		},
		count: (db, query) =>
			spec.counted === undefined
				? filtered(db, query)
						.clearSelect()
						.select(sql<number>`count(*)`.as('total'))
						.compile()
				: sql<{
						total: number;
					}>`SELECT count(*) AS total FROM ${sql.raw(spec.counted)}${where(conditions(query, spec))}`.compile(
						db
					),
		byId: (db, id) =>
			spec
				.select(db, ANY_QUERY)
				.where(sql<boolean>`${sql.raw(spec.id)} = ${id}`)
				.compile()
	};
}

const where = (all: readonly Expression<SqlBool>[]) =>
	all.length === 0 ? sql`` : sql` WHERE ${sql.join(all, sql` AND `)}`;

/** A word of the vocabulary as readers see it; the value itself where it has no label. */
export const label = (kind: string, column: string) =>
	sql<string>`coalesce((SELECT v.label FROM vocabulary v WHERE v.kind = ${sql.lit(kind)} AND v.value = ${sql.ref(column)}), ${sql.ref(column)})`;
