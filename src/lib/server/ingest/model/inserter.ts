import type BetterSqlite3 from 'better-sqlite3';
import type { StoredRow, TableName } from '#lib/domain/tables/index.ts';
import { storedColumns, tableOf } from '../../dataset/sql.ts';

/** Inserts rows into one computed table. */
export function inserterOf<T extends TableName>(
	db: BetterSqlite3.Database,
	table: T
): (row: StoredRow<T>) => void {
	const names = storedColumns(tableOf(table)).map(({ name }) => name);
	const columns = names.map((name) => `"${name}"`).join(', ');
	const values = names.map((name) => `@${name}`).join(', ');
	const statement = db.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${values})`);
	return (row) => {
		statement.run(row);
	};
}
