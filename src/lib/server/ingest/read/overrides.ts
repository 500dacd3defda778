import { group } from 'd3-array';
import type { Table } from '#lib/domain/schema/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import type { InputFile } from './inputs.ts';
import { didYouMean, type Problem } from '../problems.ts';
import { quiet, readRows } from './read.ts';
import { columnNames, tableOf } from '../history/stored-columns.ts';

/** A change of one cell of an embedded row. */
export interface Override {
	dataset: string;
	file: string;
	line: number;
	table: string;
	id: string;
	column: string;
	value: string;
	reason: string;
	/** What the cell held before; null until the row is met. */
	before: string | null;
	/** False where the new value is not what the column holds: the cell stays as it was. */
	good: boolean;
}

type Fault = Pick<Problem, 'column' | 'value' | 'code' | 'message'>;

/** Tables whose rows are nobody's facts to correct. */
const FIXED = new Set<string>(['overrides']);
/** More changes alike than these are told as one. */
const MOST_TOLD = 20;
const CHANGEABLE = Object.keys(inputTables).filter((name) => !FIXED.has(name));

/** Changes that user folders make to embedded rows, one cell each. */
export class Overrides {
	#byRow = new Map<string, Override[]>();
	#tables = new Set<string>();

	/**
	 * Reads every overrides.csv; tables, columns and keys that cannot be changed are problems.
	 * One without a reason, or without a source there is, changes nothing: it is reported when the table
	 * of overrides is loaded.
	 */
	static read(
		files: readonly InputFile[],
		isSource: (id: string, dataset: string) => boolean,
		report: (problem: Problem) => void
	): Overrides {
		const overrides = new Overrides();
		const table = tableOf('overrides');
		const columns = columnNames(table);
		for (const file of files)
			readRows(
				file,
				table,
				(cells, line) => {
					const cell = (name: string) => (cells[columns.indexOf(name)] ?? '').trim();
					if (cell('reason') === '' || !isSource(cell('source_id'), file.dataset)) return;
					const fault = overrides.#add({
						dataset: file.dataset,
						file: file.name,
						line,
						table: cell('table'),
						id: cell('id'),
						column: cell('column'),
						value: cell('value'),
						reason: cell('reason'),
						before: null,
						good: true
					});
					if (fault) report({ file: file.name, line, scope: 'row', ...fault });
				},
				quiet
			);
		return overrides;
	}

	#add(override: Override): Fault | null {
		const key = `${override.table} ${override.id}`;
		const known = this.#byRow.get(key) ?? [];
		const fault = wrongTarget(override) ?? conflict(override, known);
		if (fault) return fault;
		this.#tables.add(override.table);
		this.#byRow.set(key, [...known, override]);
		return null;
	}

	/** The overrides of an embedded row. */
	of(table: Table, cells: readonly string[]): readonly Override[] {
		if (!this.#tables.has(table.name)) return [];
		const columns = columnNames(table);
		const id = table.key.map((name) => (cells[columns.indexOf(name)] ?? '').trim()).join('|');
		return this.#byRow.get(`${table.name} ${id}`) ?? [];
	}

	/** The changes made, in sentences. */
	applied(): string[] {
		return inSentences(this.#all().filter(({ before, good }) => before !== null && good));
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
				scope: 'row',
				code: 'dangling_reference',
				message: `the embedded ${table} have no such row; join the parts of a compound key with | (${tableOf(table as InputTableName).key.join('|')})`
			}));
	}

	#all(): Override[] {
		return [...this.#byRow.values()].flat();
	}
}

/**
 * One sentence for each change; many of one kind, as a new edition of a statistic brings them, are told together.
 */
export function inSentences(changes: readonly Override[]): string[] {
	const alike = group(changes, ({ file, table, column, reason }) =>
		[file, table, column, reason].join('|')
	);
	return [...alike.values()].flatMap((own) => {
		const [first] = own;
		return own.length > MOST_TOLD && first
			? [
					`${first.file}: ${own.length} ${first.table}: ${first.column} changes, first ${changeOf(first)}`
				]
			: own.map(
					(one) => `${one.file}:${one.line}: ${one.table} ${changeOf(one, `${one.column} `)}`
				);
	});
}

/** What one change does, in words. */
const changeOf = ({ id, before, value, reason }: Override, column = '') =>
	`${id}: ${column}"${before ?? ''}" becomes "${value}" (${reason})`;

function wrongTarget({ table, column }: Override): Fault | null {
	if (!CHANGEABLE.includes(table))
		return {
			column: 'table',
			value: table,
			code: 'unknown_table',
			message: `no such table to change${didYouMean(table, CHANGEABLE)} (tables: ${CHANGEABLE.join(', ')})`
		};
	const target = tableOf(table as InputTableName);
	const columns = columnNames(target);
	if (!columns.includes(column))
		return {
			column: 'column',
			value: column,
			code: 'unknown_column',
			message: `${table} has no such column${didYouMean(column, columns)} (columns: ${columns.join(', ')})`
		};
	if (target.key.includes(column))
		return {
			column: 'column',
			value: column,
			code: 'key_column',
			message: `this column identifies the row and cannot change; change another column of ${table}`
		};
	return null;
}

function conflict(override: Override, known: readonly Override[]): Fault | null {
	const other = known.find(({ column }) => column === override.column);
	return other
		? {
				column: 'column',
				value: override.column,
				code: 'duplicate_id',
				message: `the same cell is changed at ${other.file}:${other.line}; keep one of the two`
			}
		: null;
}
