import type BetterSqlite3 from 'better-sqlite3';
import { TIERS, type Tier } from '#lib/domain/closed.ts';
import { columnsOf, type Table } from '#lib/domain/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { storedColumns, tableOf } from '../dataset/sql.ts';
import { CellError } from './cell-error.ts';
import { cellReaders, type ReadCell } from './cells.ts';
import { derive, type Context, type Row } from './derive.ts';
import { EMBEDDED, type InputFile } from './inputs.ts';
import type { Overrides } from './overrides.ts';
import type { Problem } from './problems.ts';
import { readRows } from './read.ts';
import { References } from './references.ts';
import { fractionWatch } from './fractions.ts';

export interface LoadReport {
	problem: (problem: Problem) => void;
	progress: (table: string, rows: number) => void;
}

/** Loads every table into an empty release, in the order in which they refer to each other. */
export class Loader {
	readonly references = new References();
	readonly counts = new Map<InputTableName, number>();
	#db: BetterSqlite3.Database;
	#files: readonly InputFile[];
	#overrides: Overrides;
	#report: LoadReport;
	#sources = new Map<string, { tier: Tier; publisher: string }>();
	#places = new Map<string, string>();
	#parents = new Map<string, string | null>();
	#citations = new Map<string, string[]>();

	constructor(
		db: BetterSqlite3.Database,
		files: readonly InputFile[],
		overrides: Overrides,
		report: LoadReport
	) {
		this.#db = db;
		this.#files = files;
		this.#overrides = overrides;
		this.#report = report;
	}

	async loadAll(): Promise<void> {
		for (const name of Object.keys(inputTables) as InputTableName[]) {
			if (name === 'polls') await this.#readCitations();
			await this.#collectIds(name);
			await this.#load(name);
		}
	}

