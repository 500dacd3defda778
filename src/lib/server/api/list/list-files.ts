import { existsSync } from 'node:fs';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { filesOf, type FileFormat } from '#lib/domain/files.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { fileName } from '#lib/domain/filter/sentence.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { batchesOfQuery } from '../../dataset/batches.ts';
import { queries } from '../../dataset/queries/index.ts';
import { sourcesBehind, type SourceCounts } from '../../dataset/queries/records/sources-behind.ts';
import { totalOf } from '../../dataset/total.ts';
import { describe, sourcesOf, type Description } from './describe.ts';
import { metaOfAnswer } from '../request/envelope.ts';
import { FORMATS } from '../formats/index.ts';
import type { Result, Row } from '../formats/result.ts';
import { withGaps, withoutFigures } from '../formats/batches.ts';
import { streamOf } from '../formats/stream.ts';
import { ProblemError } from '../request/problem.ts';
import { ask, type Asked, type Call } from '../request/request.ts';
import { withheldFrom, withheldIn } from '../request/withheld.ts';

/** A result before it is known what is made of it: its rows are read when they are wanted. */
export interface WholeResult {
	/** Columns, words and order of the rows; its name is in the names of files. */
	collection: Collection;
	/** Its name in the address. */
	path: string;
	/** What the query asks beside filters and order, as an address takes it. */
	own: Record<string, string>;
	asked: Asked;
	total: number;
	batches: () => AsyncIterable<Row[]>;
	/** How many rows name each source; where rows name none, how many records behind them do. */
	countSources: () => SourceCounts;
	/** What to know about the result beside its filters. */
	notes: string[];
}

/** How and when a file is asked for. */
export interface Request {
	/** Where this server is reached, for addresses that can be cited. */
	origin: string;
	now: Date;
	/** Rows an Excel sheet may have here. */
	xlsxRows: number;
}

/** A file as it is asked for, with the headers it has anyway; `finished` is called once it is out or given up. */
export interface Wanted extends Request {
	headers: Record<string, string>;
	finished: (error?: unknown) => void;
}

/** The whole of a collection's query. @throws ProblemError 400 with what is wrong with the query */
export function find(
	name: CollectionName,
	call: Call,
	format: FileFormat | 'metadata'
): WholeResult {
	const collection = collections[name];
	const asked = ask(collection, call, grammarOf(format));
	const { release, query } = asked;
	const statements = queries[name];
	const total = totalOf(release, statements.count(release.kysely, query));
	const rows = statements.rows(release.kysely, query, undefined, total);
	return {
		collection,
		path: name,
		own: {},
		asked,
		total,
		batches: () => batchesOfQuery(release.path, rows),
		countSources: () =>
			sourcesBehind(
				release,
				name,
				rows,
				'source_id' in collection.row.shape,
				statements.bySource(release.kysely, query)
			),
		notes: []
	};
}

/** A byte order mark and a formula guard are of CSV, also inside an archive and in what describes one. */
export const grammarOf = (format: FileFormat | 'metadata'): 'csv' | 'file' =>
	format === 'csv' || format === 'zip' || format === 'metadata' ? 'csv' : 'file';

/** The address of the same rows for good: release and day are said. */
function pinned(
	{ path, collection }: Pick<WholeResult, 'path' | 'collection'>,
	extension: string,
	searched: URLSearchParams,
	{ release, on }: { release: { id: string }; on: string }
): string {
	const params = new URLSearchParams(searched);
	for (const key of ['cursor', 'limit', 'as_of']) params.delete(key);
	params.set('release', release.id);
	params.set('on', on);
	return `/api/v1/${path}${extension}?${canonical(params, collection)}`;
}

/** Describes the result of a query. */
export const descriptionOf = (found: WholeResult, call: Call, request: Request): Description =>
	told(found, call, request).description;

