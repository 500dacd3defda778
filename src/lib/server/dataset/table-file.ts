import type { Database } from 'better-sqlite3';
import type { Column } from '#lib/domain/schema/table.ts';

const TYPES: Record<string, string> = { number: 'REAL', integer: 'INTEGER' };

/** Makes a table with the columns of a list and fills it, a transaction a batch. */
export async function fillTable(
	db: Database,
	name: string,
	columns: readonly Column[],
	batches: AsyncIterable<readonly (readonly (string | number | null)[])[]>
): Promise<void> {
	const declared = columns.map((column) => `"${column.name}" ${TYPES[column.meta.kind] ?? 'TEXT'}`);
	db.exec(`CREATE TABLE "${name}" (${declared.join(', ')})`);
	const insert = db.prepare(`INSERT INTO "${name}" VALUES (${columns.map(() => '?').join(', ')})`);
	for await (const rows of batches)
		db.transaction(() => rows.forEach((row) => insert.run(...row)))();
}
