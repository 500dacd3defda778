import type { Stated } from './stated.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, facetsOf, leadTo, queryOf, type Api } from './view-tools.ts';
import { dayIn } from '#lib/domain/filter/link/moment.ts';
import { MEASURE } from '#lib/domain/map/map-measures.ts';
import { explicit, measureOf } from '#lib/map/map-address.ts';
import { filterKeys } from '#lib/map/map-filters.ts';
import { stateName } from '#lib/map/state-names.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import { namesIn } from './regions/names.ts';

/** Everything the map's page shows. @throws Lead to the explicit address where the view depends on a default */
export async function mapView(api: Api, url: URL, { today }: Pick<Stated, 'today'>) {
	const { regions, regionName = 'United States' } = await namesIn(api, url);
	// What is no day is left to the API to refuse.
	const said = explicit(url.searchParams, dayIn(url.searchParams) ?? today);
	if (said !== null) leadTo(`${url.pathname}?${said}`);
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
	const [map, facets] = await Promise.all([
		bodyOf(api.map.$get({ query })),
		facetsOf(api, MEASURE[measure].collection, query, filterKeys(measure))
	]);
	return {
		regionName,
		query,
		selected,
		onMap: selected.every(isOnMap),
		map,
		facets,
		meta: map.meta
	};
}

/** The map of an address with its measure over time; a state shown among the states is followed for itself. */
export async function mapTimeView(api: Api, url: URL, stated: Pick<Stated, 'today'>) {
	const view = await mapView(api, url, stated);
	const [region] = view.selected;
	const query =
		view.onMap && view.selected.length === 1 && region !== undefined
			? { ...view.query, region: view.map.level === 'county' ? view.map.area : region }
			: view.query;
	const time = await bodyOf(api['map-time'].$get({ query }));
	return { ...view, time, timeQuery: query };
}

const isOnMap = (region: string) =>
	region === 'US' || stateName(stateOf(region) ?? '') !== undefined;

/**
 * A county is shown among the counties of its state, and a state among the states where a measure is known by state
 * alone; what the map does not draw leaves it with the United States.
 */
function areaOf(regions: readonly string[], hasCounties: boolean): { region: string } {
	if (regions.length === 0 || !regions.every(isOnMap)) return { region: 'US' };
	const states = [...new Set(regions.map((region) => stateOf(region) ?? region))];
	return {
		region: states.length === 1 && !hasCounties ? 'US' : states.sort().join(LIST_SEPARATOR)
	};
}
