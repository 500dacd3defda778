import type BetterSqlite3 from 'better-sqlite3';
import type { Row } from '../read/cells.ts';

/** Rows that go into one statement: beyond that, more gains little. */
const AT_ONCE = 32;

/** Writes rows of one table, some at a time: a call a row costs more than the row. */
export class RowWriter {
	readonly #db: BetterSqlite3.Database;
	readonly #table: string;
	readonly #names: readonly string[];
	readonly #statement: BetterSqlite3.Statement;
	readonly #values: Row[string][] = [];
	/** How many of the values are of rows that are not written yet. */
	#held = 0;

	/** @param names columns, in the order in which they are written; others stay empty */
	constructor(db: BetterSqlite3.Database, table: string, names: readonly string[]) {
		this.#db = db;
		this.#table = table;
		this.#names = names;
		this.#statement = this.#inserting(AT_ONCE);
	}

	/** Takes a row as it is now. */
	add(row: Row): void {
		const values = this.#values;
		for (const name of this.#names) values[this.#held++] = row[name] ?? null;
		if (this.#held < AT_ONCE * this.#names.length) return;
		this.#statement.run(values);
		this.#held = 0;
	}

	/** Writes what is left. */
	end(): void {
		const left = this.#held / this.#names.length;
		if (left > 0) this.#inserting(left).run(this.#values.slice(0, this.#held));
		this.#held = 0;
	}

	#inserting(rows: number): BetterSqlite3.Statement {
		const columns = this.#names.map((name) => `"${name}"`).join(', ');
		const one = `(${this.#names.map(() => '?').join(', ')})`;
		return this.#db.prepare(
			`INSERT INTO "${this.#table}" (${columns}) VALUES ${new Array(rows).fill(one).join(', ')}`
		);
	}
}
