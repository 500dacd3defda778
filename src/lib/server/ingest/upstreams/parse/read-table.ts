import { parse } from 'csv-parse/sync';
import { unguardCell } from '#lib/domain/text/formula-guard.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import type { InputRow, InputTableName } from '#lib/domain/tables/index.ts';
import { tableOf } from '../../history/stored-columns.ts';

/**
 * Reads the rows of a table from the text of a CSV file of it. For files ingestion has checked, or will.
 */
export function readTable<T extends InputTableName>(name: T, text: string): InputRow<T>[] {
	const columns = columnsOf(tableOf(name).row);
	const records: Record<string, string>[] = parse(text, { columns: true, bom: true });
	return records.map((record) => {
		const row: Record<string, string | number | null> = {};
		for (const { name: column, meta } of columns) {
			const value = (record[column] ?? '').trim();
			if (value === '') row[column] = null;
			else if (meta.kind === 'number' || meta.kind === 'integer') row[column] = Number(value);
			else row[column] = unguardCell(value);
		}
		return row as InputRow<T>;
	});
}
