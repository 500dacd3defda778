import type BetterSqlite3 from 'better-sqlite3';
import type { Table } from '#lib/domain/schema/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { Citations } from './references/citations.ts';
import type { Row } from '../read/cells.ts';
import type { Context } from './derive.ts';
import { addKey } from './duplicates.ts';
import { within } from '../build-fault.ts';
import { fractionWatch } from '../read/fractions.ts';
import { HistoryCheck } from '../history/history-check.ts';
import { EMBEDDED, type InputFile } from '../read/inputs.ts';
import type { Overrides } from '../read/overrides.ts';
import { RowLines, type RowLine } from './row-lines.ts';
import type { Problem } from '../problems.ts';
import { quiet, readRows } from '../read/read.ts';
import { Records } from './references/records.ts';
import { referenceDay } from './reference-day.ts';
import { References } from './references/references.ts';
import { RowReader } from '../read/row-reader.ts';
import { RowWriter } from './row-writer.ts';
import { removeCycles, removeOrphans } from './references/self-references.ts';
import {
	columnNames,
	selfReferences,
	singleKey,
	storedNames,
	tableOf
} from '../history/stored-columns.ts';
import { Sources } from './references/support.ts';
import { WithdrawnCheck } from './withdrawn.ts';

interface LoadOptions {
	/** Whether rejected rows are left out instead of failing the build. */
	lenient: boolean;
	report: (problem: Problem) => void;
	progress: (table: string, rows: number) => void;
	/** Today in UTC. */
	today: string;
}

/** Tables of which warnings name lines. */
const LOCATED: ReadonlySet<string> = new Set(['actions', 'polls', 'observations']);

const PROGRESS_EVERY = 20_000;

/** Loads every table into an empty release, in the order in which they refer to each other. */
export class Loader {
	readonly references = new References();
	/** What is to be known of how files were read. */
	readonly notes: string[] = [];
	readonly history: HistoryCheck;
	readonly withdrawn = new WithdrawnCheck();
	#db: BetterSqlite3.Database;
	#files: readonly InputFile[];
	#overrides: Overrides;
	#options: LoadOptions;
	#records: Records;
	#sources = new Sources();
	#citations: Citations | null = null;
	#places = new Map<string, string>();
	#lines = new Map<string, RowLines>();
	#parents = new Map<string, string | null>();
	#day: string;

	constructor(
		db: BetterSqlite3.Database,
		files: readonly InputFile[],
		overrides: Overrides,
		options: LoadOptions
	) {
		this.#db = db;
		this.#files = files;
		this.#overrides = overrides;
		this.#options = options;
		this.#records = new Records(db, this.references);
		this.history = new HistoryCheck(db, files);
		this.#day = referenceDay(files, options.today);
		for (const { table, dataset, name, problems } of files)
			if (problems.length > 0) this.references.unread(table, dataset, name);
	}

	loadAll(): void {
		for (const name of Object.keys(inputTables) as InputTableName[]) {
			const table = tableOf(name);
			if (selfReferences(table).length > 0) this.#collectIds(table, name);
			within(
				() => ({ doing: `reading ${name}`, file: null, line: null }),
				() => {
					const lines = this.#load(table, name);
					if (LOCATED.has(name)) this.#lines.set(name, lines);
					addKey(this.#db, table, lines, this.#options.report);
					this.#checkSelfReferences(table, lines);
				}
			);
		}
	}

	/** Where a row of a table that is looked over stands, by the number SQLite has for it. */
	whereIs = (table: string, row: number): RowLine => {
		const lines = this.#lines.get(table);
		if (!lines) throw new Error(`lines of ${table} are not kept`);
		return lines.at(row);
	};

	#filesOf(name: InputTableName): InputFile[] {
		return this.#files.filter((file) => file.table === name && file.problems.length === 0);
	}

