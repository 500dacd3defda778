import type { Point } from '#lib/domain/actions/places/distance.ts';
import type { Fault } from '#lib/domain/screening/repairs.ts';
import { COORDINATES } from '#lib/domain/screening/sites/where.ts';
import type { POSITION_BASES } from '#lib/domain/screening/terms.ts';
import type { RegionHere } from '../dataset/queries/screening.ts';

/** A site that was found. */
export interface Located {
	kind: 'located';
	county: RegionHere | null;
	state: RegionHere;
	/** The place a row names; without id where nothing is on record of it. */
	place: { id: string | null; name: string } | null;
	/** What distances are measured from. */
	point: Point | null;
	basis: (typeof POSITION_BASES)[number] | null;
	/** Distance to the nearest border within BORDER_KM, and the counties beyond it. */
	border: { km: number; others: string[] } | null;
	notes: string[];
}

/** A site that was not found, and why; or that can be several. */
export interface Unlocated {
	kind: 'unplaced' | 'ambiguous';
	reason: string;
	/** Each with what chooses it in brackets at its end: a county code, the id of a place, or coordinates. */
	candidates: string[];
	/** What other rows may have as well, where one choice can set all of them right. */
	fault: Fault | null;
}

export type SiteFound = Located | Unlocated;

/**
 * A site that stands nowhere, with why, and what it may be.
 * @param fault what is wrong with it, where its words name the row itself; else those words and candidates
 */
export const unplaced = (
	reason: string,
	candidates: string[] = [],
	fault: Fault | null = nameFault(reason, candidates)
): Unlocated => ({ kind: 'unplaced', reason, candidates, fault });

/** A site that can be several places. */
export const ambiguous = (reason: string, candidates: string[]): Unlocated => ({
	kind: 'ambiguous',
	reason,
	candidates,
	fault: nameFault(reason, candidates)
});

/** A name that may be several things, or is not known but like others. */
const nameFault = (words: string, candidates: readonly string[]): Fault | null =>
	candidates.length === 0 ? null : { kind: 'name', words, candidates };

/** A county as a candidate. */
export const countyCandidate = ({ label, region }: RegionHere) => `${label} (${region.slice(-5)})`;

/** Coordinates as a candidate, with the county they lie in. */
export const pointCandidate = ({ lat, lon }: Point, { label }: RegionHere) =>
	`${COORDINATES}${lat}, ${lon} in ${label} (${lat}, ${lon})`;

/** Distances of a site known only to the county are measured from its centre. */
export const centreOf = ({ lon, lat }: RegionHere): Pick<Located, 'point' | 'basis'> =>
	lon === null || lat === null
		? { point: null, basis: null }
		: { point: { lon, lat }, basis: 'county_centre' };

/** Adds a value to a list under a key. */
export function add<V>(map: Map<string, V[]>, key: string, value: V): void {
	const values = map.get(key);
	if (values) values.push(value);
	else map.set(key, [value]);
}
