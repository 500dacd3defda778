import type BetterSqlite3 from 'better-sqlite3';
import { columnsOf } from '#lib/domain/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { tableOf } from '../dataset/sql.ts';
import type { Problem } from './problems.ts';

/**
 * Takes out rows whose reference was rejected after they were read (a row may refer to a later row of its
 * own table), again and again until none is left.
 */
export function rejectOrphans(
	db: BetterSqlite3.Database,
	report: (problem: Problem) => void
): void {
	let removed = 1;
	while (removed > 0) {
		removed = 0;
		for (const name of Object.keys(inputTables) as InputTableName[])
			removed += orphansOf(db, name, report);
	}
}

function orphansOf(
	db: BetterSqlite3.Database,
	name: InputTableName,
	report: (problem: Problem) => void
): number {
	const table = tableOf(name);
	let removed = 0;
	for (const { name: column, meta } of columnsOf(table.row)) {
		if (!meta.references) continue;
		const { table: parent, column: key } = meta.references;
		const orphans = db
			.prepare(
				`DELETE FROM "${name}" WHERE "${column}" IS NOT NULL
					AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE p."${key}" = "${name}"."${column}")
					RETURNING dataset, "${table.key[0] ?? column}" AS id, "${column}" AS missing`
			)
			.all() as { dataset: string; id: string; missing: string }[];
		for (const { dataset, id, missing } of orphans)
			report({
				file: `${dataset}/${table.file}`,
				line: 0,
				column,
				value: missing,
				code: 'rejected_reference',
				message: `the row ${id} refers to a row that was rejected, so it is left out too`
			});
		removed += orphans.length;
	}
	return removed;
}
