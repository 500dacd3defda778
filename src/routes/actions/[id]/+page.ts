import { viewOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const record = await viewOf(fetch, url, 'action', { action: params.id });
	const { regionName = record.action.region_name } = await parent();
	return { ...record, regionName };
};
