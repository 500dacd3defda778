import type BetterSqlite3 from 'better-sqlite3';
import {
	COMPARED,
	type Cells,
	type ComparedTable,
	type RowChange
} from '#lib/domain/changes/compared-tables.ts';
import type { Names } from '#lib/domain/changes/change-words.ts';
import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import { inputTables } from '#lib/domain/tables/index.ts';
import { connect, ONE_PASS_KIB } from '../../release.ts';
import { keyColumns } from '../../sql.ts';

/** What became of the rows of one table. */
export interface TableChanges {
	table: ComparedTable;
	rows: RowChange[];
	/** Columns compared: those of people's rows that both releases have. */
	columns: string[];
	/** Columns that only one of them has, or `null` where the table could not be compared at all. */
	apart: string[] | null;
}

const BEFORE = 'before';

/**
 * Compares two releases row by row, by the keys of their tables, and hands the result to a reader while names
 * can be looked up in both.
 * @param before, after files of releases
 */
export function compareReleases<Result>(
	before: string,
	after: string,
	read: (changes: TableChanges[], names: Names) => Result
): Result {
	const db = connect(after, ONE_PASS_KIB);
	try {
		db.prepare(`ATTACH ? AS ${BEFORE}`).run(before);
		return read(
			COMPARED.map((name) => compareTable(db, name)),
			namesIn(db)
		);
	} finally {
		db.close();
	}
}

function compareTable(db: BetterSqlite3.Database, name: ComparedTable): TableChanges {
	const table: Table = inputTables[name];
	const [old, now] = [columnsIn(db, BEFORE, name), columnsIn(db, 'main', name)];
	const kept = [...columnsOf(table.row).map((column) => column.name), 'dataset'];
	const columns = kept.filter((column) => old.has(column) && now.has(column));
	const apart = kept.filter((column) => old.has(column) !== now.has(column));
	if (![...table.key, 'dataset'].every((column) => columns.includes(column)))
		return { table: name, rows: [], columns, apart: null };
	const isSame = keyColumns(table)
		.map((column) => `${of('n', column)} = ${of('o', column)}`)
		.join(' AND ');
	const rowsWithout = (here: string, alias: string, there: string, other: string) =>
		db
			.prepare(
				`SELECT * FROM ${here}."${name}" ${alias} WHERE NOT EXISTS (SELECT 1 FROM ${there}."${name}" ${other} WHERE ${isSame})`
			)
			.all() as Cells[];
	return {
		table: name,
		columns,
		apart,
		rows: [
			...rowsWithout('main', 'n', BEFORE, 'o').map((after): RowChange => ({
				table: name,
				change: 'added',
				before: null,
				after
			})),
			...rowsWithout(BEFORE, 'o', 'main', 'n').map((before): RowChange => ({
				table: name,
				change: 'removed',
				before,
				after: null
			})),
			...changedRows(db, name, columns, isSame)
		]
	};
}

function changedRows(
	db: BetterSqlite3.Database,
	table: ComparedTable,
	columns: readonly string[],
	isSame: string
): RowChange[] {
	const differs = columns.map((column) => `n."${column}" IS NOT o."${column}"`).join(' OR ');
	const rowids = db
		.prepare(
			`SELECT o.rowid, n.rowid FROM main."${table}" n JOIN ${BEFORE}."${table}" o ON ${isSame} WHERE ${differs}`
		)
		.raw()
		.all() as [number, number][];
	const old = db.prepare(`SELECT * FROM ${BEFORE}."${table}" WHERE rowid = ?`);
	const now = db.prepare(`SELECT * FROM main."${table}" WHERE rowid = ?`);
	return rowids.map(([before, after]) => ({
		table,
		change: 'changed',
		before: old.get(before) as Cells,
		after: now.get(after) as Cells
	}));
}

/** A key expression with its column taken from a table of this alias. */
const of = (alias: string, expression: string) => expression.replace(/"\w+"/, `${alias}.$&`);

/** A release of another version may lack a table, or columns of it. */
const columnsIn = (db: BetterSqlite3.Database, schema: string, table: string) =>
	new Set(
		db.prepare('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema) as string[]
	);

/** Names of what rows refer to: in the later release, else in the one before. */
function namesIn(db: BetterSqlite3.Database): Names {
	/** The caller says what the columns hold. */
	const finder = (columns: string, table: ComparedTable, key: string) => {
		const statements = ['main', BEFORE].map((schema) =>
			db.prepare(`SELECT ${columns} FROM ${schema}."${table}" WHERE "${key}" = ?`)
		);
		const known = new Map<string, unknown>();
		return (id: string): unknown => {
			const before = known.get(id);
			if (before !== undefined) return before;
			const found: unknown = statements[0]?.get(id) ?? statements[1]?.get(id) ?? null;
			known.set(id, found);
			return found;
		};
	};
	const region = finder('label', 'regions', 'region') as (id: string) => { label: string } | null;
	const place = finder('name', 'places', 'place_id') as (id: string) => { name: string } | null;
	return {
		region: (code) => region(code)?.label ?? null,
		place: (id) => place(id)?.name ?? null,
		series: finder('title, unit', 'series', 'series_id') as Names['series'],
		question: finder('summary, poll_id', 'questions', 'question_id') as Names['question'],
		poll: finder('house, region, date', 'polls', 'poll_id') as Names['poll']
	};
}

/** Regions that lie inside others, these included. */
export function regionsWithin(
	{ prepare }: { prepare: (sql: string) => BetterSqlite3.Statement },
	regions: readonly string[]
): ReadonlySet<string> {
	return new Set(
		prepare('SELECT region FROM region_closure WHERE ancestor IN (SELECT value FROM json_each(?))')
			.pluck()
			.all(JSON.stringify(regions)) as string[]
	);
}
