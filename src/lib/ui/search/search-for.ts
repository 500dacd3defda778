import { client } from '#lib/client/api.ts';

/**
 * What the search finds for words, at the release and day of a page; null where it does not answer.
 * @param url address of the page
 */
export async function searchFor(words: string, limit: number, url: URL) {
	const query = { q: words.slice(0, 80), limit: String(limit) };
	const response = await client(fetch, url).search.$get({ query });
	return response.ok ? response.json() : null;
}
