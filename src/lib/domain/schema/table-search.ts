/** What is looked through of a table: its own words, and those of its columns. */
interface DescribedTable {
	name: string;
	title: string;
	description: string;
	columns: readonly { name: string; description: string }[];
}

/** A table that was found by its name, with the columns that hold every word. */
export interface FoundTable {
	name: string;
	columns: string[];
}

/**
 * Tables in whose words or columns every word looked for occurs, in their own order; without words all of them.
 * @example matching(tables, 'margin error') // polls, by its column margin_of_error
 */
export function matching(tables: readonly DescribedTable[], words: string): FoundTable[] {
	const wanted = words
		.toLowerCase()
		.split(/[\s_]+/)
		.filter((word) => word !== '');
	const holds = (...texts: string[]) => {
		const text = texts.join(' ').toLowerCase();
		return wanted.every((word) => text.includes(word));
	};
	return tables.flatMap(({ name, title, description, columns }) => {
		if (wanted.length === 0) return [{ name, columns: [] }];
		const found = columns
			.filter((column) => holds(column.name, column.description))
			.map((column) => column.name);
		return holds(name, title, description) || found.length > 0 ? [{ name, columns: found }] : [];
	});
}
