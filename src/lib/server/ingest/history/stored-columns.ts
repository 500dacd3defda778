import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import { storedColumns } from '../../dataset/sql.ts';

export { tableOf } from '../../dataset/sql.ts';

const rowNames = new WeakMap<Table, string[]>();
const storedNamesOf = new WeakMap<Table, string[]>();

/** Names of the columns of a table's CSV, in order. */
export function columnNames(table: Table): string[] {
	const known = rowNames.get(table) ?? columnsOf(table.row).map(({ name }) => name);
	rowNames.set(table, known);
	return known;
}

/** Names of the columns that a CSV may hold, in the order in which a reader hands on their cells. */
export const readNames = (table: Table): string[] => [
	...columnNames(table),
	...(table.stated ?? [])
];

/** Names of the columns a release stores, in order. */
export function storedNames(table: Table): string[] {
	const known = storedNamesOf.get(table) ?? storedColumns(table).map(({ name }) => name);
	storedNamesOf.set(table, known);
	return known;
}

/** The name of the one column that is a table's key, or null where several are. */
export const singleKey = (table: Table): string | null =>
	table.key.length === 1 ? (table.key[0] ?? null) : null;

/** Columns that refer to other rows of the same table. */
export const selfReferences = (table: Table): string[] =>
	columnsOf(table.row)
		.filter(({ meta }) => meta.references?.table === table.name)
		.map(({ name }) => name);
