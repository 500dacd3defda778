import OUTLINES from '#data/us/state-outlines.json' with { type: 'json' };
import { stateName } from '../state-names.ts';
import type { Shape } from './sheet.ts';

/** The states as the map draws them, in the order of their codes. */
export const STATES: readonly (Shape & { fips: string })[] = OUTLINES.map((outline) => {
	const [left = 0, top = 0, right = 0, bottom = 0] = outline.box;
	return {
		...outline,
		box: [left, top, right, bottom],
		name: stateName(outline.region) ?? outline.region
	};
});
