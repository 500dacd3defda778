import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from './curated.ts';
import type { ListedMoratorium } from './actions/inventory-rows.ts';
import { PlaceFinder } from './actions/listed-places.ts';
import type { Entry } from './actions/listings.ts';
import { sourceId } from './parse/source-id.ts';

const SOURCE = sourceId('moratorium-nation');

/** Places that are a region, whose centre is on record. */
const REGIONS = ['county', 'parish', 'state', 'country'];

/**
 * Positions that the inventory gives of places on record whose rows have none, a cell each. A place of which two rows
 * say different things takes that of the last; whether it lies in its county is seen where it is put on a map.
 */
export function placePoints(
	entries: readonly Entry<ListedMoratorium>[],
	curated: Curated
): InputRow<'overrides'>[] {
	const finder = new PlaceFinder(curated);
	const points = new Map<string, { lon: number; lat: number }>();
	for (const { to, data } of entries) {
		const { lon, lat } = data;
		if (to !== null || lon === null || lat === null) continue;
		const found = finder.of(data);
		if (found === null || !found.known || REGIONS.includes(found.place.place_kind)) continue;
		const { place_id, lon: known } = found.place;
		if ((known ?? null) === null) points.set(place_id, { lon, lat });
	}
	return [...points].flatMap(([id, point]) =>
		(['lon', 'lat'] as const).map((column) => ({
			table: 'places',
			id,
			column,
			value: String(point[column]),
			source_id: SOURCE,
			reason: 'No position on record; the inventory gives one'
		}))
	);
}
