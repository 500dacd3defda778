import { group } from 'd3-array';
import { daysBetween } from '../dates.ts';
import { barePlace, canBeSameKind, canBeSameProject, type BarePlace } from './place-names.ts';

/** An action as far as telling two reports of one event apart needs it. */
export interface Event {
	action_id: string;
	place_id: string;
	/** Name and kind of the place, for places that two datasets code differently. */
	place_name: string;
	place_kind: string;
	/** Smallest coded region around it. */
	region: string;
	/** The same region where it is a county; null otherwise. */
	county: string | null;
	action_type: string;
	decision: string;
	project_name: string | null;
	/** First and last day the date stands for. */
	start: string;
	end: string;
}

/** Days between two reports of one event at most. */
export const SAME_WITHIN = 31;
/** Days within which an event of the same kind in the same county may be the same. */
export const PROBABLE_WITHIN = 92;

export interface Match {
	incoming: string;
	recorded: string;
	/** Days between the dates; 0 where one overlaps the other. */
	days: number;
}

export interface Matches {
	/** The same event told again: place, county and kind agree, dates within 31 days. */
	matched: Match[];
	/** Same kind and county, or one whose county is not told, within 92 days: somebody should look. */
	probable: Match[];
	/** On no record. */
	new: string[];
}

interface Pair extends Match {
	isSame: boolean;
	sameDecision: boolean;
	samePlace: boolean;
	sameKind: boolean;
}

/**
 * Compares incoming actions with recorded ones. A recorded event is told again by one incoming action at most, the
 * nearest in time that agrees on the decision where one does; a second one can only be probable. A list that does not
 * tell the county means the place of that name and kind in the state, where only one county has such an event then.
 * Where both name a project, another name is another event.
 */
export function matchEvents(incoming: readonly Event[], recorded: readonly Event[]): Matches {
	const others = recorded.map(folded);
	const byKind = group(others, kindInState);
	const pairs = incoming.map(folded).flatMap((one) => {
		const near = (byKind.get(kindInState(one)) ?? []).filter(
			(other) => gap(one, other) <= PROBABLE_WITHIN
		);
		const isPlain = isOfOneCounty(one, near);
		return near.flatMap((other) => pairOf(one, other, isPlain));
	});
	pairs.sort(nearestFirst);
	const matched = new Map<string, Match>();
	const taken = new Set<string>();
	for (const { isSame, incoming: id, recorded: other, days } of pairs)
		if (isSame && !matched.has(id) && !taken.has(other)) {
			matched.set(id, { incoming: id, recorded: other, days });
			taken.add(other);
		}
	const probable = new Map<string, Match>();
	for (const { incoming: id, recorded: other, days } of pairs)
		if (!matched.has(id) && !probable.has(id))
			probable.set(id, { incoming: id, recorded: other, days });
	const ids = incoming.map(({ action_id }) => action_id);
	return {
		matched: ids.flatMap((id) => matched.get(id) ?? []),
		probable: ids.flatMap((id) => probable.get(id) ?? []),
		new: ids.filter((id) => !matched.has(id) && !probable.has(id))
	};
}

/** An event with its place as it is compared. */
type Folded = Event & { place: BarePlace };

const folded = (event: Event): Folded => ({
	...event,
	place: barePlace(event.place_name, event.place_kind)
});

const kindInState = ({ action_type, region }: Event) => `${action_type} ${stateOf(region)}`;

/** Country and state of a region's code. */
const stateOf = (region: string) => region.split('-').slice(0, 2).join('-');

/** Whether what is recorded near in time under a name and kind lies in one county, so that the name alone says which. */
function isOfOneCounty(one: Folded, near: readonly Folded[]): boolean {
	const named = near.filter(
		({ place }) => place.name === one.place.name && canBeSameKind(place.kind, one.place.kind)
	);
	return new Set(named.map(({ county }) => county).filter((county) => county !== null)).size <= 1;
}

function pairOf(one: Folded, other: Folded, isPlain: boolean): Pair[] {
	const days = gap(one, other);
	const sameCode = one.place_id === other.place_id;
	const sameName = sameCode || one.place.name === other.place.name;
	const sameKind = sameCode || one.place.kind === other.place.kind;
	const sameCounty = one.county !== null && one.county === other.county;
	const inOneCounty = one.region === other.region || (isVague(one, other) && isPlain);
	const samePlace =
		sameCode || (sameName && inOneCounty && canBeSameKind(one.place.kind, other.place.kind));
	const isOtherProject =
		one.project_name !== null &&
		other.project_name !== null &&
		!canBeSameProject(one.project_name, other.project_name);
	const isSame = samePlace && days <= SAME_WITHIN && !isOtherProject;
	const isNear = sameCounty || samePlace || (sameName && isVague(one, other));
	if (!isSame && !isNear) return [];
	return [
		{
			incoming: one.action_id,
			recorded: other.action_id,
			days,
			isSame,
			samePlace,
			sameKind,
			sameDecision: one.decision === other.decision
		}
	];
}

const nearestFirst = (a: Pair, b: Pair) =>
	Number(b.isSame) - Number(a.isSame) ||
	Number(b.samePlace) - Number(a.samePlace) ||
	Number(b.sameKind) - Number(a.sameKind) ||
	Number(b.sameDecision) - Number(a.sameDecision) ||
	a.days - b.days ||
	(a.incoming < b.incoming ? -1 : a.incoming > b.incoming ? 1 : 0) ||
	(a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0);

/** Whether one of two names the state where the other names the county. */
const isVague = (one: Event, other: Event) =>
	one.region !== other.region && (one.county === null || other.county === null);

/** Days between two intervals; 0 where they share a day. */
function gap(one: Pick<Event, 'start' | 'end'>, other: Pick<Event, 'start' | 'end'>): number {
	return Math.max(0, daysBetween(one.end, other.start), daysBetween(other.end, one.start));
}
