import { dev } from '$app/environment';
import { fillsIn } from '#lib/domain/filter/link/address.ts';
import { withoutAppended } from '#lib/domain/filter/link/appended.ts';
import { pageQuery } from '#lib/domain/filter/link/canonical.ts';
import { WITHOUT } from '#lib/client/view.ts';
import { api, isAnswered } from '#lib/server/runtime.ts';
import { withAddress } from '#lib/domain/filter/link/stated-address.ts';
import { isEmbed } from '#lib/figures/embed/embed-address.ts';
import { askedOnce } from '#lib/server/door/pages/asked-once.ts';
import { MALFORMED, nothingAt } from '#lib/server/door/pages/nothing-here.ts';
import { readSettings } from '#lib/server/env.ts';
import { isCutOff, logFailure } from '#lib/server/log/log.ts';
import { isSentFromElsewhere } from '#lib/server/form-origin.ts';
import type {
	Handle,
	HandleFetch,
	HandleServerError,
	RequestEvent,
	ResolveOptions
} from '@sveltejs/kit';

type Resolve = Parameters<Handle>[0]['resolve'];

/** In development every change of the API's code loads this module anew, and with it the API. */
const answer = api(dev);
const { origin, reports } = readSettings(process.env);

const SECURITY = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()',
	'cross-origin-opener-policy': 'same-origin'
};

/**
 * Never throws: SvelteKit calls it for paths that do not decode, too, where nothing turns what is thrown into an answer.
 */
export const handle: Handle = async ({ event, resolve }) => {
	const { url, request } = event;
	event.locals.reports = reports;
	if (isAnswered(url.pathname)) return answer.fetch(request);
	if (isSentFromElsewhere(request, origin)) return refusedForm(url.pathname);
	const elsewhere = elsewhereOf(event);
	if (elsewhere !== null) return moved(elsewhere);
	// What is sent, or fetched for a page already shown, is answered in place.
	url.search = withoutAppended(url.search);
	const isFramed = isEmbed(url.pathname);
	const response = told(event, await inPlace(event, resolve, isFramed ? inScheme(url) : {}));
	for (const [name, value] of Object.entries(SECURITY)) response.headers.set(name, value);
	trim(response.headers);
	if (isFramed) openToFrames(response.headers);
	return response;
};

/** A page that had to leave values of its address out is no answer to keep, and says so by its status. */
function told({ locals }: RequestEvent, response: Response): Response {
	if (locals.faulty !== true || response.status !== 200) return response;
	const headers = new Headers(response.headers);
	headers.delete('etag');
	headers.set('cache-control', 'no-store');
	return new Response(response.body, { status: 400, headers });
}

/**
 * Notices that a page is asked for without what its address got wrong, and asks nothing twice for one page: what an
 * address leaves to defaults is answered with its whole address, at which the page then asks.
 */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
	if (request.headers.has(WITHOUT)) event.locals.faulty = true;
	return (event.locals.once ??= askedOnce(fetch))(request);
};

/**
 * A page whose address leaves something to defaults leads to the whole address. Here it is answered at once, without
 * the way back to the reader, and its head states the address.
 */
async function inPlace(
	event: RequestEvent,
	resolve: Resolve,
	options: ResolveOptions
): Promise<Response> {
	const settings = { preload: isEarly, ...options };
	const response = await resolve(event, settings);
	const whole = wholeAddress(event, response);
	if (whole === null) return response;
	event.url.search = whole.search;
	return resolve(event, stating(settings, whole.pathname + whole.search));
}

/** What a page names in its head: beside code and styles the letters of English, so that words stand where they stay. */
const isEarly: NonNullable<ResolveOptions['preload']> = ({ type, path }) =>
	type === 'js' || type === 'css' || (type === 'font' && path.includes('-english'));

/** Where a page leads to with its own path and more in its query; null where it leads nowhere, or to another page. */
function wholeAddress({ url, request, isDataRequest }: RequestEvent, answer: Response): URL | null {
	const location = answer.headers.get('location');
	const isPage = request.method === 'GET' || request.method === 'HEAD';
	if (answer.status !== 307 || location === null || !isPage || isDataRequest) return null;
	const whole = new URL(location, url);
	return fillsIn(whole, url) ? whole : null;
}

const stating = (options: ResolveOptions, address: string): ResolveOptions => ({
	...options,
	transformPageChunk: async (chunk) => {
		const html = (await options.transformPageChunk?.(chunk)) ?? chunk.html;
		return withAddress(html, address);
	}
});

/** The address to ask instead, or null: a path that begins with one slash only, and the query as it is written once. */
function elsewhereOf({
	url: { pathname, search },
	request: { method },
	route,
	isDataRequest
}: RequestEvent): string | null {
	// A browser takes what follows two slashes for another site.
	if (pathname.startsWith('//')) return pathname.replace(/^\/+/, '/') + search;
	const isRead = method === 'GET' || method === 'HEAD';
	if (!isRead || isDataRequest || route.id === null) return null;
	const rewritten = pageQuery(search);
	if (rewritten === null) return null;
	return rewritten === '' ? pathname : `${pathname}?${rewritten}`;
}

const moved = (location: string) =>
	new Response(null, { status: 303, headers: { ...SECURITY, location } });

const refusedForm = (pathname: string) =>
	new Response(
		`This form was sent from a page of another site. Open ${pathname} here and send it from there.`,
		{ status: 403, headers: { ...SECURITY, 'content-type': 'text/plain; charset=utf-8' } }
	);

/**
 * The head of every page names its scripts and styles. A Link header would name them once more, and grow with every
 * chunk: a proxy answers 502 for more than its buffer of headers holds (4 kB in nginx). Typefaces it names alone: words would
 * move where they came after the page is drawn.
 */
function trim(headers: Headers): void {
	const early = (headers.get('link') ?? '')
		.split(/,\s*(?=<)/)
		.filter((one) => /as="?font/.test(one));
	headers.delete('link');
	if (early.length > 0) headers.set('link', early.join(', '));
	if (headers.get('content-type') === 'text/html')
		headers.set('content-type', 'text/html; charset=utf-8');
}

/** An embed in the scheme its address asks for; without one it follows the reader's device. */
function inScheme({ searchParams }: URL): ResolveOptions {
	const theme = searchParams.get('theme');
	if (theme !== 'light' && theme !== 'dark') return {};
	return {
		transformPageChunk: ({ html }) =>
			html.replace('<html lang="en">', `<html lang="en" data-scheme="${theme}">`)
	};
}

/** Embeds, and nothing else, may stand in pages of any site. */
function openToFrames(headers: Headers): void {
	headers.delete('x-frame-options');
	headers.set('cross-origin-resource-policy', 'cross-origin');
	const policy = headers.get('content-security-policy');
	if (policy !== null)
		headers.set(
			'content-security-policy',
			policy.replace("frame-ancestors 'none'", 'frame-ancestors *')
		);
}

/** What SvelteKit says of a path that does not decode. */
const UNDECODED = 'Malformed URI';

/** What readers mistype is no fault of the server: only its own failures reach the log. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return nothingAt(event.url.pathname);
	if (status === 400 && message === UNDECODED) return { message: MALFORMED };
	if (status >= 500) {
		if (!isCutOff(error)) logFailure(error, 'a page could not be made');
		return { message: 'The server failed to make this page. The failure is in its log.' };
	}
	return { message };
};
