import { stringify } from 'csv-stringify/sync';
import type { CompiledQuery } from 'kysely';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { guardCell } from '#lib/domain/guard.ts';
import { columnsOf } from '#lib/domain/table.ts';
import type { OpenRelease } from '../../dataset/release.ts';

/** Rows turned into text at a time: about 100 kB, a few milliseconds. */
const ROWS = 500;
const BOM = '\uFEFF';

type Cell = string | number | null;

/**
 * A query's rows as CSV (UTF-8, RFC 4180 quoting, LF), produced only as fast as it is read.
 * @param guard put a `'` before text that a spreadsheet would run as a formula
 */
export function csvStream(
	release: OpenRelease,
	collection: Collection,
	query: CompiledQuery,
	{ bom, guard }: { bom: boolean; guard: boolean }
): ReadableStream<Uint8Array> {
	const columns = columnsOf(collection.row);
	const guarded = guard
		? columns.map(({ meta }) => meta.kind !== 'number' && meta.kind !== 'integer')
		: [];
	const rows = release.db
		.prepare(query.sql)
		.raw()
		.iterate(...query.parameters) as IterableIterator<Cell[]>;
	const encoder = new TextEncoder();
	let head: string | null = (bom ? BOM : '') + stringify([columns.map(({ name }) => name)]);
	return new ReadableStream<Uint8Array>(
		{
			pull: async (controller) => {
				await new Promise(setImmediate);
				const { chunk, done } = take(rows, guarded);
				const text = (head ?? '') + (chunk.length > 0 ? stringify(chunk) : '');
				head = null;
				if (text !== '') controller.enqueue(encoder.encode(text));
				if (done) controller.close();
			},
			cancel: () => {
				rows.return?.();
			}
		},
		{ highWaterMark: 1 }
	);
}

function take(rows: Iterator<Cell[]>, guarded: boolean[]): { chunk: Cell[][]; done: boolean } {
	const chunk: Cell[][] = [];
	while (chunk.length < ROWS) {
		const next = rows.next();
		if (next.done) return { chunk, done: true };
		const row = next.value;
		for (let column = 0; column < guarded.length; column++) {
			const cell = row[column];
			if (guarded[column] && typeof cell === 'string') row[column] = guardCell(cell);
		}
		chunk.push(row);
	}
	return { chunk, done: false };
}
