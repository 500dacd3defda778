import type { Table } from '#lib/domain/table.ts';
import { columnsOf } from '#lib/domain/table.ts';
import { inputTables } from '#lib/domain/tables/index.ts';
import { tableOf } from '../dataset/sql.ts';
import type { InputFile } from './inputs.ts';
import { didYouMean, type Problem } from './problems.ts';
import { readRows } from './read.ts';

interface Override {
	file: string;
	line: number;
	table: string;
	id: string;
	column: string;
	value: string;
	reason: string;
	before: string | null;
}

/** Changes that user folders make to embedded rows, one cell each. */
export class Overrides {
	#byRow = new Map<string, Override[]>();

	/** Reads every overrides.csv; tables and columns that do not exist are problems. */
	static async read(
		files: readonly InputFile[],
		report: (problem: Problem) => void
	): Promise<Overrides> {
		const overrides = new Overrides();
		const table = tableOf('overrides');
		const columns = columnsOf(table.row).map(({ name }) => name);
		for (const file of files.filter(
			(file) => file.table === 'overrides' && file.problems.length === 0
		))
			await readRows(
				file,
				table,
				(cells, line) => {
					const cell = (name: string) => (cells[columns.indexOf(name)] ?? '').trim();
					const override = {
						file: file.name,
						line,
						table: cell('table'),
						id: cell('id'),
						column: cell('column'),
						value: cell('value'),
						reason: cell('reason'),
						before: null
					};
					const problem = overrides.#add(override);
					if (problem) report({ file: file.name, line, ...problem });
				},
				() => undefined
			);
		return overrides;
	}

	#add(override: Override): Pick<Problem, 'column' | 'value' | 'code' | 'message'> | null {
		const names = Object.keys(inputTables);
		if (!names.includes(override.table))
			return {
				column: 'table',
				value: override.table,
				code: 'unknown_table',
				message: `no such table${didYouMean(override.table, names)} (tables: ${names.join(', ')})`
			};
		const columns = columnsOf(inputTables[override.table as keyof typeof inputTables].row).map(
			({ name }) => name
		);
		if (!columns.includes(override.column))
			return {
				column: 'column',
				value: override.column,
				code: 'unknown_column',
				message: `${override.table} has no such column${didYouMean(override.column, columns)} (columns: ${columns.join(', ')})`
			};
		const key = `${override.table} ${override.id}`;
		this.#byRow.set(key, [...(this.#byRow.get(key) ?? []), override]);
		return null;
	}

	/** The cells of an embedded row with its overrides in place. */
	apply(table: Table, columns: readonly string[], cells: string[]): string[] {
		if (this.#byRow.size === 0) return cells;
		const id = table.key.map((name) => (cells[columns.indexOf(name)] ?? '').trim()).join('|');
		const found = this.#byRow.get(`${table.name} ${id}`);
		if (!found) return cells;
		const changed = [...cells];
		for (const override of found) {
			const position = columns.indexOf(override.column);
			override.before = cells[position] ?? '';
			changed[position] = override.value;
		}
		return changed;
	}

	/** One sentence for each change made. */
	applied(): string[] {
		return this.#all()
			.filter(({ before }) => before !== null)
			.map(
				({ file, line, table, id, column, before, value, reason }) =>
					`${file}:${line}: ${table} ${id}: ${column} "${before}" becomes "${value}" (${reason})`
			);
	}

	/** Overrides that name a row the embedded data does not have. */
	unused(): Problem[] {
		return this.#all()
			.filter(({ before }) => before === null)
			.map(({ file, line, table, id }) => ({
				file,
				line,
				column: 'id',
				value: id,
				code: 'dangling_reference',
				message: `the embedded ${table} has no such row; join the parts of a compound key with |`
			}));
	}

	#all(): Override[] {
		return [...this.#byRow.values()].flat();
	}
}
