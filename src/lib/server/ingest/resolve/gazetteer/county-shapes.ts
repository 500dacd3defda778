import { createRequire } from 'node:module';
import { geoContains } from 'd3-geo';
import type { Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Point } from '#lib/domain/actions/places/distance.ts';
import { borderKm } from '#lib/domain/screening/sites/border.ts';

type Atlas = Topology<{ counties: GeometryCollection<{ name: string }> }>;

/** Kilometres by which a border drawn at 1:10 million can be off, and a settlement's point be off its middle. */
const BORDER_KM = 2;

/** Tells whether a point lies in a US county, by the Census boundaries of us-atlas. */
export class CountyShapes {
	#atlas = createRequire(import.meta.url)('us-atlas/counties-10m.json') as Atlas;
	#geometries = new Map(
		this.#atlas.objects.counties.geometries.map((geometry) => [String(geometry.id), geometry])
	);
	#shapes = new Map<string, Geometry>();

	/**
	 * Whether a point lies in a county, or so near to its border that boundaries at 1:10 million cannot tell.
	 * @param region a county's code, US-VA-51107
	 * @returns null where the atlas has no such county
	 */
	holds(region: string, point: Point): boolean | null {
		const fips = region.slice(-5);
		const shape = this.#shapes.get(fips) ?? this.#shape(fips);
		if (shape === null) return null;
		return (
			geoContains(shape, [point.lon, point.lat]) ||
			ringsOf(shape).some((ring) => borderKm(ring, point, BORDER_KM) <= BORDER_KM)
		);
	}

	#shape(fips: string): Geometry | null {
		const geometry = this.#geometries.get(fips);
		if (!geometry) return null;
		const shape = feature(this.#atlas, geometry);
		if (shape.type !== 'Feature') return null;
		this.#shapes.set(fips, shape.geometry);
		return shape.geometry;
	}
}

function ringsOf(shape: Geometry): Position[][] {
	if (shape.type === 'Polygon') return shape.coordinates;
	return shape.type === 'MultiPolygon' ? shape.coordinates.flat() : [];
}
