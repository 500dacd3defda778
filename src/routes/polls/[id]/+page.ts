import { viewOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const poll = await viewOf(fetch, url, 'poll', { poll: params.id });
	const { regionName = poll.poll.region_name } = await parent();
	return { ...poll, regionName };
};
