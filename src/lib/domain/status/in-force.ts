import { standingOn } from './on.ts';
import type { StatusInterval } from './interval.ts';
import { countyRuleForTown, type Reach, type Rule } from './status-words.ts';

/** A stored interval as far as the answer to "what is in force here" needs it. */
export interface RuleStanding extends Pick<
	StatusInterval,
	'status' | 'from' | 'fromLatest' | 'to' | 'toEarliest'
> {
	rule: Rule;
	reach: Reach;
	/** The region of the body: a county for a county's own rule. */
	region: string;
	placeId: string;
	/** True for a city that is a county of its own (Virginia, Baltimore, St. Louis): it is the whole region. */
	isWholeRegion: boolean;
}

/** Where somebody asks from: a region, or a place with the region that wholly contains it. */
export interface PlaceAsked {
	placeId: string | null;
	region: string;
	/** The regions around it and itself: county, state, country. */
	ancestors: readonly string[];
}

/** Whether a rule is that of a place inside its region, not of the region itself. */
export const isInside = ({
	reach,
	isWholeRegion
}: Pick<RuleStanding, 'reach' | 'isWholeRegion'>): boolean =>
	!isWholeRegion && (reach === 'place' || reach === 'other');

/** What is on record on a day for one place or region, by who decided it. */
export interface InForce<S extends RuleStanding> {
	/** Rules of the place or region itself. */
	own: S[];
	/** Rules of the county around a place, each with what it means for the place. */
	county: { standing: S; words: string }[];
	/** Rules of the state, and of the country, which count for everything inside. */
	state: S[];
	country: S[];
}

/**
 * Rules on record on a day, own, county's, state's and country's apart: a county's pause is never given as the
 * town's. Past rules (expired, repealed, replaced) are among them, with their status.
 */
export function inForceAt<S extends RuleStanding>(
	intervals: readonly S[],
	here: PlaceAsked,
	on: string
): InForce<S> {
	const isOwn = (one: S) =>
		here.placeId === null
			? one.region === here.region && !isInside(one)
			: one.placeId === here.placeId;
	const around = (reach: Reach) =>
		standingOn(
			intervals.filter(
				(one) => one.reach === reach && here.ancestors.includes(one.region) && !isOwn(one)
			),
			on
		);
	return {
		own: standingOn(intervals.filter(isOwn), on),
		county: around('county').map((standing) => ({
			standing,
			words: countyRuleForTown(standing.rule)
		})),
		state: around('state'),
		country: around('country')
	};
}

const KIND_OF_LEVEL: Record<string, 'country' | 'state' | 'county'> = {
	country: 'country',
	state: 'state',
	county: 'county',
	parish: 'county'
};

/**
 * What land a rule binds, by the kind of place that decided it. A state or county without a code of its own (Johor,
 * South Dublin) binds only itself: its region is the country around it.
 */
export function reachOf(placeKind: string, regionKind: string): Reach {
	const level = KIND_OF_LEVEL[placeKind];
	if (level) return level === regionKind ? level : 'place';
	return SETTLEMENTS.includes(placeKind) ? 'place' : 'other';
}

/** Kinds of place that are a settlement or the land of one. */
export const SETTLEMENTS: readonly string[] = ['city', 'town', 'township', 'village', 'borough'];
