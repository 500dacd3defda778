import { dev } from '$app/environment';
import { canonicalForm } from '#lib/domain/filter/canonical.ts';
import { api, isApiPath } from '#lib/server/runtime.ts';
import { isEmbed } from '#lib/figures/address.ts';
import { redirect, type Handle, type HandleServerError, type ResolveOptions } from '@sveltejs/kit';

/** In development every change of the API's code loads this module anew, and with it the API. */
const answer = api(dev);

const SECURITY = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()',
	'cross-origin-opener-policy': 'same-origin'
};

export const handle: Handle = async ({ event, resolve }) => {
	if (isApiPath(event.url.pathname)) return answer.fetch(event.request);
	const rewritten =
		event.request.method === 'GET' && event.url.search !== ''
			? canonicalForm(event.url.searchParams)
			: null;
	if (rewritten !== null && !event.isDataRequest)
		redirect(303, rewritten === '' ? event.url.pathname : `${event.url.pathname}?${rewritten}`);
	const isFramed = isEmbed(event.url.pathname);
	const response = await resolve(event, isFramed ? inScheme(event.url) : {});
	for (const [name, value] of Object.entries(SECURITY)) response.headers.set(name, value);
	if (isFramed) openToFrames(response.headers);
	return response;
};

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

/** What readers mistype is no fault of the server: only its own failures reach the log. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) console.error(error);
	return { message };
};