/** What is told of a result and, by the terms of its sources, which of its figures are not. */
function told(found: WholeResult, { params, moment }: Call, request: Request) {
	const { collection, asked, total, own } = found;
	const sources = sourcesOf(asked.release, found.countSources());
	const withheld =
		withheldIn(collection, sources).length > 0 ? withheldFrom(asked.release, collection) : null;
	const all = columnsOf(collection.row);
	const columns = withheld ? withGaps(all) : all;
	const address = pinned(found, '.csv', params, asked);
	const described = describe(
		{ collection, columns, asked, own, rows: total, sources, address },
		moment,
		request
	);
	const description = { ...described, notes: [...described.notes, ...found.notes] };
	return { description, columns, withheld };
}

/**
 * A result as a file, under headers of its own besides those given; `finished` is called once the file is
 * out or given up, with the error where it failed.
 * @throws ProblemError 404 for a format the collection has not, 422 for more rows than the format can hold
 */
export function fileResponse(
	found: WholeResult,
	format: FileFormat,
	call: Call,
	request: Wanted
): Response {
	const { collection, asked, total } = found;
	const { release, query, on } = asked;
	checkFormat(found.path, format);
	checkThere(release);
	if (format === 'xlsx' && total > request.xlsxRows) throw tooManyRows(found.path, total, request);
	const { mediaType, write } = FORMATS[format];
	const chunks = () => write(resultFrom(found, call, request, format));
	return new Response(streamOf(chunks, request.finished), {
		headers: {
			...request.headers,
			'content-type': mediaType,
			'content-disposition': `attachment; filename="${fileName(collection, query, release.id, format)}"`,
			link: describedBy(found, call.params, asked),
			'x-groundswell-release': release.id,
			'x-groundswell-on': on,
			'x-groundswell-rows': String(total)
		}
	});
}

/** A download has a connection of its own, so the file must be there, also where another connection still holds it. */
function checkThere({ id, path }: { id: string; path: string }): void {
	if (existsSync(path)) return;
	throw new ProblemError(
		503,
		`the file of release ${id} is no longer here; run npm run ingest to build it again`,
		{ headers: { 'retry-after': '60' } }
	);
}

/** Where the description of a result is found, as a Link header says it (RFC 8288). */
export const describedBy = (
	what: Pick<WholeResult, 'path' | 'collection'>,
	searched: URLSearchParams,
	basis: { release: { id: string }; on: string }
): string =>
	`<${pinned(what, '.metadata.json', searched, basis)}>; rel="describedby"; type="application/json"`;

/** The rows of a query with all that is said of them, ready to be written. @param format what as; any by default */
export const resultFrom = (
	found: WholeResult,
	call: Call,
	request: Request,
	format: FileFormat | null = null
): Result => resultOf(found, () => told(found, call, request), format);

/** Formats that hold rows and nothing about them: which sources there are is not counted before the first row. */
const BARE: readonly FileFormat[] = ['csv', 'ndjson'];

function resultOf(
	{ collection, asked, batches, notes }: WholeResult,
	tell: () => ReturnType<typeof told>,
	format: FileFormat | null
): Result {
	let known: ReturnType<typeof told> | undefined;
	const all = () => (known ??= tell());
	const { columns, withheld } =
		format !== null && BARE.includes(format)
			? { columns: columnsOf(collection.row), withheld: withheldFrom(asked.release, collection) }
			: all();
	const meta = metaOfAnswer(asked);
	return {
		collection,
		columns,
		batches: withheld ? () => withoutFigures(columns, withheld, batches()) : batches,
		get description() {
			return all().description;
		},
		meta: { ...meta, notes: [...meta.notes, ...notes] },
		bom: asked.query.bom,
		guard: asked.query.guard
	};
}

function checkFormat(collection: string, format: FileFormat): void {
	const formats = filesOf(collection);
	if (formats.includes(format)) return;
	throw new ProblemError(
		404,
		`${collection} have no position, so there is no .${format}; there are ${formats.map((one) => `.${one}`).join(', ')}`
	);
}

const tooManyRows = (collection: string, total: number, { xlsxRows }: Request) =>
	new ProblemError(
		422,
		`${total} rows do not fit an Excel sheet, which holds ${xlsxRows} below its header; take /api/v1/${collection}.csv or .parquet with the same query, or narrow it`
	);
