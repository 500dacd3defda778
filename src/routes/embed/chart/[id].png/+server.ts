import { version } from '$app/environment';
import { entryOf, resolveFigure } from '#lib/figures/embed/resolve.ts';
import { pictureResponse } from '#lib/server/image/picture-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, request, url, fetch, getClientAddress }) =>
	pictureResponse({
		request,
		url,
		fetch,
		version,
		client: getClientAddress() || null,
		figure: async () => resolveFigure(fetch, entryOf('chart', params.id), url)
	});
