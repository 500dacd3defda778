import { answerAt } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const { data, release } = await answerAt(fetch, url, 'trends/method');
	return { ...data, release };
};
