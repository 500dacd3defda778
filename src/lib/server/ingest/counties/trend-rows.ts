import type BetterSqlite3 from 'better-sqlite3';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { inserterOf } from '../model/inserter.ts';

type Computed = 'trends' | 'trend_days' | 'trend_polls' | 'trend_effects' | 'validations';

/** Decimals stored of a computed share, effect or error: a hundred-millionth of a point. */
const DECIMALS = 8;

/** Numbers of a row as stored: without the dust of binary fractions, and never -0. */
function rounded<Row extends object>(row: Row): Row {
	const kept: Record<string, unknown> = { ...row };
	for (const [name, value] of Object.entries(kept))
		if (typeof value === 'number' && !Number.isSafeInteger(value))
			kept[name] = Number(value.toFixed(DECIMALS)) + 0;
		else if (value === 0) kept[name] = 0;
	return kept as Row;
}

export type Insert = <T extends Computed>(table: T, row: StoredRow<T>) => void;

/** Puts rows into tables; all that is stored of an estimate passes here and is rounded. */
export function inserter(db: BetterSqlite3.Database): Insert {
	const inserters = new Map<Computed, (row: StoredRow<Computed>) => void>();
	return (table, row) => {
		const insert = inserters.get(table) ?? inserterOf(db, table);
		inserters.set(table, insert);
		insert(rounded(row));
	};
}
