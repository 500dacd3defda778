import { answerAt, queryOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const query = queryOf(url);
	const { region: _region, ...asked } = query;
	const table = await answerAt(fetch, url, 'verification', { ...asked, limit: '1000' });
	return { query: asked, table };
};
