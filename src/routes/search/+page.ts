import { answerAt, queryOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

/** Results on a page: enough to find a name that many places share. */
const MOST = '50';

/** Everything that fits a name. @throws the API's refusals */
export const load: PageLoad = async ({ fetch, url }) => {
	const { data, note } = await answerAt(fetch, url, 'search', {
		...queryOf(url),
		limit: MOST,
		parts: 'yes'
	});
	return { q: url.searchParams.get('q') ?? '', results: data, note };
};
