import { parse } from 'csv-parse/sync';
import { shapeFailure } from './failure.ts';
import type { Copy } from './upstream.ts';

/**
 * The records of a CSV copy, by column name; columns beyond those asked for are let be.
 * @throws UpstreamFailure where it is no CSV, is cut off inside a row, or lacks a column
 */
export function readCsvCopy<C extends string>(
	name: string,
	{ part, text }: Copy,
	columns: readonly C[]
): Record<C, string>[] {
	const where = `${name} (${part.file})`;
	let records: Record<string, string>[];
	try {
		records = parse(text, { columns: true, bom: true, skip_empty_lines: true });
	} catch (error) {
		throw shapeFailure(where, `no CSV: ${error instanceof Error ? error.message : String(error)}`);
	}
	const [first] = records;
	if (!first) throw shapeFailure(where, 'no rows');
	for (const column of columns)
		if (!(column in first)) throw shapeFailure(where, `no column "${column}"`);
	return records;
}
