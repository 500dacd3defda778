/** A table as the list of tables shows it. */
export interface ListedTable {
	name: string;
	title: string;
	description: string;
	rows: number;
	columns: readonly { name: string; description: string }[];
}

/** A table that was found, with the columns that hold every word. */
interface FoundTable {
	table: ListedTable;
	columns: string[];
}

/**
 * Tables in whose words or columns every word looked for occurs, in their own order; without words all of them.
 * @example matching(tables, 'margin error') // polls, by its column margin_of_error
 */
export function matching(tables: readonly ListedTable[], words: string): FoundTable[] {
	const wanted = words
		.toLowerCase()
		.split(/[\s_]+/)
		.filter((word) => word !== '');
	const holds = (...texts: string[]) => {
		const text = texts.join(' ').toLowerCase();
		return wanted.every((word) => text.includes(word));
	};
	return tables.flatMap((table) => {
		if (wanted.length === 0) return [{ table, columns: [] }];
		const columns = table.columns
			.filter(({ name, description }) => holds(name, description))
			.map(({ name }) => name);
		const isNamed = holds(table.name, table.title, table.description);
		return isNamed || columns.length > 0 ? [{ table, columns }] : [];
	});
}
