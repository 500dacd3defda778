/**
 * Writes src/lib/map/states.ts anew from us-atlas: the outlines of the states as the map draws them.
 * Usage: npm run shapes
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { format, resolveConfig } from 'prettier';
import { stateShapes } from '#lib/map/atlas.server.ts';
import { STATE_CODES } from './us-names.ts';

/** Half a unit of a sheet 975 wide: as fine as a page shows. */
export const STATE_GRID = 0.5;

const HEAD = `import type { Shape } from './sheet.ts';

/** The states as the map draws them. Generated from us-atlas by \`npm run shapes\`; not edited by hand. */
export const STATES: readonly (Shape & { fips: string })[] = `;

/** The text of src/lib/map/states.ts. */
export async function statesModule(): Promise<string> {
	const regions = parse<{ region: string; name: string }>(
		readFileSync(new URL('../data/regions.csv', import.meta.url)),
		{ columns: true }
	);
	const names = new Map(regions.map(({ region, name }) => [region, name]));
	const states = stateShapes(STATE_GRID)
		.map(({ fips, path, box }) => {
			const region = `US-${STATE_CODES[fips] ?? ''}`;
			return { region, name: names.get(region), fips, box, path };
		})
		.sort((a, b) => (a.region < b.region ? -1 : 1));
	const file = new URL('../src/lib/map/states.ts', import.meta.url).pathname;
	const options = await resolveConfig(file);
	return format(`${HEAD}${JSON.stringify(states)};\n`, { ...options, filepath: file });
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`)
	writeFileSync(new URL('../src/lib/map/states.ts', import.meta.url), await statesModule());
