import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { FILTERS } from '#lib/domain/filter/filters.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { Condition } from '#lib/domain/filter/filter-shapes.ts';

/** A filter as a condition written by hand. */
export type Special = Partial<Record<FilterName, (values: string[]) => Expression<SqlBool>>>;

/** Where a list keeps what filters ask for. */
export interface FilterPlaces {
	/**
	 * Where the column is stored that a filter compares with, as in `p.house`.
	 * @throws Error where it is stored nowhere
	 */
	place: (key: FilterName, column: string) => string;
	/** Place of the region code, where rows have one. */
	region: string | null;
	/** SQL of the id under which `search` has the row, and the kind it is indexed under. */
	search: { kind: string; id: string } | null;
	/** Filters that are no plain comparison: SQL with the values. */
	special?: Special;
	/** Conditions that hold whether or not a filter is given. */
	always?: (query: Query) => Expression<SqlBool>[];
}

/** SQL of the day on which a row last changed, or came where it never did. */
export const changedOrAdded = (alias: string) => `coalesce(${alias}.changed, ${alias}.added)`;

/** The conditions of a query: one a filter. */
export function conditions(query: Query, on: FilterPlaces): Expression<SqlBool>[] {
	const found: Expression<SqlBool>[] = on.always?.(query) ?? [];
	if (query.regions && on.region) found.push(regionCondition(query, on.region));
	for (const [key, values] of Object.entries(query.filters) as [FilterName, string[]][]) {
		if (key === 'region' || key === 'scope') continue;
		const condition = on.special?.[key]?.(values) ?? holds(key, FILTERS[key].where(values), on);
		if (condition) found.push(condition);
	}
	return found;
}

/** Conditions as a clause; nothing where there are none. */
export const where = (all: readonly Expression<SqlBool>[]): RawBuilder<unknown> =>
	all.length === 0 ? sql`` : sql` WHERE ${sql.join(all, sql` AND `)}`;

function regionCondition(query: Query, column: string): Expression<SqlBool> {
	const codes = query.regions ?? [];
	if (codes.length === 0) return sql<SqlBool>`0`;
	return query.scope === 'exact'
		? sql<SqlBool>`${sql.ref(column)} IN (${sql.join(codes)})`
		: sql<SqlBool>`${sql.ref(column)} IN (SELECT region FROM region_closure WHERE ancestor IN (${sql.join(codes)}))`;
}

/** What a filter asks of rows, as SQL. */
function holds(
	key: FilterName,
	condition: Condition,
	on: FilterPlaces
): Expression<SqlBool> | null {
	if ('words' in condition) return searchCondition(condition.words, on);
	const { column } = condition;
	const place = on.place(key, column);
	const stored = column === 'changed' ? sql.raw(changedOrAdded(aliasOf(place))) : sql.ref(place);
	return condition.is === 'in'
		? sql<SqlBool>`${stored} IN (${sql.join(condition.values)})`
		: sql<SqlBool>`${stored} ${sql.raw(condition.is)} ${condition.value}`;
}

/** The alias in a place. @example aliasOf('p.house') // 'p' */
export const aliasOf = (place: string): string => place.slice(0, place.indexOf('.'));

/** What separates words for the index: FTS5's unicode61 keeps letters and digits, with their accents. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u;

/** Every word must begin a word of the record; quoting keeps FTS5's own syntax out. */
function searchCondition(words: string, on: FilterPlaces): Expression<SqlBool> | null {
	if (!on.search) return null;
	const terms = words.split(BETWEEN_WORDS).filter((word) => /[\p{L}\p{N}]/u.test(word));
	if (terms.length === 0) return sql<SqlBool>`0`;
	const match = terms.map((term) => `"${term}"*`).join(' ');
	return sql<SqlBool>`${sql.raw(on.search.id)} IN (SELECT id FROM search WHERE kind = ${on.search.kind} AND search MATCH ${match})`;
}
