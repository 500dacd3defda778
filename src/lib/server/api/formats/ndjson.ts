import { encode, objectOf, type Chunks, type Result } from './result.ts';

/** A result as JSON, a row a line. */
export async function* writeNdjson({ columns, batches }: Result): Chunks {
	for await (const rows of batches()) {
		if (rows.length === 0) continue;
		yield encode(rows.map((row) => JSON.stringify(objectOf(columns, row)) + '\n').join(''));
	}
}
