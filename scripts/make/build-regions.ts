/**
 * Writes the US states and counties of data/regions.csv anew from us-atlas: names, parents, centres, boxes.
 * Rows of other kinds (world, groupings, countries, grid operators) are kept as they stand in the file.
 * Usage: npm run regions
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { geoBounds, geoCentroid, type GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { regions } from '#lib/domain/tables/regions.ts';
import { countyName, STATE_CODES } from './us-names.ts';

type Atlas = Topology<{
	counties: GeometryCollection<{ name: string }>;
	states: GeometryCollection<{ name: string }>;
}>;

const EDITION = 'us-atlas 3.0.1 (Census Bureau cartographic boundaries, 2017 edition)';
const file = new URL('../../data/regions.csv', import.meta.url);
const columns = columnsOf(regions.row).map((column) => column.name);

const atlas = createRequire(import.meta.url)('us-atlas/counties-10m.json') as Atlas;
const kept = parse<Record<string, string>>(readFileSync(file), { columns: true }).filter(
	(row) => row['kind'] !== 'state' && row['kind'] !== 'county'
);

const states = shapes('states').map(({ fips, name, shape }) => ({
	region: `US-${stateOf(fips)}`,
	name: name === 'Commonwealth of the Northern Mariana Islands' ? 'Northern Mariana Islands' : name,
	kind: 'state',
	parent: 'US',
	...position(shape),
	note: ''
}));

const counties = shapes('counties').map(({ fips, name, shape }) => ({
	region: `US-${stateOf(fips)}-${fips}`,
	name: countyName(fips, name),
	kind: 'county',
	parent: `US-${stateOf(fips)}`,
	...position(shape),
	note: fips.startsWith('09') || fips === '02261' ? `Code and shape of ${EDITION}` : ''
}));

const byCode = (a: { region?: string }, b: { region?: string }) =>
	(a.region ?? '') < (b.region ?? '') ? -1 : 1;
const rows = [...kept, ...states, ...counties].sort(byCode);
writeFileSync(file, stringify(rows, { header: true, columns }));

function shapes(layer: 'counties' | 'states') {
	return feature(atlas, atlas.objects[layer]).features.map((shape) => ({
		fips: String(shape.id),
		name: shape.properties.name,
		shape: shape
	}));
}

function stateOf(fips: string): string {
	const code = STATE_CODES[fips.slice(0, 2)];
	if (!code) throw new Error(`us-atlas has an unknown state: FIPS ${fips}`);
	return code;
}

function position(shape: GeoPermissibleObjects) {
	const [lon, lat] = geoCentroid(shape);
	const [[west, south], [east, north]] = geoBounds(shape);
	const round = (degrees: number) => Number(degrees.toFixed(4));
	return {
		lon: round(lon),
		lat: round(lat),
		west: round(west),
		south: round(south),
		east: round(east),
		north: round(north)
	};
}
