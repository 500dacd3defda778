import { FILE_FORMATS, type FileFormat } from '#lib/domain/files.ts';
import { withoutAppended } from '#lib/domain/filter/link/appended.ts';
import { isDamage } from '../../dataset/releases/integrity.ts';
import { NoReleaseError } from '../../dataset/releases/not-served.ts';
import { isCutOff } from '../../log/log.ts';
import { bodyOf } from '../../uploads/body.ts';
import { BASE } from '../api-address.ts';
import { refusalOf } from '../../uploads/read.ts';
import { FORMATS } from '../formats/index.ts';
import type { Chunks } from '../formats/result.ts';
import { streamOf } from '../formats/stream.ts';
import { callOf, type Moment } from '../request/moment.ts';
import { COMMON_HEADERS, ProblemError } from '../request/problem.ts';
import { answerOf, listFrom } from './screen-answer.ts';
import { describedBy, emptyDescription, resultOf, type Asking } from './screen-file.ts';
import { jsonOf, withProgress } from './screen-json.ts';
import { wantedOf, type Wanted } from './screen-query.ts';

const PATH = new RegExp(`^/api/v1/screen(?:\\.(metadata\\.json|${FILE_FORMATS.join('|')}))?$`);

/** Whether a path is that of screening, which takes a list of sites by POST. */
export const isScreenPath = (pathname: string): boolean => PATH.test(pathname);

/** Whether a path is like that of screening, for a kind of file there is none of. */
export const isLikeScreenPath = (pathname: string): boolean =>
	pathname.startsWith(`${BASE}/screen.`) && !isScreenPath(pathname);

/** How and when sites are screened. */
interface ScreenRequest extends Asking {
	/** Takes a place among those screened at once, and gives back what frees it. */
	place: () => () => void;
}

const METADATA = 'metadata.json';
const METHODS = ['GET', 'HEAD', 'POST'];

/**
 * Answers a list of sites. Nothing of it is kept: it lives as long as the request.
 * @throws ProblemError 400 for a query, 405 for another method than POST, 413 and 422 for a list that cannot be read,
 * 503 where too many are screened
 */
export async function screenResponse(
	request: Request,
	moment: Moment,
	asked: ScreenRequest
): Promise<Response> {
	try {
		return await respond(request, moment, asked);
	} catch (error) {
		throw wordless(error);
	}
}

/** An unexpected failure is logged: where it happened, without its words, which can hold what was sent. */
function wordless(error: unknown): unknown {
	if (error instanceof ProblemError || error instanceof NoReleaseError || isDamage(error))
		return error;
	if (isCutOff(error)) return error;
	if (!(error instanceof Error)) return new Error('screening failed');
	const failure = new Error(`screening failed: ${error.name}`);
	const lines = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
	failure.stack = [failure.message, ...lines].join('\n');
	return failure;
}

async function respond(
	request: Request,
	moment: Moment,
	{ place, ...asking }: ScreenRequest
): Promise<Response> {
	const url = new URL(request.url);
	const extension = PATH.exec(url.pathname)?.[1];
	if (request.method === 'OPTIONS') return preflight();
	checkMethod(request.method, extension === METADATA);
	const format = extension === METADATA ? 'zip' : (extension as FileFormat | undefined);
	const wanted = wantedOf(callOf(new URLSearchParams(withoutAppended(url.search)), moment), format);
	const { asked, progress } = wanted;
	const headers = {
		...COMMON_HEADERS,
		'cache-control': 'no-store',
		link: describedBy(wanted),
		'x-groundswell-release': asked.release.id,
		'x-groundswell-on': asked.on
	};
	const json = { ...headers, 'content-type': 'application/json; charset=utf-8' };
	if (request.method !== 'POST')
		return Response.json(emptyDescription(wanted, moment, asking), { headers: json });
	// A list that comes slowly takes no place from others.
	const list = await readable(async () =>
		listFrom(await bodyOf(request), { wanted, signal: request.signal })
	);
	const finished = place();
	const stream = (chunks: () => Chunks) => streamOf(chunks, finished);
	if (progress && extension === undefined)
		return new Response(
			stream(() => withProgress(list, wanted)),
			{ headers: { ...headers, 'content-type': 'application/x-ndjson; charset=utf-8' } }
		);
	try {
		const answer = await answerOf(list, wanted);
		if (format === undefined)
			return new Response(
				stream(() => jsonOf(answer)),
				{ headers: json }
			);
		const result = resultOf(answer, moment, asking);
		if (extension === METADATA) {
			finished();
			return Response.json(result.description, {
				headers: { ...json, 'content-disposition': attachment(wanted, METADATA) }
			});
		}
		return new Response(
			stream(() => FORMATS[format].write(result)),
			{
				headers: {
					...headers,
					'content-type': FORMATS[format].mediaType,
					'content-disposition': attachment(wanted, format),
					'x-groundswell-rows': String(answer.all.length)
				}
			}
		);
	} catch (error) {
		finished();
		throw error;
	}
}

const attachment = ({ asked }: Wanted, extension: string) =>
	`attachment; filename="groundswell-screen-${asked.on}-${asked.release.id}.${extension}"`;

/** Lets pages of other origins send lists, as CSV and JSON too. */
const preflight = () =>
	new Response(null, {
		status: 204,
		headers: {
			...COMMON_HEADERS,
			'access-control-allow-methods': 'POST, OPTIONS',
			'access-control-allow-headers': 'Content-Type',
			'access-control-max-age': '86400'
		}
	});

/** @throws ProblemError 405 for another method than POST; what describes a screening can be had without a list */
function checkMethod(method: string, isDescription: boolean): void {
	const allowed = isDescription ? METHODS : ['POST'];
	if (allowed.includes(method)) return;
	throw new ProblemError(
		405,
		'a list of sites is sent by POST, as CSV, Excel workbook, form or JSON',
		{ headers: { allow: allowed.join(', ') } }
	);
}

/** A list as it was sent, or why it cannot be read as a problem of the request. */
async function readable<List>(read: () => Promise<List>): Promise<List> {
	try {
		return await read();
	} catch (error) {
		const refused = refusalOf(error);
		if (refused === null) throw error;
		throw new ProblemError(refused.status, refused.message, { headers: refused.headers });
	}
}
