import { stringify } from 'csv-stringify/sync';
import { guardCell } from '#lib/domain/text/guard.ts';
import { encode, isNumeric, type Chunks, type Result, type Row } from './result.ts';

const BOM = '\uFEFF';
/** A carriage return ends a line for some readers, so it is quoted too (RFC 4180, 2.6). */
const QUOTING = { quoted_match: /\r/ };

/** A result as CSV: UTF-8, RFC 4180 quoting, LF. */
export async function* writeCsv({ columns, batches, bom, guard }: Result): Chunks {
	const guarded = guard
		? columns.flatMap((column, index) => (isNumeric(column) ? [] : [index]))
		: [];
	let head = header(columns, bom);
	for await (const rows of batches()) {
		for (const row of rows) guardRow(row, guarded);
		yield encode(head + stringify(rows, QUOTING));
		head = '';
	}
	if (head !== '') yield encode(head);
}

const header = (columns: readonly { name: string }[], bom: boolean) =>
	(bom ? BOM : '') + stringify([columns.map(({ name }) => name)]);

function guardRow(row: Row, guarded: readonly number[]): void {
	for (const column of guarded) {
		const cell = row[column];
		if (typeof cell === 'string') row[column] = guardCell(cell);
	}
}
