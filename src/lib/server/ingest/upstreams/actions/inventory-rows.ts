import { group } from 'd3-array';
import { z } from 'zod';
import { matchEvents, type Event } from '#lib/domain/actions/matching/matching.ts';
import { parseDate } from '#lib/domain/dates.ts';
import type { LaterState } from '#lib/domain/status/status-words.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '../curated.ts';
import type { Entry } from './listings.ts';
import { KINDS, PlaceFinder } from './listed-places.ts';
import { seenRow } from '../parse/seen.ts';
import { sourceId } from '../parse/source-id.ts';
import type { Converted } from '../upstream.ts';

/** Statuses of the inventory: a pending one is a proposal, every other was adopted once. */
const STATUSES = ['active', 'replaced', 'pending', 'expired', 'extended', 'rescinded'] as const;

/** What is kept of a moratorium. */
export const listedMoratorium = z.object({
	state: z.string().regex(/^[A-Z]{2}$/),
	jurisdiction: z.string().min(1),
	jurisdiction_type: z.string().min(1),
	/** As exactly as it is known; null where it is not. */
	date: z.string().nullable(),
	verified: z.boolean(),
	status: z.enum(STATUSES),
	/** Length of a pause of fixed length, in days. */
	days: z.number().nullable(),
	/** Day on which it now ends, extensions counted; null where the inventory does not say. */
	ends: z.string().nullable().default(null),
	/** Where the inventory has the place, in degrees; null where it does not say. */
	lat: z.number().nullable().default(null),
	lon: z.number().nullable().default(null),
	crypto: z.boolean()
});
export type ListedMoratorium = z.output<typeof listedMoratorium>;

type Action = InputRow<'actions'>;
type Place = InputRow<'places'>;

const SOURCE = sourceId('moratorium-nation');

/** Days that stand for whole months in what bodies adopt: half a year is 180 to 184 days, a year 365 or 366. */
const MONTHS: Record<number, number> = {
	...{ 30: 1, 60: 2, 90: 3, 120: 4, 150: 5, 180: 6, 182: 6, 183: 6, 184: 6 },
	...{ 270: 9, 365: 12, 366: 12, 548: 18, 730: 24, 731: 24, 1095: 36, 1096: 36 }
};

/** What the inventory shows a pause to have become after it was adopted. */
const LATER: Partial<Record<ListedMoratorium['status'], LaterState>> = {
	extended: 'extended',
	expired: 'expired',
	replaced: 'replaced',
	rescinded: 'repealed'
};

interface Candidate {
	action: Action;
	place: Place;
	/** Whether the place is a curated one. */
	known: boolean;
	/** Days on which the inventory was first seen to list it, and last seen to change it. */
	listed: string;
	changed: string;
}

/**
 * Actions of the inventory's moratoria. One the curated data already have becomes a citation of it; one that may be
 * the same, and an undated one, are left out: an action is a dated step, and none is counted twice.
 */
export function inventoryRows(
	entries: readonly Entry<ListedMoratorium>[],
	curated: Curated
): Converted {
	const finder = new PlaceFinder(curated);
	const candidates: Candidate[] = [];
	let undated = 0;
	let unplaced = 0;
	// What the inventory now says of a moratorium counts; where it no longer lists it, what it said last.
	for (const [id, own] of group(entries, (entry) => entry.id)) {
		const [first, last] = [own[0], own.at(-1)];
		if (!first || !last) continue;
		const { to, data } = last;
		const { date } = data;
		const found = finder.of(data);
		if (date === null) undated++;
		else if (found === null) unplaced++;
		else
			candidates.push({
				...found,
				listed: first.from,
				changed: to ?? last.from,
				action: actionOf(id, { ...data, date }, found.place, last.from, to)
			});
	}
	const { added, citations, doubtful } = fitIn(candidates, curated);
	const places = new Map(
		added.filter(({ known }) => !known).map(({ place }) => [place.place_id, place])
	);
	return {
		rows: {
			places: [...places.values()],
			actions: added.map(({ action }) => action),
			citations,
			history: added.map(({ action, listed, changed }) =>
				seenRow('actions', action.action_id, action, {
					added: listed,
					changed: changed === listed ? null : changed
				})
			)
		},
		notes: [
			[undated, 'the inventory gives no date'],
			[unplaced, 'no place of that name or kind is known'],
			[doubtful, 'a curated action of that place may be the same']
		].flatMap(([count, why]) => {
			const left = count === 1 ? '1 moratorium is' : `${count ?? 0} moratoriums are`;
			return count === 0 ? [] : [`${left} left out: ${why ?? ''}`];
		})
	};
}

