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
	/** The table that alone says how many rows there are, where filters need no other: counting joins nothing. */
	counted?: string;
}

/** Makes the statements of a collection from one select and the places of its filters. */
export function defineQuery<N extends CollectionName, DB, TB extends keyof DB>(
	_name: N,
	spec: Spec<N, DB, TB>
): CollectionQuery<N> {
	const filtered = (db: Kysely<Release>, query: Query) =>
		conditions(query, spec).reduce(
			(chain, condition) => chain.where(condition),
			spec.select(db, query)
		);
	return {
		rows: (db, query, page) => {
			const { column, descending } = query.sort;
			const by = sql.raw(spec.order?.[column] ?? `"${column}"`);
			const direction = sql.raw(descending ? 'DESC' : 'ASC');
			const end = column === 'date' ? spec.order?.['date_end'] : undefined;
			const chain = filtered(db, query)
				.orderBy(sql`${by} ${direction} NULLS LAST`)
				.$if(end !== undefined, (chain) =>
					chain.orderBy(sql`${sql.raw(end ?? '')} ${direction} NULLS LAST`)
				)
				.orderBy(sql.raw(spec.ties ?? spec.id));
			return (page ? chain.limit(page.limit).offset(page.offset) : chain).compile();
		},
		count: (db, query) =>
			spec.counted === undefined
				? filtered(db, query)
						.clearSelect()
						.select(sql<number>`count(*)`.as('total'))
						.compile()
				: countSql(spec.counted, conditions(query, spec)).compile(db),
		byId: (db, id) =>
			spec
				.select(db, ANY_QUERY)
				.where(sql<boolean>`${sql.raw(spec.id)} = ${id}`)
				.compile()
	};
}

const countSql = (table: string, where: readonly Expression<SqlBool>[]) =>
	sql<{
		total: number;
	}>`SELECT count(*) AS total FROM ${sql.raw(table)} WHERE ${sql.join([sql`1`, ...where], sql` AND `)}`;

/** A word of the vocabulary as readers see it; the value itself where it has no label. */
export const label = (kind: string, column: string) =>
	sql<string>`coalesce((SELECT v.label FROM vocabulary v WHERE v.kind = ${sql.lit(kind)} AND v.value = ${sql.ref(column)}), ${sql.ref(column)})`;
