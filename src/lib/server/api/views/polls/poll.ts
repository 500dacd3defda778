import type { CollectionRow } from '#lib/domain/collections/index.ts';
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
	return { ...data, answers: data.answers.map(shown), claims: claims.data, meta };
}

/** What the page shows of an answer; the poll and its questions say the rest. */
function shown(answer: CollectionRow<'answers'>) {
	const { question_id, reading, note, subgroup, subgroup_label, subgroup_kind } = answer;
	const { option, option_label, stance, strength, percent, qualifier } = answer;
	return {
		...{ question_id, reading, note, subgroup, subgroup_label, subgroup_kind },
		...{ option, option_label, stance, strength, percent, qualifier }
	};
}

export type PollData = Awaited<ReturnType<typeof pollView>>;
