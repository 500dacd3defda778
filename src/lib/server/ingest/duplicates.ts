import type BetterSqlite3 from 'better-sqlite3';
import { columnsOf, type Table } from '#lib/domain/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { keyColumns, tableOf } from '../dataset/sql.ts';
import type { InputFile } from './inputs.ts';
import type { Problem } from './problems.ts';
import { readRows } from './read.ts';

/** Rows found by SQL at the end, so that memory does not grow with the length of a file. */
export async function removeDuplicates(
	db: BetterSqlite3.Database,
	files: readonly InputFile[],
	report: (problem: Problem) => void
): Promise<void> {
	for (const name of Object.keys(inputTables) as InputTableName[]) {
		const table = tableOf(name);
		if (table.ids === 'shared') dropEqualRows(db, table);
		const keys = repeatedKeys(db, table);
		if (keys.length === 0) continue;
		await locate(
			table,
			keys,
			files.filter((file) => file.table === name),
			report
		);
		keepFirst(db, table);
	}
}

/** A shared row that a folder repeats word for word says nothing new. */
function dropEqualRows(db: BetterSqlite3.Database, table: Table): void {
	const columns = columnsOf(table.row).map(({ name }) => `"${name}"`);
	db.prepare(
		`DELETE FROM "${table.name}" WHERE rowid NOT IN (SELECT min(rowid) FROM "${table.name}" GROUP BY ${columns.join(', ')})`
	).run();
}

function repeatedKeys(db: BetterSqlite3.Database, table: Table): string[][] {
	const key = keyColumns(table);
	return db
		.prepare(
			`SELECT ${key.join(', ')} FROM "${table.name}" GROUP BY ${key.join(', ')} HAVING count(*) > 1 LIMIT 1000`
		)
		.raw()
		.all() as string[][];
}

function keepFirst(db: BetterSqlite3.Database, table: Table): void {
	db.prepare(
		`DELETE FROM "${table.name}" WHERE rowid NOT IN (SELECT min(rowid) FROM "${table.name}" GROUP BY ${keyColumns(table).join(', ')})`
	).run();
}

/** Reads the files again to say at which lines the repeated keys stand. */
async function locate(
	table: Table,
	keys: string[][],
	files: readonly InputFile[],
	report: (problem: Problem) => void
): Promise<void> {
	const wanted = new Set(
		keys.map((key) => key.slice(0, table.key.length).map(unqualified).join('|'))
	);
	const columns = columnsOf(table.row).map(({ name }) => name);
	const positions = table.key.map((name) => columns.indexOf(name));
	const first = new Map<string, string>();
	for (const file of files)
		await readRows(
			file,
			table,
			(cells, line) => {
				const key = positions
					.map((position) => unqualified((cells[position] ?? '').trim()))
					.join('|');
				if (!wanted.has(key)) return;
				const scope = table.ids === 'shared' ? key : `${file.dataset} ${key}`;
				const before = first.get(scope);
				if (before === undefined) first.set(scope, `${file.name}:${line}`);
				else report(duplicate(table, file, line, key, before));
			},
			() => undefined
		);
}

const unqualified = (id: string) => id.replace(/^[a-z0-9_-]+:(?!\/\/)/, '');

const duplicate = (
	table: Table,
	file: InputFile,
	line: number,
	key: string,
	before: string
): Problem => ({
	file: file.name,
	line,
	column: table.key.join('|'),
	value: key,
	code: 'duplicate_id',
	message:
		table.ids === 'shared'
			? `stands at ${before} with other words; ${table.name} are shared by all datasets: drop the row, or change the embedded one through overrides.csv`
			: `the same key stands at ${before}; keep one of the two rows`
});
