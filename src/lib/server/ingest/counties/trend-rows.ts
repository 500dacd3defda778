import type BetterSqlite3 from 'better-sqlite3';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { inserterOf } from '../model/inserter.ts';

type Computed = 'trends' | 'trend_days' | 'trend_polls' | 'trend_effects' | 'validations';

/** Decimals stored of a computed share, effect or error: a hundred-millionth of a point. */
const DECIMALS = 8;

/** Numbers of a row as stored: without the dust of binary fractions, and never -0. */
function rounded<Row extends object>(row: Row): Row {
	const kept = { ...row };
	for (const name of Object.keys(kept) as (keyof Row)[]) {
		const value: unknown = kept[name];
		if (typeof value === 'number')
			kept[name] = (
				Number.isInteger(value) ? value + 0 : Number(value.toFixed(DECIMALS)) + 0
			) as Row[keyof Row];
	}
	return kept;
}

export type Insert = <T extends Computed>(table: T, row: StoredRow<T>) => void;

type Inserters = { [T in Computed]: (row: StoredRow<T>) => void };

/** Puts rows into tables; all that is stored of an estimate passes here and is rounded. */
export function inserter(db: BetterSqlite3.Database): Insert {
	const inserters: Inserters = {
		trends: inserterOf(db, 'trends'),
		trend_days: inserterOf(db, 'trend_days'),
		trend_polls: inserterOf(db, 'trend_polls'),
		trend_effects: inserterOf(db, 'trend_effects'),
		validations: inserterOf(db, 'validations')
	};
	return <T extends Computed>(table: T, row: StoredRow<T>) => {
		inserters[table](rounded(row));
	};
}
