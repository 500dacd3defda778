import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoBounds, geoContains } from 'd3-geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { distanceKm } from '#lib/domain/actions/places/distance.ts';
import { CountyIndex } from '#lib/server/screening/county-index.ts';
import { runs } from '../../setup/properties.ts';

type Atlas = Topology<{ counties: GeometryCollection<{ name: string }> }>;
const atlas = JSON.parse(
	readFileSync(createRequire(import.meta.url).resolve('us-atlas/counties-10m.json'), 'utf8')
) as Atlas;

/** Every county as d3-geo draws it, with the box d3-geo gives it: nothing of the index under test. */
const counties = feature(atlas, atlas.objects.counties).features.map((county) => ({
	county,
	fips: String(county.id),
	bounds: geoBounds(county)
}));

const inside = (
	[[west, south], [east, north]]: [[number, number], [number, number]],
	lon: number,
	lat: number
) =>
	lat >= south &&
	lat <= north &&
	(west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** Counties that hold a point, by looking at each of them. */
const bruteForce = (lon: number, lat: number) =>
	counties
		.filter(({ county, bounds }) => inside(bounds, lon, lat) && geoContains(county, [lon, lat]))
		.map(({ fips }) => fips);

const index = new CountyIndex();

/** Boxes of longitude and latitude: the lower states, Alaska with the Aleutians, Hawaii, Puerto Rico. */
const BOXES = [
	[-125, -66, 24, 50],
	[-180, -129, 51, 72],
	[172, 180, 51, 54],
	[-160.5, -154.5, 18.8, 22.4],
	[-67.5, -65.2, 17.8, 18.6]
] as const;
const point = fc.constantFrom(...BOXES).chain(([west, east, south, north]) =>
	fc.record({
		lon: fc.double({ min: west, max: east, noNaN: true }),
		lat: fc.double({ min: south, max: north, noNaN: true })
	})
);

describe('the county of a point', () => {
	it('is the one that looking at every county finds', () => {
		fc.assert(
			fc.property(point, ({ lon, lat }) => {
				const found = index.countyAt({ lon, lat });
				const holding = bruteForce(lon, lat);
				expect(found === null ? [] : [found]).toEqual(holding.slice(0, 1));
			}),
			{ numRuns: runs(1500) }
		);
	});

	it('has a border as near as the nearest of all vertices says, or nearer', () => {
		const vertices = counties.flatMap(({ county }) =>
			county.geometry.type === 'Polygon' ? (county.geometry.coordinates[0] ?? []).slice(0, 3) : []
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...vertices),
				fc.double({ min: -0.008, max: 0.008, noNaN: true }),
				([lon = 0, lat = 0], off) => {
					const near = { lon, lat: lat + off };
					const [nearest] = index.bordersAt(near, 1);
					expect(nearest?.km).toBeLessThanOrEqual(distanceKm(near, { lon, lat }) + 1e-6);
				}
			),
			{ numRuns: runs(300) }
		);
	});
});
