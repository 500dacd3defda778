/** A fault that rows of a list may share, so that one choice sets all of them right. */
export interface Fault {
	/** point: coordinates, of which each row has its own repair; name: one candidate for all; state: the state they lie in. */
	kind: 'point' | 'name' | 'state';
	/** What is wrong, as a reader is told. */
	words: string;
	/** What all of them may be; for a point each row has its own. */
	candidates: readonly string[];
}

/** What a choice says for points: each row takes the one candidate it has. */
export const EACH = 'each';

/** A fault of some rows, and by which of them a choice names it. */
export interface Repair extends Fault {
	/** How many rows have it. */
	rows: number;
	/** The first of them. */
	row: number;
}

/** Whether two faults are the same, so that a choice for one row may hold for the other. */
export const keyOf = ({ kind, words, candidates }: Fault): string =>
	[kind, words, ...candidates].join('\n');

/** From how many rows on one choice is offered for all: a single row has its own, but for its state. */
const LEAST = { point: 2, name: 2, state: 1 } as const;

/** Faults that one choice sets right in several rows, the most common first. */
export function repairsOf(faults: Iterable<{ row: number; fault: Fault }>): Repair[] {
	const found = new Map<string, Repair>();
	for (const { row, fault } of faults) {
		const known = found.get(keyOf(fault));
		if (known) known.rows += 1;
		else found.set(keyOf(fault), { ...fault, row, rows: 1 });
	}
	return [...found.values()]
		.filter(({ kind, rows }) => rows >= LEAST[kind])
		.sort((a, b) => b.rows - a.rows || a.row - b.row);
}
