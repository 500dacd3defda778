import type BetterSqlite3 from 'better-sqlite3';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { keyColumns } from '../../dataset/sql.ts';
import type { InputFile } from '../read/inputs.ts';
import type { Problem } from '../problems.ts';
import { tableOf } from '../history/stored-columns.ts';

interface Withdrawal {
	table: string;
	id: string;
	replacedBy: string;
	file: string;
	line: number;
}

/** Holds the list of withdrawn records against the rows: what was taken out is gone, and what replaces it is there. */
export class WithdrawnCheck {
	readonly #withdrawals: Withdrawal[] = [];

	/** Takes note of a row as it stands in its file. */
	see(name: InputTableName, cells: readonly string[], line: number, file: InputFile): void {
		if (name !== 'withdrawn') return;
		const [table = '', id = '', , , replacedBy = ''] = cells.map((cell) => cell.trim());
		this.#withdrawals.push({ table, id, replacedBy, file: file.name, line });
	}

	/** Withdrawn records that are still there, and replacements that are not. */
	*problems(db: BetterSqlite3.Database): Generator<Problem> {
		for (const { table, id, replacedBy, file, line } of this.#withdrawals) {
			const at = { file, line, scope: 'row' as const };
			if (isThere(db, table, id))
				yield {
					...at,
					column: 'record_id',
					value: id,
					code: 'withdrawn_still_there',
					message: `is still in ${table}; remove it there, or remove this line`
				};
			if (replacedBy !== '' && !isThere(db, table, replacedBy))
				yield {
					...at,
					column: 'replaced_by',
					value: replacedBy,
					code: 'replacement_missing',
					message: `no row of ${table} has this id; give the id of the record that replaces it, or leave the cell empty`
				};
		}
	}
}

function isThere(db: BetterSqlite3.Database, name: string, id: string): boolean {
	const key = keyColumns(tableOf(name as InputTableName)).join(` || '|' || `);
	return db.prepare(`SELECT 1 FROM "${name}" WHERE ${key} = ?`).get(id) !== undefined;
}
