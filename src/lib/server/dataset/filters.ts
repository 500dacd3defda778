import { sql, type Expression, type SqlBool } from 'kysely';
import { parseDate } from '#lib/domain/dates.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import type { Query } from '#lib/domain/filter/query.ts';

/** Where a collection keeps what filters ask for. */
export interface FilterColumns {
	/** Column a filter compares with, for filters that are a plain "one of". */
	columns: Partial<Record<FilterName, string>>;
	/** Table alias with date_start and date_end. */
	dates?: string;
	/** Column with one day, where rows stand for a day and not for an interval. */
	day?: string;
	/** Table alias with added and changed, where rows carry them. */
	stamps?: string;
	/** Column with the region code. */
	region?: string;
	/** SQL of the id under which `search` has the row, and the kind it is indexed under. */
	search?: { kind: string; id: string };
	/** Filters that are no plain comparison: SQL with the values. */
	special?: Partial<Record<FilterName, (values: string[]) => Expression<SqlBool>>>;
	/** Conditions that hold whether or not a filter is given. */
	always?: (query: Query) => Expression<SqlBool>[];
}

/** SQL of the day on which a row last changed, or came where it never did. */
export const changedOrAdded = (alias: string) => `coalesce(${alias}.changed, ${alias}.added)`;

/** The WHERE clause of a query: one condition a filter. */
export function conditions(query: Query, on: FilterColumns): Expression<SqlBool>[] {
	const found: Expression<SqlBool>[] = on.always?.(query) ?? [];
	if (query.regions && on.region) found.push(regionCondition(query, on.region));
	for (const [key, values] of Object.entries(query.filters) as [FilterName, string[]][]) {
		const condition = on.special?.[key]?.(values) ?? plainCondition(key, values, on);
		if (condition) found.push(condition);
	}
	return found;
}

const list = (values: readonly string[]) => sql.join(values);

function regionCondition(query: Query, column: string): Expression<SqlBool> {
	const codes = query.regions ?? [];
	if (codes.length === 0) return sql<SqlBool>`0`;
	return query.scope === 'exact'
		? sql<SqlBool>`${sql.ref(column)} IN (${list(codes)})`
		: sql<SqlBool>`${sql.ref(column)} IN (SELECT region FROM region_closure WHERE ancestor IN (${list(codes)}))`;
}

function plainCondition(
	key: FilterName,
	values: string[],
	on: FilterColumns
): Expression<SqlBool> | null {
	const [first = ''] = values;
	switch (key) {
		case 'region':
		case 'scope':
			return null;
		case 'from':
			return sql<SqlBool>`${sql.ref(on.day ?? `${on.dates}.date_end`)} >= ${parseDate(first)?.start}`;
		case 'to':
			return sql<SqlBool>`${sql.ref(on.day ?? `${on.dates}.date_start`)} <= ${parseDate(first)?.end}`;
		case 'added_since':
			return sql<SqlBool>`${sql.ref(`${on.stamps}.added`)} >= ${parseDate(first)?.start}`;
		case 'changed_since':
			return sql<SqlBool>`${sql.raw(changedOrAdded(on.stamps ?? ''))} >= ${parseDate(first)?.start}`;
		case 'q':
			return searchCondition(first, on);
		case 'min_sources':
			return sql<SqlBool>`${sql.ref(on.columns.min_sources ?? '')} >= ${Number(first)}`;
		default:
			return sql<SqlBool>`${sql.ref(on.columns[key] ?? '')} IN (${list(values)})`;
	}
}

/** What separates words for the index: FTS5's unicode61 keeps letters and digits, with their accents. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u;

/** Every word must begin a word of the record; quoting keeps FTS5's own syntax out. */
function searchCondition(words: string, on: FilterColumns): Expression<SqlBool> | null {
	if (!on.search) return null;
	const terms = words.split(BETWEEN_WORDS).filter((word) => /[\p{L}\p{N}]/u.test(word));
	if (terms.length === 0) return sql<SqlBool>`0`;
	const match = terms.map((term) => `"${term}"*`).join(' ');
	return sql<SqlBool>`${sql.raw(on.search.id)} IN (SELECT id FROM search WHERE kind = ${on.search.kind} AND search MATCH ${match})`;
}
