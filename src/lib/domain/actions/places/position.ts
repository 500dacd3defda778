import { distanceKm, type Point } from './distance.ts';

/** How exactly a place is located. `place`: the place itself; `county`, `state`: the center of those; `none`. */
export const POSITION_PRECISIONS = ['place', 'county', 'state', 'none'] as const;

/** A settlement of the gazetteer. */
export interface Settlement extends Point {
	name: string;
}

/** Entries of one name this near to each other are the same settlement. */
const SAME_KM = 10;

/** What a search of the gazetteer by name, in order of preference, came to. */
export type PositionFound =
	| { kind: 'found'; at: Settlement }
	/** Not listed under any of the names. */
	| { kind: 'absent' }
	/** Listed in the state, but not in the stated county. */
	| { kind: 'elsewhere'; at: Settlement }
	/** Several in the stated county, apart from each other. */
	| { kind: 'several'; count: number };

/**
 * The one settlement a place can be.
 * @param named settlements of each of its names in the state, the fullest name first
 * @param isInside whether a settlement lies in the stated county (or, without one, in the state)
 * @param own how many of the names are the place's own in full: a settlement elsewhere that shares only the bare
 * name of a township is another place, and no contradiction
 */
export function locate(
	named: readonly (readonly Settlement[])[],
	isInside: (settlement: Settlement) => boolean,
	own = named.length
): PositionFound {
	for (const settlements of named) {
		const inside = settlements.filter(isInside);
		const [first] = inside;
		if (!first) continue;
		return inside.every((other) => distanceKm(first, other) <= SAME_KM)
			? { kind: 'found', at: first }
			: { kind: 'several', count: inside.length };
	}
	const elsewhere = named.slice(0, own).flat()[0];
	return elsewhere ? { kind: 'elsewhere', at: elsewhere } : { kind: 'absent' };
}
