import { createHash } from 'node:crypto';
import type { CollectionName } from '#lib/domain/collections/index.ts';
import { joinsOf } from '#lib/domain/schema/joins.ts';
import { DATA_PACKAGE_PROFILE } from '#lib/domain/schema/table-schema.ts';
import { archive, type ArchiveEntry } from './archive.ts';
import { writeCsv } from '../csv.ts';
import { citationCff, licenceNotes, packageOf, readmeOfAll } from './package.ts';
import { writeParquet } from '../parquet.ts';
import { encode, type Chunks, type Result } from '../result.ts';

/** How the tables of an archive are written. */
const TABLES = { csv: writeCsv, parquet: writeParquet } as const;
type TableFormat = keyof typeof TABLES;

/** A table of an archive, made when its turn comes. */
export interface ArchivePart {
	name: CollectionName;
	result: () => Result;
}

/** What is kept of a table that has been written: all that the descriptor says of it. */
interface Written {
	result: Omit<Result, 'batches'>;
	bytes: number;
	sha256: string;
}

/**
 * Every table in one archive that needs nothing beside it: the tables, their Data Package descriptor with size and
 * hash of each, a read-me, a citation and the terms of every source.
 */
export function writeEverything(
	parts: readonly ArchivePart[],
	format: TableFormat,
	now: Date
): Chunks {
	const written: Written[] = [];
	const tables = parts.map(({ name, result }): ArchiveEntry => ({
		name: `${name}.${format}`,
		chunks: () => counted(result(), format, written)
	}));
	const text = (name: string, write: (first: Written['result']) => string): ArchiveEntry => ({
		name,
		chunks: () => written.slice(0, 1).map(({ result }) => encode(write(result)))
	});
	return archive(
		[
			...tables,
			text(
				'datapackage.json',
				() => `${JSON.stringify(packageOfAll(written, format), null, '\t')}\n`
			),
			text('README.md', ({ description }) =>
				readmeOfAll(
					description,
					written.map(({ result }) => ({
						...result.description,
						file: `${result.collection.name}.${format}`
					}))
				)
			),
			text('CITATION.cff', ({ description }) =>
				citationCff({ ...description, title: TITLE, sentence: 'Every table' })
			),
			text('LICENCES.md', ({ description }) =>
				licenceNotes({ ...description, ...allSources(written) })
			)
		],
		now,
		// Parquet is packed already.
		{ compress: format !== 'parquet' }
	);
}

const TITLE = 'Groundswell: every table';

async function* counted(result: Result, format: TableFormat, written: Written[]): Chunks {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of TABLES[format](result)) {
		hash.update(chunk);
		bytes += chunk.byteLength;
		yield chunk;
	}
	const { batches: _, ...kept } = result;
	written.push({ result: kept, bytes, sha256: hash.digest('hex') });
}

/** The sources of all tables, each once, with the rows of all of them, and what is left out of any. */
function allSources(written: readonly Written[]) {
	const sources = new Map<string, Written['result']['description']['sources'][number]>();
	for (const { result } of written)
		for (const source of result.description.sources) {
			const rows = (sources.get(source.source_id)?.rows ?? 0) + source.rows;
			sources.set(source.source_id, { ...source, rows });
		}
	const notes = written.flatMap(({ result }) =>
		result.description.notes.map((note) => `${result.collection.title}: ${note}`)
	);
	return { sources: [...sources.values()], notes };
}

/** The descriptor of all tables (Data Package, version 2.0), with the columns by which one points at another. */
function packageOfAll(written: readonly Written[], format: TableFormat) {
	const packages = written.map(({ result, ...file }) =>
		packageOf(result.collection, result.columns, result.description, file)
	);
	const joins = joinsOf(
		written.map(({ result: { collection, columns } }) => ({ ...collection, columns }))
	);
	const resources = packages.flatMap(({ resources }) =>
		resources.map(({ dialect, ...rest }) => {
			const foreignKeys = joins
				.filter(({ table }) => table === rest.name)
				.map(({ column, to, key }) => ({
					fields: [column],
					reference: { resource: to, fields: [key] }
				}));
			return {
				...rest,
				path: `${rest.name}.${format}`,
				...(format === 'csv'
					? { dialect }
					: { format, mediatype: 'application/vnd.apache.parquet' }),
				schema: { ...rest.schema, ...(foreignKeys.length > 0 ? { foreignKeys } : {}) }
			};
		})
	);
	const [first] = packages;
	return {
		$schema: `${DATA_PACKAGE_PROFILE}datapackage.json`,
		name: 'groundswell',
		title: `${TITLE} (release ${first?.version ?? ''})`,
		version: first?.version,
		created: first?.created,
		on: first?.on,
		terms: first?.terms,
		contributors: first?.contributors,
		resources
	};
}
