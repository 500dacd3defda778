import type { RequestEvent } from '@sveltejs/kit';
import { entryOf, resolveFigure } from './resolve.ts';

/**
 * What the embed of a chart or map shows.
 * @throws the page's errors: 404 for an unknown one, 400 for what is no scheme, and what the API refuses
 */
export async function embedded(
	{ fetch, url }: Pick<RequestEvent, 'fetch' | 'url'>,
	kind: 'chart' | 'map',
	id: string
) {
	const entry = entryOf(kind, id);
	return { kind, id, about: entry.about, figure: await resolveFigure(fetch, entry, url) };
}
