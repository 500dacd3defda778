import { HISTORY_TABLES, type HistoryTable } from '#lib/domain/tables/computed/history.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { hashOf } from './recorded.ts';
import { EMBEDDED, type InputFile } from '../read/inputs.ts';
import type { Problem } from '../problems.ts';
import { columnNames, tableOf } from './stored-columns.ts';

/** Where a row stands, and what it holds. */
interface Held {
	file: InputFile;
	line: number;
	hash: string;
}

const isKept = (name: InputTableName): name is HistoryTable =>
	HISTORY_TABLES.some((table) => table === name);

/**
 * Compares the rows of folders that keep a history with that history: each row has a day, one that holds something
 * else than on its day has a newer one, and one that is gone has none. Nothing in it depends on clock or time zone.
 */
export class HistoryCheck {
	/** Datasets that keep a history. */
	readonly #datasets: ReadonlySet<string>;
	/** Rows by table, dataset and id. */
	readonly #rows = new Map<string, Held>();
	/** What history says of them. */
	readonly #history = new Map<string, Held>();

	constructor(files: readonly InputFile[]) {
		this.#datasets = new Set(
			files.filter((file) => file.table === 'history' && byHand(file)).map(({ dataset }) => dataset)
		);
	}

	/** Takes note of a row as it stands in its file. */
	see(name: InputTableName, cells: readonly string[], line: number, file: InputFile): void {
		if (!byHand(file) || !this.#datasets.has(file.dataset)) return;
		if (name === 'history') {
			const [table = '', id = '', , , hash = ''] = cells;
			this.#history.set(keyOf(file.dataset, table, id), { file, line, hash });
		} else if (isKept(name)) {
			const { names, key: parts } = columnsOf(name);
			const id = parts.map((index) => (cells[index] ?? '').trim()).join('|');
			const key = keyOf(file.dataset, name, id);
			if (!this.#rows.has(key)) this.#rows.set(key, { file, line, hash: hashOf(names, cells) });
		}
	}

	/** Where rows and history do not agree, each with its remedy; in the order of the rows. */
	*problems(): Generator<Problem> {
		for (const [key, { file, line, hash }] of this.#rows) {
			const known = this.#history.get(key);
			if (known === undefined)
				yield problem(key, file, line, 'no_history', 'has no day in history yet');
			else if (known.hash !== hash)
				yield problem(
					key,
					file,
					line,
					'outdated_history',
					`holds something else than when ${known.file.name}:${known.line} was written, and its day has not moved`
				);
		}
		for (const [key, { file, line }] of this.#history)
			if (!this.#rows.has(key))
				yield problem(
					key,
					file,
					line,
					'orphaned_history',
					'the row is gone, and history still has it'
				);
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