	#filesOf(name: InputTableName): InputFile[] {
		return this.#files.filter((file) => file.table === name && file.problems.length === 0);
	}

	/** Ids first, so that rows may refer to later rows of their own table. */
	async #collectIds(name: InputTableName): Promise<void> {
		const table = tableOf(name);
		const [key] = table.key;
		if (table.key.length !== 1 || key === undefined) return;
		const position = columnsOf(table.row).findIndex((column) => column.name === key);
		for (const file of this.#filesOf(name))
			await readRows(
				file,
				table,
				(cells, line) => this.#collectId(table, file, cells[position] ?? '', line),
				() => undefined
			);
	}

	#collectId(table: Table, file: InputFile, cell: string, line: number): void {
		const id = cell.trim();
		if (id === '') return;
		const stored = table.ids === 'shared' ? id : this.references.qualified(file.dataset, id);
		this.references.add(table.name, stored, { file: file.name, line });
	}

	async #load(name: InputTableName): Promise<void> {
		const table = tableOf(name);
		const readers = cellReaders(table, this.references);
		const insert = this.#insert(table);
		let rows = 0;
		for (const file of this.#filesOf(name)) {
			const watch = fractionWatch(table);
			await readRows(
				file,
				table,
				(cells, line) => {
					if (this.#row(table, name, readers, insert, file, cells, line)) rows++;
					watch.see(cells);
					if (rows % 20_000 === 0) this.#report.progress(name, rows);
				},
				this.#report.problem
			);
			for (const problem of watch.problems(file.name)) this.#report.problem(problem);
		}
		this.counts.set(name, rows);
		this.#report.progress(name, rows);
	}

	#insert(table: Table): BetterSqlite3.Statement {
		const names = storedColumns(table).map(({ name }) => `"${name}"`);
		return this.#db.prepare(
			`INSERT INTO "${table.name}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
		);
	}

	#row(
		table: Table,
		name: InputTableName,
		readers: ReadCell[],
		insert: BetterSqlite3.Statement,
		file: InputFile,
		cells: string[],
		line: number
	): boolean {
		const columns = columnNames(table);
		const row: Row = {};
		let good = true;
		const fail = (error: unknown, column: string | null, value: string | null) => {
			if (!(error instanceof CellError)) throw error;
			this.#report.problem({
				file: file.name,
				line,
				column,
				value,
				code: error.code,
				message: error.message
			});
			good = false;
		};
		const changed =
			file.dataset === EMBEDDED ? this.#overrides.apply(table, columns, cells) : cells;
		for (let index = 0; index < readers.length; index++) {
			const column = columns[index] ?? '';
			const cell = changed[index] ?? '';
			try {
				row[column] = readers[index]?.(cell, file.dataset) ?? null;
			} catch (error) {
				fail(error, column, cell);
			}
		}
		if (good && !this.#firstOfItsKey(table, row, file, line)) return false;
		if (good) {
			try {
				row['dataset'] = file.dataset;
				Object.assign(row, this.#extra(name, row, file.dataset));
			} catch (error) {
				fail(error, null, null);
			}
		}
		if (!good) {
			this.#forget(table, cells, file);
			return false;
		}
		insert.run(...storedNames(table).map((column) => row[column] ?? null));
		this.#remember(name, row);
		return true;
	}

	#firstOfItsKey(table: Table, row: Row, file: InputFile, line: number): boolean {
		const [key] = table.key;
		if (table.key.length !== 1 || key === undefined || table.ids === 'shared') return true;
		const id = row[key];
		const first = this.references.add(table.name, String(id), { file: file.name, line });
		if (first === null || (first.file === file.name && first.line === line)) return true;
		this.#report.problem({
			file: file.name,
			line,
			column: key,
			value: String(id),
			code: 'duplicate_id',
			message: `the same id stands at ${first.file}:${first.line}; ids are unique within a dataset`
		});
		return false;
	}

	#forget(table: Table, cells: string[], file: InputFile): void {
		const [key] = table.key;
		if (table.key.length !== 1 || key === undefined) return;
		const cell = (cells[columnNames(table).indexOf(key)] ?? '').trim();
		this.references.remove(
			table.name,
			table.ids === 'shared' ? cell : this.references.qualified(file.dataset, cell)
		);
	}

	#extra(name: InputTableName, row: Row, dataset: string): Row {
		if (name === 'citations' || name === 'claim_records')
			return {
				record_id: this.#record(String(row['record_kind']), String(row['record_id']), dataset)
			};
		return derive[name]?.(row, this.#context) ?? {};
	}

	/** The stored id of the record a citation or claim names. @throws CellError where there is none. */
	#record(kind: string, id: string, dataset: string): string {
		const single: Record<string, string> = {
			poll: 'polls',
			question: 'questions',
			action: 'actions',
			series: 'series',
			source: 'sources'
		};
		const table = single[kind];
		if (table) return this.references.resolve(table, id, dataset);
		for (const candidate of new Set([qualifiedRecord(kind, id, dataset), id]))
			if (this.#exists(kind, candidate)) return candidate;
		throw new CellError('dangling_reference', `no ${kind.replace('_', ' ')} has the id ${id}`);
	}

	#exists(kind: string, id: string): boolean {
		const [first = '', second = '', third = '', fourth = ''] = id.split('|');
		const sql =
			kind === 'observation'
				? `SELECT 1 FROM observations WHERE series_id = ? AND region = ? AND period = ? AND coalesce(vintage, '') = ?`
				: `SELECT 1 FROM model_prices WHERE model = ? AND coalesce(host, '') = ? AND coalesce(valid_from, '') = ?`;
		const parts = kind === 'observation' ? [first, second, third, fourth] : [first, second, third];
		return this.#db.prepare(sql).get(...parts) !== undefined;
	}

	#remember(name: InputTableName, row: Row): void {
		if (name === 'vocabulary') this.references.addWord(String(row['kind']), String(row['value']));
		if (name === 'region_aliases')
			this.references.addAlias(String(row['alias']), String(row['region']));
		if (name === 'regions')
			this.#parents.set(String(row['region']), row['parent'] as string | null);
		if (name === 'places') this.#places.set(String(row['place_id']), String(row['region']));
		if (name === 'sources')
			this.#sources.set(String(row['source_id']), {
				tier: TIERS.find((tier) => tier === row['tier']) ?? 'own',
				publisher: String(row['publisher'])
			});
	}

	/** Citations are read before the records they support, whose tier and count depend on them. */
	async #readCitations(): Promise<void> {
		const table = tableOf('citations');
		const columns = columnNames(table);
		for (const file of this.#filesOf('citations'))
			await readRows(
				file,
				table,
				(cells) => {
					const [kind = '', id = '', source = ''] = ['record_kind', 'record_id', 'source_id'].map(
						(name) => (cells[columns.indexOf(name)] ?? '').trim()
					);
					for (const key of new Set([
						`${kind} ${id}`,
						`${kind} ${qualifiedRecord(kind, id, file.dataset)}`
					])) {
						const stored = [this.references.qualified(file.dataset, source), source].find(
							(candidate) => this.#sources.has(candidate)
						);
						if (stored !== undefined)
							this.#citations.set(key, [...(this.#citations.get(key) ?? []), stored]);
					}
				},
				() => undefined
			);
	}

	#context: Context = {
		source: (id) => this.#sources.get(id) ?? { tier: 'own', publisher: '' },
		citations: (kind, id) => this.#citations.get(`${kind} ${id}`) ?? [],
		placeRegion: (place) => this.#places.get(place) ?? '',
		contains: (outer, inner) => {
			for (let at: string | null | undefined = inner; at; at = this.#parents.get(at))
				if (at === outer) return true;
			return false;
		}
	};
}

/** A record id as the folder stores it: only its first part is an id of the dataset. */
function qualifiedRecord(kind: string, id: string, dataset: string): string {
	if (dataset === EMBEDDED || kind === 'model_price') return id;
	return id.startsWith(`${dataset}:`) ? id : `${dataset}:${id}`;
}

const names = new WeakMap<Table, string[]>();
function columnNames(table: Table): string[] {
	const known = names.get(table) ?? columnsOf(table.row).map(({ name }) => name);
	names.set(table, known);
	return known;
}

const stored = new WeakMap<Table, string[]>();
function storedNames(table: Table): string[] {
	const known = stored.get(table) ?? storedColumns(table).map(({ name }) => name);
	stored.set(table, known);
	return known;
}
