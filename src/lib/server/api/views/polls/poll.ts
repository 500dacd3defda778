import { bodyOf, idInPath, queryOf, type Api } from '../view-tools.ts';

/** Keys of a page of a poll that its record does not take. */
const PAGE_KEYS = ['region', 'question', 'poll'];

/** A poll with its questions and answers. */
export async function pollView(api: Api, url: URL) {
	const id = url.searchParams.get('poll') ?? '';
	const query = queryOf(url, {}, PAGE_KEYS);
	const [{ data, meta }, claims] = await Promise.all([
		bodyOf(api.polls[':id'].$get({ param: idInPath(id), query })),
		bodyOf(api.claims.$get({ query: { ...query, record: id } }))
	]);
	return { ...data, claims: claims.data, meta };
}

export type PollData = Awaited<ReturnType<typeof pollView>>;
