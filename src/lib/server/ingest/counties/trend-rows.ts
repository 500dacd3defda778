import type BetterSqlite3 from 'better-sqlite3';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { storedColumns, tableOf } from '../../dataset/sql.ts';

type Computed = 'trends' | 'trend_days' | 'trend_polls' | 'trend_effects' | 'validations';

/** Decimals stored of a computed share, effect or error: a hundred-millionth of a point. */
const DECIMALS = 8;

/** Numbers of a row as stored: without the dust of binary fractions, and never -0. */
const rounded = <Row extends object>(row: Row): Row =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]: [string, unknown]) => [
			name,
			typeof value === 'number' ? Number(value.toFixed(DECIMALS)) + 0 : value
		])
	) as Row;

export type Insert = <T extends Computed>(table: T, row: StoredRow<T>) => void;

/** Puts rows into tables; all that is stored of an estimate passes here and is rounded. */
export function inserter(db: BetterSqlite3.Database): Insert {
	const statements = new Map<Computed, BetterSqlite3.Statement>();
	return (table, row) => {
		const names = storedColumns(tableOf(table)).map(({ name }) => name);
		const statement =
			statements.get(table) ??
			db.prepare(
				`INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`
			);
		statements.set(table, statement);
		statement.run(rounded(row));
	};
}
