import { stringify } from 'csv-stringify/sync';
import type { CompiledQuery } from 'kysely';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { guardCell } from '#lib/domain/guard.ts';
import { columnsOf } from '#lib/domain/table.ts';
import { connect, ONE_PASS_KIB } from '../../dataset/release.ts';

/** Rows turned into text at a time: about 100 kB, a few milliseconds. */
const ROWS = 500;
const BOM = '\uFEFF';
/** A carriage return ends a line for some readers, so it is quoted too (RFC 4180, 2.6). */
const QUOTING = { quoted_match: /\r/ };

type Cell = string | number | null;

/**
 * A query's rows as CSV (UTF-8, RFC 4180 quoting, LF), produced only as fast as it is read, over a connection
 * of its own: a new release, or a server that stops, cuts off no download.
 * @param guard put a `'` before text that a spreadsheet would run as a formula
 * @param finished called once, when the last row is out, the reader has gone or reading failed
 */
export function csvStream(
	path: string,
	collection: Collection,
	query: CompiledQuery,
	{ bom, guard }: { bom: boolean; guard: boolean },
	finished: () => void
): ReadableStream<Uint8Array> {
	const columns = columnsOf(collection.row);
	const guarded = guard
		? columns.flatMap(({ meta }, index) =>
				meta.kind === 'number' || meta.kind === 'integer' ? [] : [index]
			)
		: [];
	const encoder = new TextEncoder();
	let reader: RowReader | null = null;
	const close = () => {
		reader?.close();
		finished();
	};
	return new ReadableStream<Uint8Array>(
		{
			pull: async (controller) => {
				await new Promise(setImmediate);
				try {
					const head = reader === null ? header(columns, bom) : '';
					reader ??= openRows(path, query);
					const { rows, done } = reader.take(ROWS);
					for (const row of rows) guardRow(row, guarded);
					const text = head + (rows.length > 0 ? stringify(rows, QUOTING) : '');
					if (text !== '') controller.enqueue(encoder.encode(text));
					if (!done) return;
					close();
					controller.close();
				} catch (error) {
					close();
					throw error;
				}
			},
			cancel: close
		},
		{ highWaterMark: 0 }
	);
}

/** Rows at hand as CSV, like `csvStream` writes those of a query. */
export function csvText(
	collection: Collection,
	rows: readonly Record<string, unknown>[],
	{ bom, guard }: { bom: boolean; guard: boolean }
): string {
	const columns = columnsOf(collection.row);
	const cellOf = (row: Record<string, unknown>, name: string): Cell => {
		const cell = row[name];
		if (typeof cell === 'number') return cell;
		return typeof cell === 'string' ? (guard ? guardCell(cell) : cell) : null;
	};
	const cells = rows.map((row) => columns.map(({ name }) => cellOf(row, name)));
	return header(columns, bom) + (cells.length > 0 ? stringify(cells, QUOTING) : '');
}

const header = (columns: { name: string }[], bom: boolean) =>
	(bom ? BOM : '') + stringify([columns.map(({ name }) => name)]);

function guardRow(row: Cell[], guarded: number[]): void {
	for (const column of guarded) {
		const cell = row[column];
		if (typeof cell === 'string') row[column] = guardCell(cell);
	}
}

interface RowReader {
	/** The next rows, and whether they are the last. */
	take: (count: number) => { rows: Cell[][]; done: boolean };
	close: () => void;
}

function openRows(path: string, { sql, parameters }: CompiledQuery): RowReader {
	const db = connect(path, ONE_PASS_KIB);
	const rows = db
		.prepare(sql)
		.raw()
		.iterate(...parameters) as IterableIterator<Cell[]>;
	return {
		take: (count) => {
			const taken: Cell[][] = [];
			while (taken.length < count) {
				const next = rows.next();
				if (next.done) return { rows: taken, done: true };
				taken.push(next.value);
			}
			return { rows: taken, done: false };
		},
		close: () => {
			rows.return?.();
			db.close();
		}
	};
}