	/** Ids first, where rows may refer to later rows of their own table. */
	#collectIds(table: Table, name: InputTableName): void {
		const key = singleKey(table);
		if (key === null) return;
		const position = columnNames(table).indexOf(key);
		for (const file of this.#filesOf(name))
			readRows(
				file,
				table,
				(cells, line) => {
					const id = (cells[position] ?? '').trim();
					if (id !== '')
						this.references.add(name, this.#stored(table, id, file.dataset), {
							file: file.name,
							line
						});
				},
				quiet
			);
	}

	#stored(table: Table, id: string, dataset: string): string {
		return table.ids === 'shared' ? id : this.references.qualified(dataset, id);
	}

	#load(table: Table, name: InputTableName): RowLines {
		const rows = new RowWriter(this.#db, table.name, storedNames(table));
		const lines = new RowLines();
		for (const file of this.#filesOf(name)) {
			// What a file of the product names and the folder lacks is no mistake of the folder.
			const report = file.isDefault ? quiet : this.#report;
			const reader = new RowReader(name, table, {
				references: this.references,
				records: this.#records,
				overrides: this.#overrides,
				context: this.#context,
				report
			});
			const watch = fractionWatch(table);
			lines.begin(file);
			let at: number | null = null;
			const takeRow = (cells: string[], line: number) => {
				at = line;
				watch.see(cells);
				this.history.see(name, cells, line, file);
				this.withdrawn.see(name, cells, line, file);
				const row = reader.read(cells, line, file);
				if (row === null) return this.#reject(table, cells, file, line);
				if (!this.#firstOfItsKey(table, row, file, line)) return;
				rows.add(row);
				lines.add(line);
				this.#remember(name, row);
				if (lines.rows % PROGRESS_EVERY === 0) this.#options.progress(name, lines.rows);
			};
			const whole = within(
				() => ({ doing: `reading ${name}`, file: file.name, line: at }),
				() => readRows(file, table, takeRow, report, (note) => this.notes.push(note))
			);
			if (!whole) this.references.unread(name, file.dataset, file.name);
			for (const problem of watch.problems(file.name)) this.#report(problem);
		}
		rows.end();
		this.#options.progress(name, lines.rows);
		return lines;
	}

	/** In a build that fails anyway, what follows from a rejected row would only bury the cause. */
	#report = (problem: Problem): void => {
		if (this.#options.lenient || problem.code !== 'rejected_reference')
			this.#options.report(problem);
	};

	#firstOfItsKey(table: Table, row: Row, file: InputFile, line: number): boolean {
		const key = singleKey(table);
		if (key === null) return true;
		const id = String(row[key]);
		const first = this.references.add(table.name, id, { file: file.name, line });
		if (first === null || (first.file === file.name && first.line === line)) return true;
		if (table.ids === 'shared') return true;
		this.#report({
			file: file.name,
			line,
			column: key,
			value: id,
			scope: 'row',
			code: 'duplicate_id',
			message: `the same id is used at ${first.file}:${first.line}; ids must be unique within a dataset`
		});
		return false;
	}

	#reject(table: Table, cells: readonly string[], file: InputFile, line: number): void {
		const key = singleKey(table);
		if (key === null) return;
		const id = (cells[columnNames(table).indexOf(key)] ?? '').trim();
		if (id !== '')
			this.references.reject(table.name, this.#stored(table, id, file.dataset), {
				file: file.name,
				line
			});
	}

	#checkSelfReferences(table: Table, lines: RowLines): void {
		for (const column of selfReferences(table)) {
			const cyclic = removeCycles(this.#db, table, column, lines, this.references, this.#report);
			for (const id of cyclic) this.#parents.set(id, null);
			if (this.#options.lenient)
				removeOrphans(this.#db, table, column, lines, this.references, this.#report);
		}
	}

	#remember(name: InputTableName, row: Row): void {
		switch (name) {
			case 'vocabulary':
				return this.references.addWord(
					String(row['kind']),
					String(row['value']),
					String(row['label'])
				);
			case 'region_aliases':
				return this.references.addAlias(String(row['alias']), String(row['region']));
			case 'regions':
				this.#parents.set(String(row['region']), row['parent'] as string | null);
				this.references.addRegion(
					String(row['region']),
					String(row['name']),
					String(row['kind']),
					row['parent'] as string | null
				);
				return;
			case 'places':
				this.#places.set(String(row['place_id']), String(row['region']));
				return;
			case 'sources':
				return this.#sources.add(row);
			default:
				return;
		}
	}

	/** Read when the first record asks for them: all sources are known by then. */
	#furtherSources(): Citations {
		this.#citations ??= Citations.read(this.#filesOf('citations'), (id, dataset) => {
			const own = this.references.qualified(dataset, id);
			if (this.#sources.has(own)) return own;
			return dataset !== EMBEDDED && !id.includes(':') && this.#sources.has(id) ? id : null;
		});
		return this.#citations;
	}

	get #context(): Context {
		return { ...this.#lookups, today: this.#options.today, lastDay: this.#day };
	}

	#lookups: Omit<Context, 'today' | 'lastDay'> = {
		support: (kind, firstPart, row, id) =>
			this.#sources.support(this.#furtherSources(), kind, firstPart, row, id),
		placeRegion: (place) => this.#places.get(place) ?? '',
		contains: (outer, inner) => {
			for (let at: string | null | undefined = inner; at; at = this.#parents.get(at))
				if (at === outer) return true;
			return false;
		}
	};
}
