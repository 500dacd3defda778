import { z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { optional, number, text } from '#lib/domain/column.ts';
import { FILE_FORMATS, type FileFormat } from '#lib/domain/files.ts';
import { canonical } from '#lib/domain/filter/canonical.ts';
import {
	COMPONENTS,
	scoreOf,
	WEIGHT_PREFIX,
	weightsOf,
	type Score,
	type Weights
} from '#lib/domain/screening/score.ts';
import { RESULT_COLUMNS, screeningRow } from '#lib/domain/screening/row.ts';
import { sitesOf, type SiteList } from '#lib/domain/screening/site.ts';
import { columnsOf } from '#lib/domain/table.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { LIMITS, tooManySites, UploadError } from '../screening/upload.ts';
import { tableOfFile, tableOfRequest } from '../screening/request.ts';
import { rowOf, Screen, valueOf, type Screened } from '../screening/screen.ts';
import { inOrder } from './computed.ts';
import { describe } from './describe.ts';
import { metaOfAnswer, type Meta } from './envelope.ts';
import { FORMATS } from './formats/index.ts';
import { encode, type Chunks, type Result, type Row as FileRow } from './formats/result.ts';
import { batchesOfRows } from './formats/rows.ts';
import { streamOf } from './formats/stream.ts';
import type { Moment } from './moment.ts';
import { oppositionOf } from './opposition.ts';
import { badQuery, COMMON_HEADERS, ProblemError } from './problem.ts';
import { ask, type Asked } from './request.ts';

const PATH = new RegExp(`^/api/v1/screen(?:\\.(${FILE_FORMATS.join('|')}))?$`);

/** Whether a path is that of screening, which takes a list of sites by POST. */
export const isScreenPath = (pathname: string): boolean => PATH.test(pathname);

/** How and when sites are screened. */
interface ScreenRequest {
	origin: string;
	now: Date;
	/** Called once the answer is out or given up. */
	finished: () => void;
}

/** Keys of its own, beside those of every answer. */
const OWN = [
	...COMPONENTS.map((one) => WEIGHT_PREFIX + one),
	'sort',
	'first',
	'limit',
	'evidence',
	'progress'
];

/** Filters are none: what is asked is in the list. */
const COLLECTION = {
	...collections.actions,
	title: 'Screening of sites',
	description:
		'What is on record where each site of a list lies: rules, dates, votes, opposition, prices, projects. “No record” is never “no opposition”.',
	row: screeningRow,
	filters: [],
	region: null
} as unknown as Collection;

/**
 * Answers a list of sites. Nothing of it is kept: it lives as long as the request.
 * @throws ProblemError 400 for a query, 413 and 422 for a list that cannot be read
 */
export async function screenResponse(
	request: Request,
	moment: Moment,
	{ origin, now, finished }: ScreenRequest
): Promise<Response> {
	try {
		const url = new URL(request.url);
		const format = PATH.exec(url.pathname)?.[1] as FileFormat | undefined;
		const wanted = wantedOf(url.searchParams, moment, format);
		const list = listFrom(await tableOfRequest(request));
		const stream = (chunks: () => Chunks) => streamOf(chunks, finished);
		const { asked, progress } = wanted;
		const headers = {
			...COMMON_HEADERS,
			'cache-control': 'no-store',
			'x-groundswell-release': asked.release.id,
			'x-groundswell-on': asked.on
		};
		if (progress && format === undefined)
			return new Response(
				stream(() => withProgress(list, wanted)),
				{
					headers: { ...headers, 'content-type': 'application/x-ndjson; charset=utf-8' }
				}
			);
		const answer = await answerOf(list, wanted);
		if (format === undefined)
			return new Response(
				stream(() => chunksOf(jsonOf(answer))),
				{
					headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }
				}
			);
		const result = resultOf(answer, wanted, moment, { origin, now });
		return new Response(
			stream(() => FORMATS[format].write(result)),
			{
				headers: {
					...headers,
					'content-type': FORMATS[format].mediaType,
					'content-disposition': `attachment; filename="groundswell-screen-${asked.on}-${asked.release.id}.${format}"`,
					'x-groundswell-rows': String(answer.all.length)
				}
			}
		);
	} catch (error) {
		finished();
		if (error instanceof UploadError) throw new ProblemError(error.status, error.message);
		throw error;
	}
}

/** What a query asks of a list. */
interface Wanted {
	asked: Asked;
	weights: Weights;
	sort: Asked['query']['sort'];
	first: number;
	limit: number;
	evidence: boolean;
	progress: boolean;
}

