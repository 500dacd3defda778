import { bodyOf, client, idInPath, queryOf } from '#lib/client.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
	const api = client(fetch, url);
	const record = api.actions[':id'];
	const query = queryOf(url, {}, ['region']);
	const [{ data, meta }, claims] = await Promise.all([
		bodyOf(record.$get({ param: idInPath(params.id), query })),
		bodyOf(api.claims.$get({ query: { ...query, record: params.id } }))
	]);
	const { regionName = data.action.region_name } = await parent();
	return { ...data, claims: claims.data, meta, regionName };
};
