/**
 * Writes the outlines of the states on the map anew from us-atlas: data/us/state-outlines.json.
 * Usage: npm run shapes
 */
import { writeFileSync } from 'node:fs';
import { presimplify, simplify } from 'topojson-simplify';
import { atlas, stateShapes } from '#lib/map/shapes/atlas.server.ts';
import { STATE_CODES } from './us-names.ts';

/** Half a unit of a sheet 975 wide: as fine as a page shows. */
const STATE_GRID = 0.5;
/** Corners whose triangle with their neighbours is smaller than this, in square units, are left out: nobody sees it. */
const LEAST_TRIANGLE = 2;

export const OUTLINES = new URL('../../data/us/state-outlines.json', import.meta.url);

/** The text of the file, a state a line. */
export function stateOutlines(): string {
	const lines = stateShapes(simplify(presimplify(atlas()), LEAST_TRIANGLE), STATE_GRID)
		.map(({ fips, path, box }) => ({ region: `US-${STATE_CODES[fips] ?? ''}`, fips, box, path }))
		.sort((a, b) => (a.region < b.region ? -1 : 1))
		.map((state) => `\t${JSON.stringify(state)}`);
	return `[\n${lines.join(',\n')}\n]\n`;
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`) writeFileSync(OUTLINES, stateOutlines());
