import { createRequire } from 'node:module';
import { geoIdentity, geoPath } from 'd3-geo';
import type { Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { around, outline, type Box, type Corner, type Outline, type Rings } from './outline.ts';

type Layer = GeometryCollection<{ name: string }>;
export type Atlas = Topology<{ counties: Layer; states: Layer }>;

/** A shape of us-atlas under its FIPS code: two digits for a state, five for a county. */
interface AtlasShape extends Outline {
	fips: string;
}

/** Lines of the grid across the larger side of a zoomed state: finer than the pixels of a page. */
const LINES = 1600;

let read: Atlas | undefined;
/** The boundaries as us-atlas has them. */
export const atlas = (): Atlas =>
	(read ??= createRequire(import.meta.url)('us-atlas/counties-albers-10m.json') as Atlas);

/** Every state of an atlas, and the District of Columbia, on a grid. */
export const stateShapes = (of: Atlas, grid: number): AtlasShape[] =>
	feature(of, of.objects.states).features.map(({ id, geometry }) => ({
		fips: String(id),
		...outline(ringsIn(geometry), grid)
	}));

/** FIPS codes of every county the atlas has. */
export const countyCodes = (): string[] =>
	atlas().objects.counties.geometries.map(({ id }) => String(id));

/**
 * The counties of a state, on a grid as fine as a picture of the state alone needs.
 * @param fips of the state, two digits
 * @returns nothing where the atlas has no such state
 */
export function countyShapes(fips: string): AtlasShape[] {
	const counties = ringsOf('counties', fips);
	const grid = gridOf(counties.map(({ rings }) => extent(rings)));
	return counties.map(({ fips, rings }) => ({ fips, ...outline(rings, grid) }));
}

/** Alaska and Hawaii are moved beside other states on the sheet: nothing lies around them, nor they around others. */
const MOVED = ['02', '15'];
/**
 * How far the outlines around a state reach beyond its picture, by its width, so that their cut edges stay unseen: a
 * low window shows more at the sides.
 */
const BEYOND = { x: 0.5, y: 0.05 };

/**
 * What lies around a state: the parts of other states that its picture shows, on the grid of its counties, so that
 * what they share with it is drawn as one line.
 * @param fips of the state, two digits
 * @param frame the part of the sheet its picture shows
 */
export function shapesAround(fips: string, frame: Box): AtlasShape[] {
	if (MOVED.includes(fips)) return [];
	const grid = gridOf(ringsOf('counties', fips).map(({ rings }) => extent(rings)));
	const width = frame[2] - frame[0];
	const [x, y] = [width * BEYOND.x, width * BEYOND.y];
	const cut = geoIdentity().clipExtent([
		[frame[0] - x, frame[1] - y],
		[frame[2] + x, frame[3] + y]
	]);
	return featuresOf('states').flatMap((state) => {
		if (state.id === fips || MOVED.includes(String(state.id))) return [];
		const rings = drawnRings((context) => {
			geoPath(cut, context)(state);
		});
		return rings.length === 0 ? [] : [{ fips: String(state.id), ...outline(rings, grid) }];
	});
}

/** The rings that a drawing visits. */
function drawnRings(draw: (context: Parameters<typeof geoPath>[1] & object) => void): Corner[][] {
	const rings: Corner[][] = [];
	draw({
		beginPath: () => undefined,
		moveTo: (x, y) => rings.push([[x, y]]),
		lineTo: (x, y) => rings.at(-1)?.push([x, y]),
		arc: () => undefined,
		closePath: () => undefined
	});
	return rings;
}

function gridOf(boxes: Box[]): number {
	const [left, top, right, bottom] = around(boxes);
	const side = Math.max(right - left, bottom - top) / LINES;
	return side <= 0.02 ? 0.01 : side <= 0.1 ? 0.05 : 0.1;
}

const ringsOf = (layer: 'counties' | 'states', prefix: string): { fips: string; rings: Rings }[] =>
	featuresOf(layer, prefix).map(({ id, geometry }) => ({
		fips: String(id),
		rings: ringsIn(geometry)
	}));

function featuresOf(layer: 'counties' | 'states', prefix = '') {
	const { type, geometries } = atlas().objects[layer];
	const wanted = geometries.filter(({ id }) => String(id).startsWith(prefix));
	return feature(atlas(), { type, geometries: wanted }).features;
}

function ringsIn(shape: Geometry): Rings {
	if (shape.type === 'Polygon') return shape.coordinates.map(cornersOf);
	return shape.type === 'MultiPolygon' ? shape.coordinates.flat().map(cornersOf) : [];
}

const cornersOf = (ring: readonly (readonly number[])[]): Corner[] =>
	ring.map(([x = 0, y = 0]) => [x, y]);

function extent(rings: Rings): Box {
	return around(rings.flat().map(([x, y]) => [x, y, x, y]));
}
