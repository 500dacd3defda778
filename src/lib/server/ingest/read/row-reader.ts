import type { Table } from '#lib/domain/schema/table.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { CellError } from './cell-error.ts';
import { cellReaders, type ReadCell, type Row, type Value } from './cells.ts';
import { derive, type Context } from '../resolve/derive.ts';
import { EMBEDDED, type InputFile } from './inputs.ts';
import type { Override, Overrides } from './overrides.ts';
import type { Problem } from '../problems.ts';
import type { Records } from '../resolve/references/records.ts';
import type { References } from '../resolve/references/references.ts';
import { readStamps } from '../history/stamps.ts';
import { columnNames } from '../history/stored-columns.ts';

interface RowReaderOptions {
	references: References;
	records: Records;
	overrides: Overrides;
	context: Context;
	report: (problem: Problem) => void;
}

/** Turns the cells of one table's files into rows a release stores. */
export class RowReader {
	#table: Table;
	#name: InputTableName;
	#options: RowReaderOptions;
	#columns: string[];
	#readers: ReadCell[];
	/** For rows of upstreams, which other clocks have dated. */
	#upstreamReaders: ReadCell[];
	#derive: (row: Row) => void;
	/** One object for all rows of a long file: it is stored before the next is read. */
	#row: Row = {};
	#file: InputFile | null = null;
	#line = 0;

	constructor(name: InputTableName, table: Table, options: RowReaderOptions) {
		this.#name = name;
		this.#table = table;
		this.#options = options;
		this.#columns = columnNames(table);
		this.#readers = cellReaders(table, options.references, options.context.lastDay);
		this.#upstreamReaders = cellReaders(table, options.references, null);
		const add = derive[name];
		this.#derive = add ? (row) => add(row, options.context) : () => undefined;
	}

	/**
	 * Reads one row; its problems are reported.
	 * @returns the row, valid until the next call, or null where it has a problem
	 */
	read(cells: readonly string[], line: number, file: InputFile): Row | null {
		this.#file = file;
		this.#line = line;
		const overrides =
			file.dataset === EMBEDDED ? this.#options.overrides.of(this.#table, cells) : [];
		const row = this.#row;
		const readers = this.#readersOf(file);
		let good = true;
		for (let index = 0; index < readers.length; index++) {
			const name = this.#columns[index] ?? '';
			const cell = cells[index] ?? '';
			try {
				row[name] = readers[index]?.(cell, file.dataset) ?? null;
			} catch (error) {
				this.#fail(error, name, cell);
				good = false;
			}
		}
		if (this.#table.stated)
			try {
				readStamps(row, cells, this.#columns.length, this.#options.context.today);
			} catch (error) {
				const column = error instanceof CellError ? (error.column ?? '') : '';
				this.#fail(error, column, row[column]);
				good = false;
			}
		for (const override of overrides) this.#override(row, override, cells);
		row['dataset'] = file.dataset;
		row['origin'] = file.origin;
		if (!good) return null;
		if (this.#complete(row, overrides)) return row;
		return overrides.length > 0 ? this.#withdraw(row, overrides, cells, readers) : null;
	}

	#readersOf({ origin }: InputFile): readonly ReadCell[] {
		return origin === 'upstream' ? this.#upstreamReaders : this.#readers;
	}

	/** Gives a row back as it stands in its file, where what overrides made of it does not hold together. */
	#withdraw(
		row: Row,
		overrides: readonly Override[],
		cells: readonly string[],
		readers: readonly ReadCell[]
	): Row | null {
		for (const override of overrides) {
			const index = this.#columns.indexOf(override.column);
			override.good = false;
			row[override.column] = readers[index]?.(cells[index] ?? '', EMBEDDED) ?? null;
		}
		return this.#complete(row, []) ? row : null;
	}

	/** Puts the new value of an override into a row, or reports it where it stands and leaves the row alone. */
	#override(row: Row, override: Override, cells: readonly string[]): void {
		const index = this.#columns.indexOf(override.column);
		override.before = cells[index] ?? '';
		try {
			row[override.column] = this.#readers[index]?.(override.value, override.dataset) ?? null;
		} catch (error) {
			if (!(error instanceof CellError)) throw error;
			override.good = false;
			this.#options.report({
				file: override.file,
				line: override.line,
				column: 'value',
				value: override.value,
				scope: 'row',
				code: error.code,
				message: `${override.table}.${override.column}: ${error.message}`
			});
		}
	}

	#complete(row: Row, overrides: readonly Override[]): boolean {
		try {
			if (this.#name === 'citations' || this.#name === 'claim_records')
				row['record_id'] = this.#options.records.resolve(
					String(row['record_kind']),
					String(row['record_id']),
					String(row['dataset'])
				);
			this.#derive(row);
			return true;
		} catch (error) {
			const column = error instanceof CellError ? error.column : null;
			const named = column ?? (this.#columns.includes('record_id') ? 'record_id' : null);
			const by = overrides.map(({ file, line }) => `${file}:${line}`).join(', ');
			this.#fail(error, named, named === null ? null : row[named], by && ` (changed by ${by})`);
			return false;
		}
	}

	#fail(error: unknown, column: string | null, value: Value | undefined, suffix = ''): void {
		if (!(error instanceof CellError)) throw error;
		this.#options.report({
			file: this.#file?.name ?? '',
			line: this.#line,
			column,
			value: value === null || value === undefined ? null : String(value),
			scope: 'row',
			code: error.code,
			message: error.message + suffix
		});
	}
}
