import { viewOf } from '#lib/client/view.ts';
import { shapesOf } from '#lib/map/shapes/shapes.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import type { ViewData } from '#lib/server/api/views/index.ts';

/** Stands in for what puts places on the sheet where there are none. */
const NO_PLACES = { onSheet: () => [] };

/** Everything the map's page shows. @param ask how the view is asked for @throws a redirect to the explicit address where the view depends on a default */
export const askMap = async (fetch: typeof globalThis.fetch, url: URL, ask = viewOf) =>
	withOutlines(fetch, await ask(fetch, url, 'map'));

/** The map of an address with its measure over time. @throws as `askMap` */
export const askMapWithTime = async (fetch: typeof globalThis.fetch, url: URL, ask = viewOf) =>
	withOutlines(fetch, await ask(fetch, url, 'map-time'));

/** A map with its outlines, and its places where they lie on the sheet. */
async function withOutlines<View extends ViewData<'map'>>(
	fetch: typeof globalThis.fetch,
	view: View
) {
	const { map } = view;
	const state = map.level === 'county' ? stateOf(map.area) : null;
	const shapes = await shapesOf(fetch, state, map.names);
	// Few first views have places: what puts them on the sheet is fetched where there are some.
	const { onSheet } =
		map.points.length > 0 ? await import('#lib/map/shapes/project.ts') : NO_PLACES;
	return { ...view, shapes, places: onSheet(map.points) };
}

export type MapData = Awaited<ReturnType<typeof askMap>>;
export type MapPageData = Awaited<ReturnType<typeof askMapWithTime>>;
