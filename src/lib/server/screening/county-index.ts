import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoContains } from 'd3-geo';
import type { Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Point } from '#lib/domain/actions/places/distance.ts';
import { borderKm, boxOf, type Box } from '#lib/domain/screening/sites/border.ts';

type Atlas = Topology<{ counties: GeometryCollection<{ name: string }> }>;

/** One polygon of a county; a county with islands has several. */
interface Part {
	fips: string;
	polygon: Polygon;
	box: Box;
}

/** A county a point lies in or near, with the distance to its border in kilometres. */
interface NearCounty {
	fips: string;
	km: number;
}

/** Degrees by which a great-circle edge can bulge over the box of its ends, and 1 km at 70° of latitude. */
const MARGIN = 0.05;

/** Finds the US county of a point, by the Census boundaries of us-atlas at 10m detail (1:10 million). */
export class CountyIndex {
	/** Polygons by the degree cells their boxes touch. */
	#cells = new Map<number, Part[]>();

	constructor() {
		// Read as a file, since a module would stay in memory beside the shapes made from it.
		const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
		const atlas = JSON.parse(readFileSync(path, 'utf8')) as Atlas;
		for (const { id, geometry } of feature(atlas, atlas.objects.counties).features)
			for (const coordinates of polygonsOf(geometry))
				this.#add(String(id), { type: 'Polygon', coordinates });
	}

	/** Polygons whose boxes hold a point, with a margin. */
	partsAt({ lon, lat }: Point): readonly Part[] {
		return (this.#cells.get(cellOf(lon, lat)) ?? []).filter(
			({ box }) =>
				lon >= box.west - MARGIN &&
				lon <= box.east + MARGIN &&
				lat >= box.south - MARGIN &&
				lat <= box.north + MARGIN
		);
	}

	/** The five-digit code of the county a point lies in, or null. */
	countyAt(point: Point): string | null {
		const { lon, lat } = point;
		return (
			this.partsAt(point).find(({ polygon }) => geoContains(polygon, [lon, lat]))?.fips ?? null
		);
	}

	/**
	 * Counties with a border within some kilometres of a point, nearest first, its own among them.
	 * @param within at most 1 km, so that the margin of the boxes covers it
	 */
	bordersAt(point: Point, within: number): NearCounty[] {
		const nearest = new Map<string, number>();
		for (const { fips, polygon } of this.partsAt(point))
			for (const ring of polygon.coordinates) {
				const km = borderKm(ring, point, within);
				if (km < (nearest.get(fips) ?? Infinity)) nearest.set(fips, km);
			}
		return [...nearest]
			.map(([fips, km]) => ({ fips, km }))
			.sort((a, b) => a.km - b.km || (a.fips < b.fips ? -1 : 1));
	}

	#add(fips: string, polygon: Polygon): void {
		const box = boxOf(polygon.coordinates[0] ?? []);
		const part = { fips, polygon, box };
		for (let lon = Math.floor(box.west - MARGIN); lon <= Math.floor(box.east + MARGIN); lon++)
			for (let lat = Math.floor(box.south - MARGIN); lat <= Math.floor(box.north + MARGIN); lat++) {
				const cell = cellOf(lon, lat);
				const parts = this.#cells.get(cell);
				if (parts) parts.push(part);
				else this.#cells.set(cell, [part]);
			}
	}
}

/** A number for each cell of one degree. */
const cellOf = (lon: number, lat: number): number => Math.floor(lat) * 1000 + Math.floor(lon);

function polygonsOf(geometry: GeoJSON.Geometry): Polygon['coordinates'][] {
	if (geometry.type === 'Polygon') return [geometry.coordinates];
	return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}
