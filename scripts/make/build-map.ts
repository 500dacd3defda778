/**
 * Writes the states of the map anew from us-atlas: src/lib/map/states.server.ts with their outlines, and
 * src/lib/map/state-names.ts without, for what needs no more.
 * Usage: npm run shapes
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { format, resolveConfig } from 'prettier';
import { presimplify, simplify } from 'topojson-simplify';
import { atlas, stateShapes } from '#lib/map/shapes/atlas.server.ts';
import { STATE_CODES } from './us-names.ts';

/** Half a unit of a sheet 975 wide: as fine as a page shows. */
const STATE_GRID = 0.5;
/** Corners whose triangle with their neighbours is smaller than this, in square units, are left out: nobody sees it. */
const LEAST_TRIANGLE = 2;

const WRITTEN = 'Generated from us-atlas by `npm run shapes`; not edited by hand.';

const HEADS = {
	'states.server.ts': `import type { Shape } from './shapes/sheet.ts';

/** The states as the map draws them. ${WRITTEN} */
export const STATES: readonly (Shape & { fips: string })[] = `,
	'state-names.ts': `/** The states on the map. ${WRITTEN} */
export const STATE_NAMES: readonly { region: string; name: string; fips: string }[] = `
};
type Written = keyof typeof HEADS;

const fileOf = (name: Written) => new URL(`../../src/lib/map/${name}`, import.meta.url);

/** The texts of the two files. */
export async function stateModules(): Promise<Record<Written, string>> {
	const regions = parse<{ region: string; name: string }>(
		readFileSync(new URL('../../data/regions.csv', import.meta.url)),
		{ columns: true }
	);
	const nameOf = new Map(regions.map(({ region, name }) => [region, name]));
	const states = stateShapes(simplify(presimplify(atlas()), LEAST_TRIANGLE), STATE_GRID)
		.map(({ fips, path, box }) => {
			const region = `US-${STATE_CODES[fips] ?? ''}`;
			return { region, name: nameOf.get(region), fips, box, path };
		})
		.sort((a, b) => (a.region < b.region ? -1 : 1));
	const names = states.map(({ region, name, fips }) => ({ region, name, fips }));
	return {
		'states.server.ts': await written('states.server.ts', states),
		'state-names.ts': await written('state-names.ts', names)
	};
}

async function written(name: Written, rows: object[]): Promise<string> {
	const filepath = fileOf(name).pathname;
	const options = await resolveConfig(filepath);
	return format(`${HEADS[name]}${JSON.stringify(rows)};\n`, { ...options, filepath });
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`)
	for (const [name, text] of Object.entries(await stateModules()))
		writeFileSync(fileOf(name as Written), text);
