import { isHttpError } from '@sveltejs/kit';
import { client } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import type { Figure } from '#lib/figures/figure.ts';
import { logFailure } from '../log/log.ts';
import { cacheControl, matches, ResponseCache, tagOf, type Produced } from '../api/cache.ts';
import { checkLength, costlyLimit } from '../api/request/limits.ts';
import { COMMON_HEADERS, ProblemError, problemResponse } from '../api/request/problem.ts';
import { LookError, readLook, type Look } from './look.ts';
import { drawPicture } from './picture.ts';
import { queue } from './queue.ts';

/** A request for a picture. */
interface PictureAsked {
	request: Request;
	url: URL;
	fetch: typeof globalThis.fetch;
	/** Version of the code that draws, so that no client keeps a picture of older code. */
	version: string;
	/** What requests of who asks are counted under: one reader does not fill the queue for all. */
	client: string | null;
	/** The figure to draw; null where there is nothing to. */
	figure: () => Promise<Figure | null>;
}

const CACHE_MB = 48;
/** Pictures that wait at once: each takes a tenth to half a second of one processor. */
const WAITING = 60;
/** New pictures one client may ask for at once, and after how long for one more. */
const BURST = { burst: 120, everyMs: 500, clients: 10_000, what: 'new pictures' };

const cache = new ResponseCache(CACHE_MB);
const inTurn = queue(WAITING);
const limit = costlyLimit(BURST, Date.now);

/**
 * A picture as PNG, kept by release, day and address like every answer; what is wrong as `application/problem+json`.
 */
export async function pictureResponse(asked: PictureAsked): Promise<Response> {
	try {
		return await answer(asked);
	} catch (problem) {
		return problemResponse(expected(problem), asked.url.pathname);
	}
}

async function answer({
	request,
	url,
	fetch,
	version,
	client: reader,
	figure
}: PictureAsked): Promise<Response> {
	checkLength(url.pathname + url.search);
	const look = readLook(url.searchParams);
	const { meta } = await bodyOf(client(fetch, url).regions.$get({ query: { limit: '1' } }));
	const key = `${meta.release} ${meta.on} ${url.pathname}?${canonical(url.searchParams)}`;
	const etag = tagOf(`${version} ${key}`);
	const isPinned = url.searchParams.has('release') && url.searchParams.has('on');
	const headers = {
		...COMMON_HEADERS,
		etag,
		'cache-control': cacheControl(isPinned, Date.now())
	};
	const known = request.headers.get('if-none-match');
	if (known !== null && matches(known, etag)) return new Response(null, { status: 304, headers });
	const own = {
		'content-type': 'image/png',
		'content-disposition': `inline; filename="${fileName(url, meta.release)}"`,
		'x-groundswell-release': meta.release,
		'x-groundswell-on': meta.on
	};
	let entry = cache.get(key);
	if (entry === undefined) {
		if (reader !== null) limit(reader);
		entry = await cache.fill(key, 'identity', own, () => pngOf(figure, look));
	}
	return new Response(entry.body, { headers: { ...headers, ...entry.headers } });
}

async function pngOf(figure: PictureAsked['figure'], look: Look): Promise<Produced> {
	const found = await figure();
	if (found === null)
		throw new ProblemError(404, 'There is nothing to draw for these filters. Remove a filter.');
	return inTurn(async () => ({
		body: new Uint8Array(await drawPicture(found, look).encode('png'))
	}));
}

/** `groundswell-polls-7ba3966df1f4.png` */
const fileName = (url: URL, release: string) =>
	`groundswell-${(url.pathname.split('/').at(-1) ?? '').replace(/\.png$/, '')}-${release}.png`;

function expected(problem: unknown): ProblemError {
	if (problem instanceof ProblemError) return problem;
	if (problem instanceof LookError) return new ProblemError(400, problem.message);
	if (isHttpError(problem)) return new ProblemError(problem.status, problem.body.message);
	logFailure(problem, 'a picture could not be drawn');
	return new ProblemError(500, 'the picture could not be drawn; the failure is in the log');
}
