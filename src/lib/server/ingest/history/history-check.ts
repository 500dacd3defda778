import type BetterSqlite3 from 'better-sqlite3';
import { HISTORY_TABLES, type HistoryTable } from '#lib/domain/tables/computed/history.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { hashOf } from './recorded.ts';
import { EMBEDDED, type InputFile } from '../read/inputs.ts';
import type { Problem } from '../problems.ts';
import { columnNames, tableOf } from './stored-columns.ts';

/** Rows as they stand in their files, and what history says of them: on disk, for a folder may hold ten million. */
const TABLES_SQL = ['history_rows', 'history_says'].map(
	(table) =>
		`CREATE TEMP TABLE ${table} (at INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, file INTEGER NOT NULL, line INTEGER NOT NULL, hash TEXT NOT NULL)`
);

/** A row, or what history says of it: its key, where it stands, and what it holds. */
type Held = [key: string, file: number, line: number, hash: string];

const isKept = (name: InputTableName): name is HistoryTable =>
	HISTORY_TABLES.some((table) => table === name);

/**
 * Compares the rows of folders that keep a history with that history: each row has a day, one that holds something
 * else than on its day has a newer one, and one that is gone has none. Nothing in it depends on clock or time zone.
 */
export class HistoryCheck {
	/** Datasets that keep a history. */
	readonly #datasets: ReadonlySet<string>;
	readonly #files: readonly InputFile[];
	readonly #placeOf: ReadonlyMap<InputFile, number>;
	readonly #db: BetterSqlite3.Database;
	readonly #addRow: BetterSqlite3.Statement<Held>;
	readonly #addSaid: BetterSqlite3.Statement<Held>;

	constructor(db: BetterSqlite3.Database, files: readonly InputFile[]) {
		this.#datasets = new Set(
			files.filter((file) => file.table === 'history' && byHand(file)).map(({ dataset }) => dataset)
		);
		this.#files = files;
		this.#placeOf = new Map(files.map((file, place) => [file, place]));
		this.#db = db;
		for (const statement of TABLES_SQL) db.exec(statement);
		this.#addRow = db.prepare(
			'INSERT OR IGNORE INTO history_rows (key, file, line, hash) VALUES (?, ?, ?, ?)'
		);
		this.#addSaid = db.prepare(
			`INSERT INTO history_says (key, file, line, hash) VALUES (?, ?, ?, ?)
			ON CONFLICT (key) DO UPDATE SET file = excluded.file, line = excluded.line, hash = excluded.hash`
		);
	}

	/** Takes note of a row as it stands in its file. */
	see(name: InputTableName, cells: readonly string[], line: number, file: InputFile): void {
		if (!byHand(file) || !this.#datasets.has(file.dataset)) return;
		const place = this.#placeOf.get(file) ?? NaN;
		if (name === 'history') {
			const [table = '', id = '', , , hash = ''] = cells;
			this.#addSaid.run(keyOf(file.dataset, table, id), place, line, hash);
		} else if (isKept(name)) {
			const { names, key: parts } = columnsOf(name);
			const id = parts.map((index) => (cells[index] ?? '').trim()).join('|');
			this.#addRow.run(keyOf(file.dataset, name, id), place, line, hashOf(names, cells));
		}
	}

	/** Where rows and history do not agree, each with its remedy; in the order of the rows. */
	*problems(): Generator<Problem> {
		for (const [key, file, line, sayingFile, sayingLine] of this.#found<
			[key: string, file: number, line: number, sayingFile: number | null, sayingLine: number]
		>(
			`SELECT r.key, r.file, r.line, s.file, s.line FROM history_rows r LEFT JOIN history_says s ON s.key = r.key
			WHERE s.hash IS NOT r.hash ORDER BY r.at`
		))
			yield sayingFile === null
				? this.#problem(key, file, line, 'no_history', 'has no day in history yet')
				: this.#problem(
						key,
						file,
						line,
						'outdated_history',
						`has changed since ${this.#files[sayingFile]?.name ?? ''}:${sayingLine} was written`
					);
		for (const [key, file, line] of this.#found<[key: string, file: number, line: number]>(
			`SELECT key, file, line FROM history_says AS s
			WHERE NOT EXISTS (SELECT 1 FROM history_rows r WHERE r.key = s.key) ORDER BY at`
		))
			yield this.#problem(
				key,
				file,
				line,
				'orphaned_history',
				'the row is gone, and history still has it'
			);
	}

	#found<Cells>(query: string): IterableIterator<Cells> {
		return this.#db.prepare(query).raw().iterate() as IterableIterator<Cells>;
	}

	#problem(key: string, place: number, line: number, code: string, what: string): Problem {
		const file = this.#files[place];
		if (file === undefined) throw new Error(`there is no file ${place}`);
		return problem(key, file, line, code, what);
	}
}

const columns = new Map<HistoryTable, { names: string[]; key: number[] }>();

/** The columns of a table, and where those of its key stand. */
function columnsOf(name: HistoryTable) {
	const known = columns.get(name);
	if (known) return known;
	const names = columnNames(tableOf(name));
	const found = { names, key: tableOf(name).key.map((column) => names.indexOf(column)) };
	columns.set(name, found);
	return found;
}

/** What people keep; rows of a refresh bring their own days. */
const byHand = ({ origin }: InputFile) => origin === 'curated';

const keyOf = (dataset: string, table: string, id: string) => `${dataset}\n${table}\n${id}`;

function problem(key: string, file: InputFile, line: number, code: string, what: string): Problem {
	const [dataset = '', table = '', id = ''] = key.split('\n');
	const path = file.path.slice(0, -(file.name.length - file.dataset.length));
	const folder = dataset === EMBEDDED ? '' : ` -- ${path}`;
	return {
		file: file.name,
		line,
		column: table,
		value: id,
		scope: 'row',
		code,
		message: `${what}; run npm run describe${folder}`
	};
}
