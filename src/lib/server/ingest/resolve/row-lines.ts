import type { InputFile } from '../read/inputs.ts';

/** Where a row stands. */
export interface Place {
	file: InputFile;
	line: number;
}

/** Remembers at which line of which file each row of a table stands, by the order of loading: 8 bytes a row. */
export class Places {
	#starts: { file: InputFile; row: number }[] = [];
	#lines: number[] = [];

	/** Rows added from now on stand in this file. */
	begin(file: InputFile): void {
		this.#starts.push({ file, row: this.#lines.length + 1 });
	}

	/** The next row stands at this line. */
	add(line: number): void {
		this.#lines.push(line);
	}

	get rows(): number {
		return this.#lines.length;
	}

	/** Where the n-th row stands; 1 is the first, as SQLite counts. */
	at(row: number): Place {
		const start = this.#starts.findLast((candidate) => candidate.row <= row);
		const line = this.#lines[row - 1];
		if (!start || line === undefined) throw new Error(`row ${row} was never loaded`);
		return { file: start.file, line };
	}
}
