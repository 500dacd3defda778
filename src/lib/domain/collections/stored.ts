import type { z } from 'zod';
import type { Table } from '../schema/table.ts';
import { metaOf } from '../schema/column.ts';
import { tables, type TableName } from '../tables/index.ts';
import type { Collection, CollectionOf } from './collection.ts';

/** A table joined by its key. */
export interface Joined {
	table: TableName;
	/** The place that holds its key, as in `q.poll_id`. */
	on: string;
	/** True where rows without one stay. */
	optional?: true;
}

/** The tables a list is read from, by alias: the first holds its rows, each other adds to them. */
export type From = Readonly<Record<string, TableName | Joined>>;

/** A list whose rows a release stores. */
export interface Stored extends Collection {
	from: From;
}

type Shape = Record<string, z.ZodType>;

/** Declares a stored list; exists so that `id` and `shown` are checked against the row. */
export const defineStored = <Row extends Shape>(
	list: CollectionOf<Row> & Stored
): CollectionOf<Row> & Stored => list;

/** Joins the table of regions and the document to link first, which most lists have. */
export const described = (alias: string) => ({
	r: { table: 'regions', on: `${alias}.region` } as const,
	s: { table: 'sources', on: `${alias}.best_source` } as const
});

const tableNamed = (from: From[string]): Table =>
	tables[typeof from === 'string' ? from : from.table];

/** Aliases of a list with their tables, in the order in which they are joined. */
export const aliasesOf = ({ from }: Pick<Stored, 'from'>): [alias: string, table: Table][] =>
	Object.entries(from).map(([alias, one]) => [alias, tableNamed(one)]);

const shapeOf = (table: Table): Shape => ({ ...table.row.shape, ...table.derived.shape });

/** The types of a list's columns. */
export const typesOf = ({ row }: Stored): Readonly<Record<string, z.ZodType>> => row.shape;

/** What a list calls a column of the tables of sources and regions. */
const TOLD: Readonly<Record<string, [table: TableName, column: string]>> = {
	region_name: ['regions', 'label'],
	source_title: ['sources', 'title'],
	source_url: ['sources', 'url'],
	publisher: ['sources', 'publisher']
};

/**
 * Where a column of a list is stored: the column of a table that it was declared with. Null where it is stored nowhere,
 * or declared anew.
 * @example placeOf(pollsCollection, 'house') // 'p.house'
 */
export function placeOf(list: Stored, column: string): string | null {
	const type = typesOf(list)[column];
	const aliases = aliasesOf(list);
	for (const [alias, table] of aliases)
		if (type !== undefined && shapeOf(table)[column] === type) return `${alias}.${column}`;
	for (const [alias, table] of aliases)
		for (const [name, other] of Object.entries(shapeOf(table)))
			if (other === type) return `${alias}.${name}`;
	const told = TOLD[column];
	if (told) {
		const found = aliases.find(([, { name }]) => name === told[0]);
		return found ? `${found[0]}.${told[1]}` : null;
	}
	return column === 'source_id' || type === undefined ? placeByName(list, column) : null;
}

/** The first table of a list that has a column of a name. */
function placeByName(list: Stored, column: string): string | null {
	const found = aliasesOf(list).find(([, table]) => column in shapeOf(table));
	return found ? `${found[0]}.${column}` : null;
}

/**
 * The column that is told in words by one named after it, and the vocabulary with its words.
 * @example labelled(pollsCollection, 'population_label') // { kind: 'population', place: 'p.population' }
 */
export function labelled(list: Stored, column: string): { kind: string; place: string } | null {
	const base = column.replace(/_label$/, '');
	const type = typesOf(list)[base];
	const place = base === column || type === undefined ? null : placeOf(list, base);
	const kind = type === undefined ? undefined : metaOf(type).vocabulary;
	return place === null || kind === undefined ? null : { kind, place };
}

/** The columns that make up the id of a list's rows, with their places: one, or the key of its first table. */
export function idOf(list: Stored): { place: string; optional: boolean }[] {
	const place = placeOf(list, list.id);
	if (place !== null) return [{ place, optional: false }];
	const [first] = aliasesOf(list);
	if (first === undefined) return [];
	const [alias, table] = first;
	const shape = shapeOf(table);
	return table.key.map((name) => ({
		place: `${alias}.${name}`,
		optional: shape[name] !== undefined && metaOf(shape[name]).optional === true
	}));
}
