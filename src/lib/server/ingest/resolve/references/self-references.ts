import type BetterSqlite3 from 'better-sqlite3';
import type { Table } from '#lib/domain/schema/table.ts';
import type { RowLines } from '../row-lines.ts';
import type { Problem } from '../../problems.ts';
import type { References } from './references.ts';
import { singleKey } from '../../history/stored-columns.ts';

interface Link {
	row: number;
	id: string;
	to: string;
}

/**
 * Takes out and reports rows that, followed from reference to reference, lead back to themselves.
 * @returns the ids of the rows taken out
 */
export function removeCycles(
	db: BetterSqlite3.Database,
	table: Table,
	column: string,
	lines: RowLines,
	references: References,
	report: (problem: Problem) => void
): string[] {
	const links = linksOf(db, table, column);
	const next = new Map(links.map(({ id, to }) => [id, to]));
	const leadsBack = (id: string) => {
		const seen = new Set<string>();
		for (let at = next.get(id); at !== undefined && !seen.has(at); at = next.get(at)) {
			if (at === id) return true;
			seen.add(at);
		}
		return false;
	};
	const cyclic = links.filter(({ id }) => leadsBack(id));
	for (const link of cyclic)
		take(db, table, column, link, lines, references, report, {
			code: 'cycle',
			message: 'these rows refer to each other in a circle'
		});
	return cyclic.map(({ id }) => id);
}

/** Takes out and reports rows that refer to a row of their own table which was rejected after they were read. */
export function removeOrphans(
	db: BetterSqlite3.Database,
	table: Table,
	column: string,
	lines: RowLines,
	references: References,
	report: (problem: Problem) => void
): void {
	for (;;) {
		const ids = new Set(
			db
				.prepare(`SELECT "${singleKey(table)}" FROM "${table.name}"`)
				.pluck()
				.all() as string[]
		);
		const orphans = linksOf(db, table, column).filter(({ to }) => !ids.has(to));
		if (orphans.length === 0) return;
		for (const link of orphans)
			take(db, table, column, link, lines, references, report, {
				code: 'rejected_reference',
				message: 'the row it refers to was rejected'
			});
	}
}

const linksOf = (db: BetterSqlite3.Database, table: Table, column: string) =>
	db
		.prepare(
			`SELECT rowid AS row, "${singleKey(table)}" AS id, "${column}" AS "to" FROM "${table.name}" WHERE "${column}" IS NOT NULL`
		)
		.all() as Link[];

function take(
	db: BetterSqlite3.Database,
	table: Table,
	column: string,
	{ row, id, to }: Link,
	lines: RowLines,
	references: References,
	report: (problem: Problem) => void,
	why: Pick<Problem, 'code' | 'message'>
): void {
	const { file, line } = lines.at(row);
	report({ file: file.name, line, column, value: to, scope: 'row', ...why });
	db.prepare(`DELETE FROM "${table.name}" WHERE rowid = ?`).run(row);
	references.reject(table.name, id, { file: file.name, line });
}
