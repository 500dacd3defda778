import { redirect } from '@sveltejs/kit';
import { bodyOf, client, queryOf } from '#lib/client.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { dayIn } from '#lib/domain/filter/moment.ts';
import { MEASURE } from '#lib/domain/map-measures.ts';
import { explicit, measureOf } from '#lib/map/address.ts';
import { filterKeys } from '#lib/map/filters.ts';
import { shapesOf, stateName } from '#lib/map/shapes.ts';
import { stateOf } from '#lib/map/sheet.ts';
import type { Named } from '#lib/region-names.ts';

/** Stands in for what puts places on the sheet where there are none. */
const NO_PLACES = { onSheet: () => [] };

/** Everything the map's page shows. @throws a redirect to the explicit address where the view depends on a default */
export async function mapPageView(
	fetch: typeof globalThis.fetch,
	url: URL,
	{ regions, regionName = 'United States' }: Named
) {
	// What is no day is left to the API to refuse.
	const said = explicit(url.searchParams, dayIn(url.searchParams) ?? utcDay(new Date()));
	if (said !== null) redirect(307, `${url.pathname}?${said}`);
	const measure = measureOf(url.searchParams);
	const levels = MEASURE[measure].levels;
	const selected = regions.map(({ region }) =>
		levels.includes('county') ? region : (stateOf(region) ?? region)
	);
	// A region nobody knows is left to the API to refuse.
	const isUnknown =
		regions.length === 0 && !['', 'all'].includes(url.searchParams.get('region') ?? '');
	const query: Record<string, string> = {
		...queryOf(url),
		...(isUnknown ? {} : areaOf(selected, levels.includes('county')))
	};
	const api = client(fetch, url);
	const [map, facets] = await Promise.all([
		bodyOf(api.map.$get({ query })),
		bodyOf(
			api.filters.$get({
				query: { collection: MEASURE[measure].collection, keys: filterKeys(measure) }
			})
		)
	]);
	const state = map.level === 'county' ? stateOf(map.area) : null;
	const shapes = await shapesOf(fetch, state, map.names);
	// Few first views have places: what puts them on the sheet is fetched where there are some.
	const { onSheet } = map.points.length > 0 ? await import('#lib/map/project.ts') : NO_PLACES;
	return {
		regionName,
		query,
		selected,
		onMap: selected.every(isOnMap),
		map,
		shapes,
		/** Places with a point, and where they lie on the sheet. */
		places: onSheet(map.points),
		facets: facets.data,
		meta: map.meta
	};
}

export type MapData = Awaited<ReturnType<typeof mapPageView>>;

/** The map of an address with its measure over time; a state shown among the states is followed for itself. */
export async function mapWithTime(fetch: typeof globalThis.fetch, url: URL, names: Named) {
	const view = await mapPageView(fetch, url, names);
	const [region] = view.selected;
	const query =
		view.onMap && view.selected.length === 1 && region !== undefined
			? { ...view.query, region: view.map.level === 'county' ? view.map.area : region }
			: view.query;
	const time = await bodyOf(client(fetch, url)['map-time'].$get({ query }));
	return { ...view, time, timeQuery: query };
}

export type MapPageData = Awaited<ReturnType<typeof mapWithTime>>;

const isOnMap = (region: string) =>
	region === 'US' || stateName(stateOf(region) ?? '') !== undefined;

/**
 * A county is shown among the counties of its state, and a state among the states where a measure is known by state
 * alone; what the map does not draw leaves it with the United States.
 */
function areaOf(regions: readonly string[], hasCounties: boolean): { region: string } {
	if (regions.length === 0 || !regions.every(isOnMap)) return { region: 'US' };
	const states = [...new Set(regions.map((region) => stateOf(region) ?? region))];
	return { region: states.length === 1 && !hasCounties ? 'US' : states.sort().join('~') };
}
