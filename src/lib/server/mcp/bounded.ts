/** A row as an assistant gets it: what is unknown is left out. */
export type Row = Record<string, unknown>;

/** What every tool answers. */
export interface Answer {
	/** Rows, the most telling first. */
	rows: Row[];
	/** Rows in all, where it is known; those shown may be fewer. */
	total: number;
	/** What was asked, in words. */
	asked: string;
	/** What nobody should read into the rows. */
	caveat: string;
	/** Release that answered, and the day for which ages and windows were computed. */
	release: string;
	on: string;
	/** Page that shows the same. */
	page: string;
	/** Address of the API that gives the same, and all of it. */
	api: string;
	notes: string[];
	/** What holds for the answer as a whole. */
	about?: Record<string, unknown>;
}

/** Longest an answer may be, in characters of JSON: what a reader with a small memory can still hold. */
const LONGEST = 32_000;
/** Longest a text of a row may be, in characters. */
const LONGEST_TEXT = 600;

/** A row with some of its columns, in that order, without those that are unknown. */
export function picked(row: object, columns: readonly string[]): Row {
	const cells = row as Row;
	return Object.fromEntries(
		columns.flatMap((column) => {
			const value = cells[column] ?? null;
			return value === null || value === '' ? [] : [[column, shortened(value)]];
		})
	);
}

const shortened = (value: unknown): unknown =>
	typeof value === 'string' && value.length > LONGEST_TEXT
		? `${value.slice(0, LONGEST_TEXT - 1)}…`
		: value;

/** An answer no longer than it may be: rows at its end are left out, and that is said. */
export function bounded(answer: Answer): Answer {
	const whole = withShare(answer, answer.rows);
	if (JSON.stringify(whole).length <= LONGEST) return whole;
	const room = LONGEST - JSON.stringify(withShare(answer, [])).length;
	const rows: Row[] = [];
	let used = 0;
	for (const row of answer.rows) {
		used += JSON.stringify(row).length + 1;
		if (used > room) break;
		rows.push(row);
	}
	return withShare(answer, rows);
}

function withShare(answer: Answer, rows: Row[]): Answer {
	const { total, notes } = answer;
	if (rows.length >= total) return { ...answer, rows };
	const share = `${rows.length} of ${total} rows are shown. Narrow the question, or fetch all of them: api with .csv behind its path.`;
	return { ...answer, rows, notes: [...notes, share] };
}