/** Tells candidates that are on record already from new ones. */
function fitIn(
	candidates: readonly Candidate[],
	curated: Curated
): { added: Candidate[]; citations: InputRow<'citations'>[]; doubtful: number } {
	const places = new Map(curated.rows('places').map((place) => [place.place_id, place]));
	const recorded = curated.rows('actions');
	const { matched, probable } = matchEvents(
		candidates.map(({ action, place }) => eventOf(action, place)),
		recorded.map((action) => eventOf(action, places.get(action.place_id)))
	);
	const same = new Map(matched.map((match) => [match.incoming, match.recorded]));
	const near = new Map(probable.map((match) => [match.incoming, match.recorded]));
	const placeOf = new Map(recorded.map(({ action_id, place_id }) => [action_id, place_id]));
	// Two known places of one county each take steps of their own.
	const isElsewhere = ({ known, place }: Candidate, other: string) =>
		known && placeOf.get(other) !== place.place_id;
	const open = candidates.filter(({ action }) => !same.has(action.action_id));
	const added = open.filter((candidate) => {
		const other = near.get(candidate.action.action_id);
		return other === undefined || isElsewhere(candidate, other);
	});
	return {
		added,
		citations: [...same.values()].map((record_id) => ({
			record_kind: 'action',
			record_id,
			source_id: SOURCE
		})),
		doubtful: open.length - added.length
	};
}

const COUNTY = /^US-[A-Z]{2}-\d{5}$/;

function eventOf(action: Action, place: Place | undefined): Event {
	const { region } = action;
	const interval = parseDate(action.date);
	return {
		...action,
		place_name: place?.name ?? '',
		place_kind: place?.place_kind ?? 'other',
		addresses: [],
		county: COUNTY.test(region) ? region : null,
		start: interval?.start ?? action.date,
		end: interval?.end ?? action.date
	};
}

function actionOf(
	id: string,
	listed: ListedMoratorium & { date: string },
	place: Place,
	seen: string,
	gone: string | null
): Action {
	const { body, body_kind } = KINDS[listed.jurisdiction_type] ?? {
		body: 'governing body',
		body_kind: 'other'
	};
	const proposed = listed.status === 'pending';
	const later = listed.date <= seen ? (LATER[listed.status] ?? null) : null;
	const months = listed.days === null ? null : (MONTHS[listed.days] ?? null);
	const notes = [
		listed.verified ? '' : 'The inventory has not verified the date',
		proposed ? '' : `Status in the inventory: ${listed.status}`,
		listed.days !== null && months === null ? `Length given as ${listed.days} days` : '',
		gone === null ? '' : `No longer listed since ${gone}`
	].filter((note) => note !== '');
	return {
		action_id: `${SOURCE}-${id}`,
		date: listed.date,
		date_basis: listed.verified ? 'event' : 'report',
		place_id: place.place_id,
		region: place.region,
		action_type: 'moratorium',
		body,
		body_kind,
		decision: proposed ? 'proposed' : 'adopted',
		direction: proposed ? 'neutral' : 'restrictive',
		binding: proposed ? 'no' : 'yes',
		votes_for: null,
		votes_against: null,
		percent_for: null,
		percent_restrictive: null,
		duration_months: months,
		starts_on: null,
		ends_on: listed.ends,
		later_state: later,
		later_seen: later === null ? null : seen,
		awaits: null,
		awaits_on: null,
		covers: null,
		mw_threshold: null,
		project_name: null,
		developer: null,
		project_mw: null,
		project_investment_usd: null,
		follows: null,
		summary: `Data center moratorium ${proposed ? 'proposed' : 'adopted'} in ${place.name}${listed.crypto ? '; also covers cryptocurrency mining' : ''}`,
		source_id: SOURCE,
		note: notes.length > 0 ? notes.join('. ') : null
	};
}