/** @throws ProblemError 400 with everything wrong */
function wantedOf(params: URLSearchParams, moment: Moment, format: FileFormat | undefined): Wanted {
	const common = new URLSearchParams([...params].filter(([key]) => !OWN.includes(key)));
	const asked = ask(
		COLLECTION,
		common,
		moment,
		format === 'csv' || format === 'zip' ? 'csv' : 'record'
	);
	const { weights, problems } = weightsOf(params);
	const sort = params.get('sort') ?? 'row';
	const column = sort.replace(/^-/, '');
	const sortable = [...RESULT_COLUMNS, ...(Object.keys(weights).length > 0 ? ['score'] : [])];
	if (!sortable.includes(column))
		problems.push({
			key: 'sort',
			value: sort,
			message: 'is no column of the result (score is one only with weights)'
		});
	const count = (key: string, fallback: number) => {
		const given = params.get(key) ?? '';
		if (given === '') return fallback;
		if (/^[1-9]\d{0,4}$/.test(given) && Number(given) <= LIMITS.sites) return Number(given);
		problems.push({ key, value: given, message: `expected a number from 1 to ${LIMITS.sites}` });
		return fallback;
	};
	const first = count('first', 1);
	const limit = count('limit', LIMITS.sites);
	const isYes = (key: string) => {
		const given = params.get(key) ?? 'no';
		if (given !== 'yes' && given !== 'no')
			problems.push({ key, value: given, message: 'expected yes or no' });
		return given === 'yes';
	};
	const flags = { evidence: isYes('evidence'), progress: isYes('progress') };
	if (problems.length > 0) throw badQuery(problems);
	return {
		asked,
		weights,
		sort: { column, descending: sort.startsWith('-') },
		first,
		limit,
		...flags
	};
}

/**
 * A list as a file, for the command line.
 * @param bytes the list, as CSV or Excel workbook
 * @throws UploadError for the list, ProblemError for the query, NoReleaseError where there is no release
 */
export async function fileOf(
	bytes: Uint8Array<ArrayBuffer>,
	format: FileFormat,
	params: URLSearchParams,
	{
		moment,
		now,
		onProgress
	}: { moment: Moment; now: Date; onProgress: (done: number, total: number) => void }
): Promise<{ chunks: Chunks; meta: Answer['meta'] }> {
	const wanted = wantedOf(params, moment, format);
	const list = listFrom(await tableOfFile(bytes));
	const total = list.sites.length;
	const answer = await answerOf(list, wanted, (done) => onProgress(done, total));
	const result = resultOf(answer, wanted, moment, { origin: '', now });
	return { chunks: FORMATS[format].write(result), meta: answer.meta };
}

/** The sites of a table. @throws UploadError where there are none, or too many */
function listFrom(table: string[][]): SiteList {
	const list = sitesOf(table, RESULT_COLUMNS);
	if (list.sites.length > LIMITS.sites) throw tooManySites();
	if (list.sites.length === 0)
		throw new UploadError('the list has heads and no site below them: expected a row a site');
	return list;
}

type Row = Screened & { score: Score | null };

/** Screened sites in the order asked for. */
interface Answer {
	all: Row[];
	carried: string[];
	wanted: Wanted;
	meta: Meta & {
		sites: number;
		placed: number;
		unplaced: number;
		ambiguous: number;
		weights: Weights;
	};
}

/** A screen of a release and a day; the last one is kept, since lists come again with other weights. */
let kept: { release: OpenRelease; on: string; screen: Screen } | undefined;

function screenOf(asked: Asked): Screen {
	const { release, on } = asked;
	if (kept?.release === release && kept.on === on) return kept.screen;
	const labels = release.prepare('SELECT label FROM regions WHERE region = ?').pluck();
	const screen = new Screen(release, on, (region) => {
		const label = String(labels.get(region));
		return oppositionOf(asked, [{ region, label }])?.headline.last ?? null;
	});
	kept = { release, on, screen };
	return screen;
}

/** Screens a list. @param onProgress takes how many sites are done */
async function answerOf(
	{ sites, carried }: SiteList,
	wanted: Wanted,
	onProgress?: (done: number) => void
): Promise<Answer> {
	const { asked, weights, sort } = wanted;
	const screened = await screenOf(asked).sites(sites, onProgress);
	const isScored = Object.keys(weights).length > 0;
	const rows = screened.map((one): Row => ({
		...one,
		score: isScored ? scoreOf(rowOf(one), weights) : null
	}));
	const of = (placed: string) => rows.filter(({ position }) => position.placed === placed).length;
	const sentence = `${sites.length} ${sites.length === 1 ? 'site' : 'sites'} screened on ${asked.on}`;
	return {
		all: sorted(rows, sort),
		carried,
		wanted,
		meta: {
			...metaOfAnswer({ ...asked, sentence }),
			sites: rows.length,
			placed: of('yes'),
			unplaced: of('no'),
			ambiguous: of('ambiguous'),
			weights
		}
	};
}

