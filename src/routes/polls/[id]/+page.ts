import { pollView } from '#lib/figures/views/poll.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const poll = await pollView(fetch, url, params.id);
	const { regionName = poll.poll.region_name } = await parent();
	return { ...poll, regionName };
};
