import { encode, objectOf, type Chunks, type Result } from './result.ts';

/** A result as one JSON document, in the envelope of a page: the number of rows stands before them. */
export async function* writeJson({ columns, batches, description, meta }: Result): Chunks {
	const page = { next: null, first: 1, total: description.rows };
	yield encode(`{"meta":${JSON.stringify(meta)},"page":${JSON.stringify(page)},"data":[`);
	let separator = '\n';
	for await (const rows of batches()) {
		if (rows.length === 0) continue;
		const objects = rows.map((row) => JSON.stringify(objectOf(columns, row)));
		yield encode(separator + objects.join(',\n'));
		separator = ',\n';
	}
	yield encode('\n]}\n');
}
