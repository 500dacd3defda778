import { guardCell } from '#lib/domain/text/formula-guard.ts';
import { encode, isNumeric, type Cell, type Chunks, type Result, type Row } from './result.ts';

const BOM = '\uFEFF';
/** What has to stand in quotes (RFC 4180, 2.6); a carriage return ends a line for some readers. */
const QUOTED = /[",\n\r]/;

/** A result as CSV: UTF-8, RFC 4180 quoting, LF. */
export async function* writeCsv({ columns, batches, bom, guard }: Result): Chunks {
	const guarded = columns.map((column) => guard && !isNumeric(column));
	let head = (bom ? BOM : '') + lineOf(columns.map(({ name }) => name));
	for await (const rows of batches()) {
		let text = head;
		for (const row of rows) text += lineOf(row, guarded);
		yield encode(text);
		head = '';
	}
	if (head !== '') yield encode(head);
}

/**
 * A line of a CSV, with its end. Written here, since for a million rows this is most of the work, and a library asks
 * of each cell what only the header decides.
 * @param guarded columns whose text is kept from running as a formula; none by default
 */
export function lineOf(row: Row, guarded: readonly boolean[] = []): string {
	let line = '';
	for (let index = 0; index < row.length; index++) {
		const cell = row[index] ?? null;
		line += (index === 0 ? '' : ',') + (cell === null ? '' : cellOf(cell, guarded[index] === true));
	}
	return line + '\n';
}

function cellOf(cell: NonNullable<Cell>, isGuarded: boolean): string {
	if (typeof cell === 'number') return String(cell);
	const text = isGuarded && mayBeFormula(cell) ? guardCell(cell) : cell;
	return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The first characters of what the guard changes: all but a few cells begin otherwise. */
const OPENERS = new Set(Array.from(`=+-@'\t\r`, (one) => one.charCodeAt(0)));
const mayBeFormula = (cell: string): boolean => OPENERS.has(cell.charCodeAt(0));
