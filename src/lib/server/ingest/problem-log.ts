import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { guardCell } from '#lib/domain/text/formula-guard.ts';
import { onFile } from '../dataset/releases/system-error.ts';
import type { Problem, ProblemGroup } from './problems.ts';

/** Problems kept in memory: more than anybody reads on a screen. */
const KEPT = 1000;
const BATCH = 1000;
const COLUMNS = ['file', 'line', 'column', 'value', 'code', 'message'] as const;

/** Writes every problem to a report as it is found, and keeps the first: a million bad rows cost no memory. */
export class ProblemLog {
	/** The first problems found. */
	readonly first: Problem[] = [];
	/** The first problems that differ in more than their line, in the order in which they came up. */
	readonly #groups = new Map<string, ProblemGroup>();
	readonly #path: string;
	#count = 0;
	#fatal = false;
	#file: number | null = null;
	#batch: Problem[] = [];

	/** Starts an empty log; a report that an earlier build left at the path is removed. */
	constructor(path: string) {
		this.#path = path;
		rmSync(path, { force: true });
	}

	readonly add = (problem: Problem): void => {
		this.#count++;
		if (problem.scope === 'file') this.#fatal = true;
		if (this.first.length < KEPT) this.first.push(problem);
		this.#group(problem);
		this.#batch.push(problem);
		if (this.#batch.length >= BATCH) this.#flush();
	};

	/** The first problems, each with how many rows have it. */
	get groups(): ProblemGroup[] {
		return [...this.#groups.values()];
	}

	#group(problem: Problem): void {
		const { file, column, value, code, message } = problem;
		const key = JSON.stringify([file, column, value, code, message]);
		const known = this.#groups.get(key);
		if (known) known.rows++;
		else if (this.#groups.size < KEPT) this.#groups.set(key, { ...problem, rows: 1 });
	}

	get count(): number {
		return this.#count;
	}

	/** Whether there is a problem that leaving out rows does not solve. */
	get fatal(): boolean {
		return this.#fatal;
	}

	/** Finishes the report. @returns its path, or null where there was nothing to report */
	close(): string | null {
		this.#flush();
		if (this.#file === null) return null;
		closeSync(this.#file);
		this.#file = null;
		return this.#path;
	}

	#flush(): void {
		if (this.#batch.length === 0) return;
		if (this.#file === null) {
			this.#file = openSync(this.#path, 'w');
			this.#write(this.#file, stringify([COLUMNS]));
		}
		this.#write(this.#file, stringify(this.#batch.map(cellsOf)));
		this.#batch = [];
	}

	#write(file: number, text: string): void {
		onFile(this.#path, () => appendFileSync(file, text));
	}
}

const cellsOf = (problem: Problem) => COLUMNS.map((name) => guardCell(String(problem[name] ?? '')));
