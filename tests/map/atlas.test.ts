import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { countyCodes, countyShapes } from '#lib/map/shapes/atlas.server.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import { STATES } from '#lib/map/shapes/states.server.ts';
import { OUTLINES, stateOutlines } from '../../scripts/make/build-map.ts';
import { FIXTURE } from '../setup/release.ts';

const regions = parse<{ region: string; kind: string; parent: string }>(
	readFileSync(join(FIXTURE, 'regions.csv')),
	{ columns: true }
);
const ofKind = (kind: string) =>
	regions.filter((row) => row.kind === kind).map(({ region }) => region);

/** Territories lie off the sheet of the projection: in the regions table, and not drawn. */
const NOT_DRAWN = ['US-AS', 'US-GU', 'US-MP', 'US-PR', 'US-VI'];

const drawnCounties = STATES.flatMap(({ region, fips }) =>
	countyShapes(fips).map((shape) => `${region}-${shape.fips}`)
);

describe('the map and the regions table', () => {
	it('have the same states, the territories excepted', () => {
		expect(STATES.map(({ region }) => region)).toEqual(
			ofKind('state').filter((region) => !NOT_DRAWN.includes(region))
		);
	});

	it('have every county that is drawn in the table', () => {
		const known = new Set(ofKind('county'));
		expect(drawnCounties.filter((region) => !known.has(region))).toEqual([]);
	});

	it('draw every county of the table, those of the territories excepted', () => {
		const drawn = new Set(drawnCounties);
		const missing = ofKind('county').filter((region) => !drawn.has(region));
		expect([...new Set(missing.map((region) => stateOf(region) ?? region))]).toEqual(NOT_DRAWN);
		expect(missing).toHaveLength(89);
	});

	it('leave out no county the atlas has, and draw each once', () => {
		expect(drawnCounties).toHaveLength(countyCodes().length);
		expect(new Set(drawnCounties).size).toBe(drawnCounties.length);
	});

	it('give every county an outline', () => {
		const paths = STATES.flatMap(({ fips }) => countyShapes(fips).map(({ path }) => path));
		expect(paths.filter((path) => !/^M.*z$/.test(path))).toEqual([]);
	});
});

it('the outlines of the states are those that npm run shapes writes', () => {
	expect(readFileSync(OUTLINES, 'utf8')).toBe(stateOutlines());
});
