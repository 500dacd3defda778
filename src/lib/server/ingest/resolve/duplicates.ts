import type BetterSqlite3 from 'better-sqlite3';
import type { Table } from '#lib/domain/schema/table.ts';
import { createIndexesSql, keyColumns } from '../../dataset/sql.ts';
import type { Value } from '../read/cells.ts';
import type { RowLines } from './row-lines.ts';
import type { Problem } from '../problems.ts';
import { columnNames } from '../history/stored-columns.ts';

/**
 * Adds the unique index on a table's key; where rows share a key, the first stays and the others are reported
 * and taken out. A shared code that a folder repeats word for word says nothing new and is dropped in silence.
 */
export function addKey(
	db: BetterSqlite3.Database,
	table: Table,
	lines: RowLines,
	report: (problem: Problem) => void
): void {
	const [create = ''] = createIndexesSql(table);
	try {
		db.exec(create);
	} catch (error) {
		if (!isConstraint(error)) throw error;
		removeDuplicates(db, table, lines, report);
		db.exec(create);
	}
}

const isConstraint = (error: unknown) =>
	error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

function removeDuplicates(
	db: BetterSqlite3.Database,
	table: Table,
	lines: RowLines,
	report: (problem: Problem) => void
): void {
	const repeated = db
		.prepare(
			`SELECT id, first FROM (SELECT rowid AS id, min(rowid) OVER (PARTITION BY ${keyColumns(table).join(', ')}) AS first
				FROM "${table.name}") WHERE id <> first ORDER BY id`
		)
		.all() as { id: number; first: number }[];
	const columns = columnNames(table)
		.map((name) => `"${name}"`)
		.join(', ');
	const cells = db.prepare(`SELECT ${columns} FROM "${table.name}" WHERE rowid = ?`).raw();
	const remove = db.prepare(`DELETE FROM "${table.name}" WHERE rowid = ?`);
	for (const { id, first } of repeated) {
		const here = lines.at(id);
		const there = lines.at(first);
		const same = JSON.stringify(cells.get(id)) === JSON.stringify(cells.get(first));
		const repeats = table.ids === 'shared' && same && here.file.dataset !== there.file.dataset;
		if (!repeats)
			report({
				file: here.file.name,
				line: here.line,
				column: table.key.join('|'),
				value: keyOf(table, cells.get(id) as Value[]),
				scope: 'row',
				code: 'duplicate_id',
				message: advice(
					table,
					here.file.dataset === there.file.dataset,
					`${there.file.name}:${there.line}`
				)
			});
		remove.run(id);
	}
}

function keyOf(table: Table, cells: readonly Value[]): string {
	const names = columnNames(table);
	return table.key.map((name) => String(cells[names.indexOf(name)] ?? '')).join('|');
}

const advice = (table: Table, sameDataset: boolean, there: string) =>
	sameDataset
		? `the same key stands at ${there}; keep one of the two rows`
		: `stands at ${there} with other words; ${table.name} are shared by all datasets: drop the row, or change the embedded one through overrides.csv`;