function sorted(rows: readonly Row[], sort: Wanted['sort']): Row[] {
	const keys = rows.map((one, index) => ({
		index,
		row: one.position.row,
		by: sort.column === 'score' ? (one.score?.score ?? null) : valueOf(one, sort.column)
	}));
	return inOrder(keys, { column: 'by', descending: sort.descending }, 'row').flatMap(
		({ index }) => rows[index] ?? []
	);
}

/** Rows a piece of JSON holds. */
const PIECE = 200;

function* jsonOf({ all, wanted, carried, meta }: Answer): Generator<Uint8Array<ArrayBuffer>> {
	const { first, limit, evidence } = wanted;
	const page = all.slice(first - 1, first - 1 + limit);
	yield encode('{"data":[');
	for (let start = 0; start < page.length; start += PIECE) {
		const rows = page
			.slice(start, start + PIECE)
			.map((one) => JSON.stringify(siteOf(one, evidence)));
		yield encode((start === 0 ? '' : ',') + rows.join(','));
	}
	const rest = { page: { first, total: all.length }, carried, meta };
	yield encode(`],${JSON.stringify(rest).slice(1)}`);
}

const siteOf = (one: Row, withEvidence: boolean) => ({
	...rowOf(one),
	carried: one.carried,
	...(one.score ? { score: one.score } : {}),
	...(withEvidence ? { evidence: one.evidence } : {})
});

async function* chunksOf(pieces: Iterable<Uint8Array<ArrayBuffer>>): Chunks {
	for (const piece of pieces) {
		yield piece;
		await turn();
	}
}

/** Lets other requests be answered between two pieces. */
const turn = () => new Promise(setImmediate);

/** Lines `{"done":250,"total":10000}` while sites are screened, then the answer in one line. */
async function* withProgress(list: SiteList, wanted: Wanted): Chunks {
	const total = list.sites.length;
	let done = 0;
	let wake: () => void = () => undefined;
	const pending = answerOf(list, wanted, (count) => {
		done = count;
		wake();
	});
	// Its failure is thrown by the race below; until then nobody waits for it.
	pending.catch(() => undefined);
	while (done < total) {
		const stepped = new Promise<void>((step) => (wake = step));
		// A screen that fails ends the stream with its error.
		await Promise.race([stepped, pending]);
		yield encode(`${JSON.stringify({ done, total })}\n`);
	}
	yield* jsonOf(await pending);
	yield encode('\n');
}

/** Rows as a file reads them, a piece at a time made flat. */
async function* batchesOf(
	columns: Result['columns'],
	all: readonly Row[],
	flat: (one: Row) => Record<string, unknown>
): AsyncGenerator<FileRow[]> {
	for (let start = 0; start < all.length; start += PIECE)
		yield* batchesOfRows(columns, all.slice(start, start + PIECE).map(flat));
}

/** The rows as a file: the columns of the result, what the list carried, and the score where weights are given. */
function resultOf(
	{ all, carried, meta }: Answer,
	{ asked, weights }: Wanted,
	moment: Moment,
	{ origin, now }: { origin: string; now: Date }
): Result {
	const chosen = COMPONENTS.filter((one) => weights[one] !== undefined);
	const shape = z.object({
		...screeningRow.shape,
		...Object.fromEntries(
			carried.map((name) => [name, optional(text('Carried through from the list'))])
		),
		...(chosen.length > 0
			? {
					score: optional(
						number('Weighted mean of the components on record, 0 to 100', { min: 0, max: 100 })
					),
					...Object.fromEntries(
						chosen.map((one) => [
							`score_${one}`,
							optional(
								number(`Component ${one}, weight ${weights[one] ?? 0}; empty: no record found`)
							)
						])
					)
				}
			: {})
	});
	const columns = columnsOf(shape);
	const flat = (one: Row) => {
		const row = rowOf(one);
		return {
			...row,
			actions_url: row.actions_url && origin + row.actions_url,
			profile_url: row.profile_url && origin + row.profile_url,
			...one.carried,
			score: one.score?.score,
			...Object.fromEntries(
				one.score?.components.map(({ component, value }) => [`score_${component}`, value]) ?? []
			)
		};
	};
	const params = new URLSearchParams({ release: asked.release.id, on: asked.on });
	for (const one of chosen) params.set(WEIGHT_PREFIX + one, String(weights[one]));
	return {
		collection: { ...COLLECTION, name: 'screen', row: shape, id: 'row' },
		columns,
		batches: () => batchesOf(columns, all, flat),
		description: describe(
			{
				collection: COLLECTION,
				columns,
				asked: { ...asked, sentence: meta.sentence },
				rows: all.length,
				sources: [],
				address: `/api/v1/screen?${canonical(params)}`
			},
			moment,
			{ origin, now }
		),
		meta,
		bom: asked.query.bom,
		guard: asked.query.guard
	};
}
