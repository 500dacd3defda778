import { createHash } from 'node:crypto';
import { archive, type ArchiveEntry } from './archive.ts';
import { writeCsv } from '../csv.ts';
import { citationCff, licenceNotes, packageOf, readme } from './package.ts';
import { encode, type Chunks, type Result } from '../result.ts';

/**
 * A result as an archive that needs nothing beside it: the CSV, its Data Package descriptor with size and
 * hash of the CSV, the description of the query, a read-me, a citation and the terms of every source.
 */
export function writeZip(result: Result): Chunks {
	const { collection, columns, description } = result;
	const data = `${collection.name}.csv`;
	const hash = createHash('sha256');
	let bytes = 0;
	const counted = async function* () {
		for await (const chunk of writeCsv(result)) {
			hash.update(chunk);
			bytes += chunk.byteLength;
			yield chunk;
		}
	};
	const text = (name: string, write: () => string): ArchiveEntry => ({
		name,
		chunks: () => [encode(write())]
	});
	return archive(
		[
			{ name: data, chunks: counted },
			text('datapackage.json', () =>
				json(packageOf(collection, columns, description, { bytes, sha256: hash.digest('hex') }))
			),
			text('metadata.json', () => json(description)),
			text('README.md', () => readme(description, data)),
			text('CITATION.cff', () => citationCff(description)),
			text('LICENCES.md', () => licenceNotes(description))
		],
		new Date(description.retrieved_at)
	);
}

const json = (value: unknown) => JSON.stringify(value, null, '\t') + '\n';
