import { answerAt, queryOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

/** The region is kept for other pages: the table is of all states. */
const PAGE_KEYS = ['region'];

export const load: PageLoad = async ({ fetch, url }) => {
	const query = queryOf(url, {}, PAGE_KEYS);
	const table = await answerAt(fetch, url, 'state-prices', query);
	return { table, query, meta: table.meta };
};
