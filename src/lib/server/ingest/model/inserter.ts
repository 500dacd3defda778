import type BetterSqlite3 from 'better-sqlite3';
import type { StoredRow, TableName } from '#lib/domain/tables/index.ts';
import { storedNames, tableOf } from '../history/stored-columns.ts';

/** Inserts rows into one computed table. Values go by place: looking each up by its name costs more than storing it. */
export function inserterOf<T extends TableName>(
	db: BetterSqlite3.Database,
	table: T
): (row: StoredRow<T>) => void {
	const names = storedNames(tableOf(table)) as (keyof StoredRow<T>)[];
	const columns = names.map((name) => `"${String(name)}"`).join(', ');
	const values = names.map(() => '?').join(', ');
	const statement = db.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${values})`);
	const placed: unknown[] = [];
	return (row) => {
		for (const [at, name] of names.entries()) placed[at] = row[name];
		statement.run(placed);
	};
}
