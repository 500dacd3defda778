import { dev } from '$app/environment';
import { canonicalForm } from '#lib/domain/filter/canonical.ts';
import { api, isApiPath } from '#lib/server/runtime.ts';
import { redirect, type Handle, type HandleServerError } from '@sveltejs/kit';

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
	const response = await resolve(event);
	for (const [name, value] of Object.entries(SECURITY)) response.headers.set(name, value);
	return response;
};

/** What readers mistype is no fault of the server: only its own failures reach the log. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) console.error(error);
	return { message };
};
