import { daysBetween } from '../dates.ts';
import type { Tier } from '../closed.ts';

/** Share of actions that are to be verified, in percent. */
export const VERIFICATION_GOAL = 30;

/** A record as far as the worth of a check depends on it. */
export interface Checkable {
	/** Kind of the region it is of: `state`, `county` and the like. */
	region_kind: string;
	/** People of the region, where known. */
	population: number | null;
	tier: Tier;
	independent_sources: number;
	/** Newest date among its sources, else its own, YYYY-MM-DD. */
	last_confirmed: string;
}

/** How far a record reaches: a country, a state, a county; more where more people live. */
function reach({ region_kind, population }: Checkable): number {
	const level = { world: 5, country: 5, state: 4, county: 2 }[region_kind] ?? 1;
	return level + (population === null ? 0 : Math.log10(Math.max(1, population)) / 4);
}

/** How weak its sources are: a tracker alone 3, several 2, one news report 1; an original leaves nothing to check. */
function weakness({ tier, independent_sources }: Checkable): number {
	if (tier === 'primary' || tier === 'own') return 0;
	if (tier === 'reported') return independent_sources > 1 ? 0.5 : 1;
	return independent_sources > 1 ? 2 : 3;
}

/** Years since anybody confirmed it, from 1: an old record is not more wrong, but longer unseen. */
const age = ({ last_confirmed }: Checkable, on: string): number =>
	1 + Math.max(0, daysBetween(last_confirmed, on)) / 365;

/** How much a check of a record would help: reach × weakness of its sources × age. */
export const worthOf = (record: Checkable, on: string): number =>
	reach(record) * weakness(record) * age(record, on);
