import { createRequire } from 'node:module';
import { geoContains, type GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Point } from '#lib/domain/actions/distance.ts';

type Atlas = Topology<{ counties: GeometryCollection<{ name: string }> }>;

/** Tells whether a point lies in a US county, by the Census boundaries of us-atlas. */
export class CountyShapes {
	#atlas = createRequire(import.meta.url)('us-atlas/counties-10m.json') as Atlas;
	#geometries = new Map(
		this.#atlas.objects.counties.geometries.map((geometry) => [String(geometry.id), geometry])
	);
	#shapes = new Map<string, GeoPermissibleObjects>();

	/**
	 * @param region a county's code, US-VA-51107
	 * @returns null where the atlas has no such county
	 */
	contains(region: string, { lon, lat }: Point): boolean | null {
		const fips = region.slice(-5);
		const shape = this.#shapes.get(fips) ?? this.#shape(fips);
		return shape === null ? null : geoContains(shape, [lon, lat]);
	}

	#shape(fips: string): GeoPermissibleObjects | null {
		const geometry = this.#geometries.get(fips);
		if (!geometry) return null;
		const shape = feature(this.#atlas, geometry);
		this.#shapes.set(fips, shape);
		return shape;
	}
}
