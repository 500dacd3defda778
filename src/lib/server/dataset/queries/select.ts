import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { CollectionName, CollectionRow } from '#lib/domain/collections/index.ts';
import { aliasesOf, labelled, placeOf, type Stored } from '#lib/domain/collections/stored.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { Release } from '../tables.ts';
import { idSql, label, quoted, type ByHand, type Made } from './column-sql.ts';

/** A part of a statement: text, the same for every query; or what a query makes of it. */
type Part = string | ((query: Query) => RawBuilder<unknown>);

/**
 * Every row of a list, columns named and ordered as declared.
 * @param total how many rows the query has, where that is known
 * @param also SQL of what stands behind the columns
 */
type Select = (
	db: Kysely<Release>,
	query: Query,
	total: number | null,
	also?: RawBuilder<unknown>
) => RawBuilder<unknown>;

/** The tables of a list, joined. */
export type Tables = (query: Query, total: number | null) => RawBuilder<unknown>;

/**
 * The FROM of a list.
 * @throws Error where a list does not say what it is read from
 */
export function tablesOf<N extends CollectionName>(list: Stored, hand: ByHand<N>): Tables {
	const [first, ...rest] = aliasesOf(list);
	if (first === undefined) throw new Error(`the list ${list.name} is read from no table`);
	const joins = rest.map(([alias, { name, key }]) => {
		const one = list.from[alias];
		if (one === undefined || typeof one === 'string')
			throw new Error(`${list.name} does not say how it joins ${name}`);
		return ` ${one.optional ? 'left' : 'inner'} join "${name}" as "${alias}" on ${quoted(`${alias}.${key[0] ?? ''}`)} = ${quoted(one.on)}`;
	});
	const [alias, { name }] = first;
	return (query, total) =>
		sql`from ${sql.raw(hand.table?.(query, total) ?? `"${name}" as "${alias}"`)}${sql.raw(joins.join(''))}${hand.joined ? sql` ${hand.joined(query)}` : sql``}`;
}

/** The SELECT of a list: each column from where it is stored, or as it is made by hand. */
export function selectOf<N extends CollectionName>(
	list: Stored,
	hand: ByHand<N>,
	tables: Tables
): Select {
	let parts: Part[] | undefined;
	return (db, query, total, also = sql``) => {
		parts ??= together(Object.keys(list.row.shape).map((column) => partOf(list, hand, column, db)));
		const columns = parts.map((part) => (typeof part === 'string' ? sql.raw(part) : part(query)));
		return sql`select ${sql.join(columns)}${also} ${tables(query, total)}`;
	};
}

/** Neighbouring texts as one: the fewer parts, the less work a query is. */
const together = (parts: readonly Part[]): Part[] =>
	parts.reduce<Part[]>((done, part) => {
		const last = done.at(-1);
		return typeof part === 'string' && typeof last === 'string'
			? [...done.slice(0, -1), `${last}, ${part}`]
			: [...done, part];
	}, []);

/** @throws Error where a column is neither stored nor made by hand */
function partOf<N extends CollectionName>(
	list: Stored,
	hand: ByHand<N>,
	column: string,
	db: Kysely<Release>
): Part {
	const made: Made<unknown> | undefined = hand.columns?.[column as keyof CollectionRow<N>];
	const named = (text: string) => `${text} as "${column}"`;
	if (typeof made === 'function') return (query) => sql`${made(query)} as ${sql.ref(column)}`;
	if (typeof made === 'object') {
		const { sql: text, parameters } = made.compile(db);
		if (parameters.length > 0) throw new Error(`${list.name}.${column} holds values of its own`);
		return named(text);
	}
	const place = made ?? placeOf(list, column);
	if (place !== null)
		return place.endsWith(`.${column}`) ? quoted(place) : `${quoted(place)} as "${column}"`;
	const words = labelled(list, column);
	if (words) return named(label(words.kind, words.place));
	if (column === list.id) return named(idSql(list, hand));
	throw new Error(
		`the column ${column} of the list ${list.name} is stored nowhere: say how it is made`
	);
}
