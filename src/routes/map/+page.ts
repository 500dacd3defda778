import { bodyOf, client } from '#lib/client.ts';
import { mapPageView } from '#lib/figures/views/map.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
	const view = await mapPageView(fetch, url, await parent());
	const [region] = view.selected;
	// A state shown among the states is followed over time for itself.
	const query =
		view.onMap && view.selected.length === 1 && region !== undefined
			? { ...view.query, region: view.map.level === 'county' ? view.map.area : region }
			: view.query;
	const time = await bodyOf(client(fetch, url)['map-time'].$get({ query }));
	return { ...view, time, timeQuery: query };
};
