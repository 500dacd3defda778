import { bodyOf, client, queryOf } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const record = client(fetch).polls[':id'];
	const query = queryOf(url, {}, ['region']);
	const { data, meta } = await bodyOf(record.$get({ param: { id: params.id }, query }));
	const { regionName = data.poll.region_name } = await parent();
	return { ...data, meta, regionName };
};
