/** A point on the earth, in degrees. */
export interface Point {
	lon: number;
	lat: number;
}

/** Mean radius of the earth, IUGG. */
const RADIUS_KM = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres, by the haversine formula. */
export function distanceKm(a: Point, b: Point): number {
	const half =
		Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
		Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
	return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}
