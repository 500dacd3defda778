/** A column as far as joining needs it. */
interface JoinColumn {
	name: string;
	meta: { references?: { table: string; column: string } };
}

/** A table with the column that identifies its rows. */
interface JoinTable {
	name: string;
	id: string;
	columns: readonly JoinColumn[];
}

/** A column whose values are keys of another table, or of its own. */
export interface Join {
	table: string;
	column: string;
	to: string;
	/** The key there. */
	key: string;
}

/**
 * How tables join: a column points at another where it is declared so, or where it bears the name of that table's key
 * and is not the key of its own; of two tables with one key, at the one that is named first.
 * @example joinsOf([polls, questions]) // [{ table: 'questions', column: 'poll_id', to: 'polls', key: 'poll_id' }]
 */
export function joinsOf(tables: readonly JoinTable[]): Join[] {
	return tables.flatMap(({ name: table, id: own, columns }) =>
		columns.flatMap(({ name: column, meta: { references } }): Join[] => {
			const target =
				references === undefined
					? tables.find(({ id }) => id === column)
					: tables.find(({ name, id }) => name === references.table && id === references.column);
			const isOwnKey = column === own && references === undefined;
			return target && !isOwnKey ? [{ table, column, to: target.name, key: target.id }] : [];
		})
	);
}
