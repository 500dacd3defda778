import { nearest } from '#lib/domain/text/nearest.ts';

/** One thing wrong with the input: where, what was found, and what to do about it. */
export interface Problem {
	/** File as `dataset/path`. */
	file: string;
	line: number | null;
	column: string | null;
	value: string | null;
	/** `row`: a lenient build leaves the row out; `file`: no build can go on. */
	scope: 'row' | 'file';
	/** Short name of the kind of problem, stable across versions. */
	code: string;
	/** What was expected and what to do. */
	message: string;
}

/** A problem that rows of one file share, told where it comes first. */
export interface ProblemGroup extends Problem {
	/** How many rows have it. */
	rows: number;
}

/**
 * One line for a problem, or for one that many rows share.
 * @example `data/polls.csv:12: region "US-VX" (3 rows): unknown; did you mean "US-VA"?`
 */
export function formatProblem({
	file,
	line,
	column,
	value,
	message,
	rows = 1
}: Problem & { rows?: number }): string {
	const place = line === null ? file : `${file}:${line}`;
	const count = rows > 1 ? ` (${rows.toLocaleString('en-US')} rows)` : '';
	const cell =
		column === null ? count : ` ${column}${value === null ? '' : ` "${clip(value)}"`}${count}:`;
	return `${place}:${cell} ${message}`;
}

const clip = (value: string) => (value.length > 80 ? `${value.slice(0, 77)}...` : value);

/** `; did you mean "X"?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
	const candidate = nearest(word, candidates);
	return candidate === null ? '' : `; did you mean "${candidate}"?`;
}
