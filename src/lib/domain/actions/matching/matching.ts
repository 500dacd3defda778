import { provinceOf } from '../../regions/region-codes.ts';
import { ascending, group } from 'd3-array';
import { daysBetween } from '../../dates.ts';
import { agreement, familyOf, type Agreement } from '../decisions.ts';
import {
	barePlace,
	canBeSameKind,
	canBeSameProject,
	type BarePlace
} from '../places/place-names.ts';

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
	/** Documents that tell it, as `addressKey` writes them. */
	addresses: readonly string[];
	/** First and last day the date stands for. */
	start: string;
	end: string;
}

/** Days between two reports of one event at most. */
const SAME_WITHIN = 31;
/** Days within which an event of the same kind in the same county may be the same. */
const PROBABLE_WITHIN = 92;
/** Days within which one document, or one place, tells one event under another kind or outcome. */
const CLOSE_WITHIN = 3;
/** A document that stands behind more recorded actions than these is a list, and says nothing of a single one. */
const MOST_TOLD_BY_ONE = 10;

export interface Match {
	incoming: string;
	recorded: string;
	/** Days between the dates; 0 where one overlaps the other. */
	days: number;
}

export interface Matches {
	/** The same event told again: place, county, kind and outcome agree, dates within 31 days. */
	matched: Match[];
	/**
	 * Somebody should look: the same kind and outcome in the county, or in a county not told, within 92 days; within 3
	 * days also a neighbouring kind or another outcome in the same place, or the same document in the state.
	 */
	probable: Match[];
	/** On no record. */
	new: string[];
}

interface Pair extends Match {
	isSame: boolean;
	isSameDay: boolean;
	isSameType: boolean;
	isSameOutcome: boolean;
	samePlace: boolean;
	sameKind: boolean;
}

/**
 * Compares incoming actions with recorded ones. A recorded event is told again by one incoming action at most, that of
 * the same day where there is one, else one that agrees on the decision, else the nearest in time; a second one can
 * only be probable. A list that does not tell the county means the place of that name and kind in the state, where only
 * one county has such an event then. Where both name a project, another name is another event.
 */
export function matchEvents(incoming: readonly Event[], recorded: readonly Event[]): Matches {
	const pairs = pairsOf(incoming.map(folded), recorded.map(folded)).sort(nearestFirst);
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

/** Every pair of an incoming and a recorded event that may be one. */
function pairsOf(incoming: readonly Folded[], recorded: readonly Folded[]): Pair[] {
	const byFamily = group(recorded, familyInState);
	const told = group(
		recorded.flatMap((event) => event.addresses.map((address) => ({ address, event }))),
		({ address }) => address
	);
	return incoming.flatMap((one) => {
		const near = (byFamily.get(familyInState(one)) ?? []).filter(
			(other) => gap(one, other) <= PROBABLE_WITHIN
		);
		const isPlain = isOfOneCounty(
			one,
			near.filter(({ action_type }) => action_type === one.action_type)
		);
		const pairs = new Map<string, Pair>();
		for (const other of near) {
			const pair = pairOf(one, other, isPlain);
			if (pair) pairs.set(pair.recorded, pair);
		}
		for (const address of one.addresses) {
			const events = told.get(address) ?? [];
			if (events.length > MOST_TOLD_BY_ONE) continue;
			for (const { event: other } of events)
				if (
					!pairs.has(other.action_id) &&
					provinceOf(other.region) === provinceOf(one.region) &&
					gap(one, other) <= CLOSE_WITHIN
				)
					pairs.set(other.action_id, factsOf(one, other, isPlain, false));
		}
		return [...pairs.values()];
	});
}

const familyInState = ({ action_type, region }: Event) =>
	`${familyOf(action_type)} ${provinceOf(region)}`;

/** Whether what is recorded near in time under a name and kind lies in one county, so that the name alone says which. */
function isOfOneCounty(one: Folded, near: readonly Folded[]): boolean {
	const named = near.filter(
		({ place }) => place.name === one.place.name && canBeSameKind(place.kind, one.place.kind)
	);
	return new Set(named.map(({ county }) => county).filter((county) => county !== null)).size <= 1;
}

function pairOf(one: Folded, other: Folded, isPlain: boolean): Pair | null {
	const agreed = agreement(one.decision, other.decision);
	const facts = factsOf(one, other, isPlain, false);
	const isClose = facts.days <= CLOSE_WITHIN;
	if (!facts.isSameType) return facts.samePlace && isClose ? facts : null;
	if (agreed === 'other') return facts.samePlace && isClose ? facts : null;
	const isSame = facts.samePlace && isWithin(facts, agreed) && !isOtherProject(one, other);
	const sameCounty = one.county !== null && one.county === other.county;
	const isNear = sameCounty || facts.samePlace || (isOneName(one, other) && isVague(one, other));
	return isSame || isNear ? { ...facts, isSame } : null;
}

/** Outcomes that lists mix up are one event only around one day. */
const isWithin = ({ days }: Pair, agreed: Agreement) =>
	days <= (agreed === 'same' ? SAME_WITHIN : CLOSE_WITHIN);

function factsOf(one: Folded, other: Folded, isPlain: boolean, isSame: boolean): Pair {
	const sameCode = one.place_id === other.place_id;
	const inOneCounty = one.region === other.region || (isVague(one, other) && isPlain);
	return {
		incoming: one.action_id,
		recorded: other.action_id,
		days: gap(one, other),
		isSame,
		isSameDay: one.start === other.start && one.end === other.end,
		isSameType: one.action_type === other.action_type,
		isSameOutcome: one.decision === other.decision,
		samePlace:
			sameCode ||
			(isOneName(one, other) && inOneCounty && canBeSameKind(one.place.kind, other.place.kind)),
		sameKind: sameCode || one.place.kind === other.place.kind
	};
}

const isOneName = (one: Folded, other: Folded) =>
	one.place_id === other.place_id || one.place.name === other.place.name;

const isOtherProject = (one: Event, other: Event) =>
	one.project_name !== null &&
	other.project_name !== null &&
	!canBeSameProject(one.project_name, other.project_name);

const nearestFirst = (a: Pair, b: Pair) =>
	Number(b.isSame) - Number(a.isSame) ||
	Number(b.samePlace) - Number(a.samePlace) ||
	Number(b.sameKind) - Number(a.sameKind) ||
	Number(b.isSameDay) - Number(a.isSameDay) ||
	Number(b.isSameType) - Number(a.isSameType) ||
	Number(b.isSameOutcome) - Number(a.isSameOutcome) ||
	a.days - b.days ||
	ascending(a.incoming, b.incoming) ||
	ascending(a.recorded, b.recorded);

/** Whether one of two names the state where the other names the county. */
const isVague = (one: Event, other: Event) =>
	one.region !== other.region && (one.county === null || other.county === null);

/** Days between two intervals; 0 where they share a day. */
function gap(one: Pick<Event, 'start' | 'end'>, other: Pick<Event, 'start' | 'end'>): number {
	return Math.max(0, daysBetween(one.end, other.start), daysBetween(other.end, one.start));
}
