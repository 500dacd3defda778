import type { ComputedName } from './collections/computed.ts';
import type { CollectionName } from './collections/index.ts';
import type { PageListName } from './collections/page-lists.ts';
import { MEASURE, MEASURES, type Measure } from './map/map-measures.ts';

/** Files that the whole of a query can be had as, by the extension of the address. */
export const FILE_FORMATS = ['csv', 'json', 'ndjson', 'xlsx', 'parquet', 'geojson', 'zip'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What each file is called, and what it is for. */
export const FILE_WORDS: Record<FileFormat, { name: string; use: string }> = {
	csv: { name: 'CSV', use: 'for any program' },
	json: { name: 'JSON', use: 'rows with their filters' },
	ndjson: { name: 'NDJSON', use: 'one row per line' },
	xlsx: { name: 'Excel', use: 'with dictionary, citation and sources' },
	parquet: { name: 'Parquet', use: 'typed, for large tables' },
	geojson: { name: 'GeoJSON', use: 'for maps' },
	zip: { name: 'Zip', use: 'CSV with description, citation and licenses' }
};

/** Collections whose rows have a position, in the columns lon and lat. */
const POSITIONED: ReadonlySet<string> = new Set([
	'regions',
	'actions',
	'statuses',
	'projects',
	'map'
] satisfies (CollectionName | PageListName)[]);

/** The files of a collection: GeoJSON only where its rows have a position. */
export const filesOf = (collection: string): readonly FileFormat[] =>
	POSITIONED.has(collection) ? FILE_FORMATS : FILE_FORMATS.filter((format) => format !== 'geojson');

/** Lists that are of every region, and take none. */
const REGIONLESS: ReadonlySet<string> = new Set([
	'citations',
	'claims',
	'claim-evidence',
	'state-prices',
	'fresh-limits',
	'coverage',
	'verification',
	'what-followed',
	'forecast-scores',
	'forecast-trials'
] satisfies (CollectionName | ComputedName)[]);
/** What is computed from a list stands for that list when nothing narrows it. */
const MADE_FROM: Partial<Record<ComputedName | PageListName, CollectionName>> = {
	transformed: 'observations',
	'cheapest-prices': 'model-prices',
	'open-gap': 'model-prices',
	'model-costs': 'model-prices',
	'actions-by-month': 'actions',
	profile: 'actions'
};

/** What a list leaves out by default: older vintages of a figure, and options a wording group does not follow. */
const UNTOLD: Partial<Record<CollectionName, Record<string, string>>> = {
	observations: { vintage: 'all' },
	readings: { followed: 'all' },
	trends: { followed: 'all', known: 'all' },
	'trend-polls': { followed: 'all' },
	houses: { followed: 'all' }
};

function madeFrom(list: string, { measure = '' }: Record<string, string>): string {
	if (list !== 'map' && list !== 'map-time')
		return MADE_FROM[list as keyof typeof MADE_FROM] ?? list;
	return MEASURE[isMeasure(measure) ? measure : MEASURES[0]].collection;
}

const isMeasure = (name: string): name is Measure => Object.hasOwn(MEASURE, name);

/**
 * All there is behind a list: the collection and the query that leave nothing out.
 * @param query of the list, where what is behind it depends on what it measures
 */
export function everythingIn(
	list: string,
	query: Record<string, string> = {}
): { collection: string; query: Record<string, string> } {
	const collection = madeFrom(list, query);
	return {
		collection,
		query: {
			...(REGIONLESS.has(collection) ? {} : { region: 'all' }),
			...UNTOLD[collection as CollectionName]
		}
	};
}

/** Rows an Excel sheet holds below its header. */
export const XLSX_ROWS = 1_048_575;
