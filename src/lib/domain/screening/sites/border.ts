import { distanceKm, type Point } from '../../actions/places/distance.ts';

/** Vertices of a closed ring as GeoJSON writes them: longitude, latitude. */
type Ring = readonly (readonly number[])[];

/** A box of degrees around vertices. */
export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** The least box of degrees that holds a ring. */
export function boxOf(ring: Ring): Box {
	const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
	for (const [lon = 0, lat = 0] of ring) {
		box.west = Math.min(box.west, lon);
		box.east = Math.max(box.east, lon);
		box.south = Math.min(box.south, lat);
		box.north = Math.max(box.north, lat);
	}
	return box;
}

/** Kilometres of a degree of latitude on the mean sphere. */
const KM_A_DEGREE = distanceKm({ lon: 0, lat: 0 }, { lon: 0, lat: 1 });

/**
 * Distance from a point to the nearest edge of a ring, in kilometres. Edges near the point are straight on a plane
 * that touches the earth there (equirectangular): within 10 km the error is below one in ten thousand up to 70° of
 * latitude. Edges surely farther than `within` are passed over.
 * @returns Infinity where no edge lies within that distance
 */
export function borderKm(ring: Ring, { lon, lat }: Point, within: number): number {
	const perLon = KM_A_DEGREE * Math.cos((lat * Math.PI) / 180);
	const reach = within / KM_A_DEGREE;
	let nearest = Infinity;
	for (let index = 1; index < ring.length; index++) {
		const [fromLon = 0, fromLat = 0] = ring[index - 1] ?? [];
		const [toLon = 0, toLat = 0] = ring[index] ?? [];
		if (Math.min(fromLat, toLat) > lat + reach || Math.max(fromLat, toLat) < lat - reach) continue;
		const ax = (fromLon - lon) * perLon;
		const ay = (fromLat - lat) * KM_A_DEGREE;
		const dx = (toLon - fromLon) * perLon;
		const dy = (toLat - fromLat) * KM_A_DEGREE;
		const length = dx * dx + dy * dy;
		const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
		nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy));
	}
	return nearest <= within ? nearest : Infinity;
}
