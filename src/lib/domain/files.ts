import type { CollectionName } from './collections/index.ts';
import type { ViewName } from './collections/views.ts';

/** Files that the whole of a query can be had as, by the extension of the address. */
export const FILE_FORMATS = ['csv', 'json', 'ndjson', 'xlsx', 'parquet', 'geojson', 'zip'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What each file is called, and what it is for. */
export const FILE_WORDS: Record<FileFormat, { name: string; use: string }> = {
	csv: { name: 'CSV', use: 'for any program' },
	json: { name: 'JSON', use: 'rows under their filters' },
	ndjson: { name: 'NDJSON', use: 'a row a line' },
	xlsx: { name: 'Excel', use: 'with dictionary, citation and sources' },
	parquet: { name: 'Parquet', use: 'typed, for large tables' },
	geojson: { name: 'GeoJSON', use: 'for maps' },
	zip: { name: 'Zip', use: 'CSV with description, citation and licences' }
};

/** Collections whose rows have a position, in the columns lon and lat. */
const POSITIONED: ReadonlySet<string> = new Set([
	'regions',
	'actions',
	'statuses',
	'projects',
	'map'
] satisfies (CollectionName | ViewName)[]);

/** The files of a collection: GeoJSON only where its rows have a position. */
export const filesOf = (collection: string): readonly FileFormat[] =>
	POSITIONED.has(collection) ? FILE_FORMATS : FILE_FORMATS.filter((format) => format !== 'geojson');

/** Lists without regions. */
const REGIONLESS: ReadonlySet<string> = new Set(['citations', 'claims'] satisfies CollectionName[]);
/** Computed lists that stand for another when nothing narrows them. */
const MADE_FROM: Record<string, CollectionName> = { transformed: 'observations' };

/** All there is behind a list: the collection and the query that leave nothing out. */
export function everythingIn(list: string): { collection: string; query: Record<string, string> } {
	const collection = MADE_FROM[list] ?? list;
	return { collection, query: REGIONLESS.has(collection) ? {} : { region: 'all' } };
}

/** Rows an Excel sheet holds below its header. */
export const XLSX_ROWS = 1_048_575;
