import type { CompiledQuery } from 'kysely';
import { connect, ONE_PASS_KIB } from './release.ts';

/** A row as its columns come. */
export type Cells = (string | number | null)[];

/** Rows handed on at a time: about 100 kB, a few milliseconds. */
export const ROWS = 500;

/** Lets other requests be answered between two batches. */
export const turn = () => new Promise(setImmediate);

/**
 * A query's rows over a connection of its own: a new release, or a server that stops, cuts off no download.
 * @param path the release's file
 */
export async function* batchesOfQuery(
	path: string,
	{ sql, parameters }: CompiledQuery
): AsyncGenerator<Cells[]> {
	const db = connect(path, ONE_PASS_KIB);
	try {
		const rows = db
			.prepare(sql)
			.raw()
			.iterate(...parameters) as IterableIterator<Cells>;
		let batch: Cells[] = [];
		for (const row of rows) {
			batch.push(row);
			if (batch.length < ROWS) continue;
			yield batch;
			batch = [];
			await turn();
		}
		yield batch;
	} finally {
		db.close();
	}
}
