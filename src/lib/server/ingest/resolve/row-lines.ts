import { bisectRight } from 'd3-array';
import type { InputFile } from '../read/inputs.ts';

/** Where a row stands. */
export interface RowLine {
	file: InputFile;
	line: number;
}

/**
 * Remembers at which line of which file each row of a table stands, by the order of loading. Rows on lines that follow
 * each other are one entry, so that ten million of them take no room.
 */
export class RowLines {
	#rows = 0;
	/** By run of lines: its first row, where that stands. */
	readonly #firsts: number[] = [];
	readonly #lines: number[] = [];
	readonly #files: InputFile[] = [];
	#file: InputFile | null = null;
	#next = -1;

	/** Rows added from now on stand in this file. */
	begin(file: InputFile): void {
		this.#file = file;
		this.#next = -1;
	}

	/** The next row stands at this line. */
	add(line: number): void {
		this.#rows++;
		if (line !== this.#next && this.#file !== null) {
			this.#firsts.push(this.#rows);
			this.#lines.push(line);
			this.#files.push(this.#file);
		}
		this.#next = line + 1;
	}

	get rows(): number {
		return this.#rows;
	}

	/** Where the n-th row stands; 1 is the first, as SQLite counts. */
	at(row: number): RowLine {
		const run = bisectRight(this.#firsts, row) - 1;
		const [first, line, file] = [this.#firsts[run], this.#lines[run], this.#files[run]];
		if (first === undefined || line === undefined || file === undefined || row > this.#rows)
			throw new Error(`row ${row} was never loaded`);
		return { file, line: line + row - first };
	}
}
