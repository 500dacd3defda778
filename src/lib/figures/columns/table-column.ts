/** One column of a table on a page. */
export interface TableColumn<Row> {
	/** Column of the API; also the class of its cells and, where it can be sorted by, the sort key. */
	key: string;
	title: string;
	/** The cell in words; without it a page gives a snippet of the same name. */
	text?: (row: Row) => string;
	/** Address the cell links to. */
	href?: (row: Row) => string | null;
	numeric?: true;
	/** Its name stands before the value where a row is a card, as with numbers: the value alone does not say what it is. */
	named?: true;
	sortable?: true;
	/** Stands first, in bold, where a row takes two lines on a narrow screen. */
	lead?: true;
	/** Sentences: where a row is a card they take the rest of a line, and wrap inside it. */
	long?: true;
	/** Left to the file and the wide screen where a row is a card. */
	secondary?: true;
}

/** How a column stands in its table. */
type Look<Row> = Pick<
	TableColumn<Row>,
	'numeric' | 'named' | 'sortable' | 'lead' | 'long' | 'secondary'
>;

/**
 * Makes columns of which each writes one field of a row.
 * @example const field = fieldsOf<Reading>();
 * field('date', 'Date', readable, { sortable: true })
 */
export const fieldsOf =
	<Row>() =>
	<Key extends keyof Row & string>(
		key: Key,
		title: string,
		write: (value: Row[Key]) => string,
		look: Look<Row> = {}
	): TableColumn<Row> => ({ key, title, text: (row) => write(row[key]), ...look });

/** Where a page of rows stands in the whole. */
export interface TablePage {
	next: string | null;
	first: number;
	total: number;
}

/** The value of `sort` that a click on a column's head asks for: ascending first, then reversed. */
export function sortFor(key: string, current: string): string {
	return current === key ? `-${key}` : key;
}

/** What stands behind the title of a column that is sorted by. */
export const arrowOf = (sorted: string | undefined): string =>
	sorted === 'ascending' ? ' ↑' : sorted === 'descending' ? ' ↓' : '';

/** How a column is sorted now, for `aria-sort`. */
export function sortedAs(key: string, current: string): 'ascending' | 'descending' | undefined {
	if (current === key) return 'ascending';
	return current === `-${key}` ? 'descending' : undefined;
}
