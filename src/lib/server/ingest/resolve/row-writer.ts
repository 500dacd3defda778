import type BetterSqlite3 from 'better-sqlite3';
import type { Table } from '#lib/domain/schema/table.ts';
import type { Row } from '../read/cells.ts';
import { storedNames } from '../history/stored.ts';

/** Rows that go into one statement: beyond that, more gains little. */
const AT_ONCE = 32;

/** Writes rows of one table, some at a time: a call a row costs more than the row. */
export class RowWriter {
	readonly #db: BetterSqlite3.Database;
	readonly #table: Table;
	readonly #names: readonly string[];
	readonly #statement: BetterSqlite3.Statement;
	#values: Row[string][] = [];

	constructor(db: BetterSqlite3.Database, table: Table) {
		this.#db = db;
		this.#table = table;
		this.#names = storedNames(table);
		this.#statement = this.#inserting(AT_ONCE);
	}

	/** Takes a row as it is now. */
	add(row: Row): void {
		for (const name of this.#names) this.#values.push(row[name] ?? null);
		if (this.#values.length < AT_ONCE * this.#names.length) return;
		this.#statement.run(this.#values);
		this.#values = [];
	}

	/** Writes what is left. */
	end(): void {
		const left = this.#values.length / this.#names.length;
		if (left > 0) this.#inserting(left).run(this.#values);
		this.#values = [];
	}

	#inserting(rows: number): BetterSqlite3.Statement {
		const columns = this.#names.map((name) => `"${name}"`).join(', ');
		const one = `(${this.#names.map(() => '?').join(', ')})`;
		return this.#db.prepare(
			`INSERT INTO "${this.#table.name}" (${columns}) VALUES ${new Array(rows).fill(one).join(', ')}`
		);
	}
}
