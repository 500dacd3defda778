import { group } from 'd3-array';
import { z } from 'zod';
import { foldName, namesOf } from '#lib/domain/actions/places/place-names.ts';
import { daysBetween, parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '../curated.ts';
import type { Entry } from './listings.ts';
import { sightingEnds } from './sighting-ends.ts';
import { sourceId } from '../parse/source-id.ts';
import type { Converted } from '../upstream.ts';

/** What is kept of a fight, in the tracker's words. */
export const listedFight = z.object({
	jurisdiction: z.string().nullable(),
	state: z.string(),
	county: z.string().nullable(),
	types: z.array(z.string()),
	date: z.string(),
	status: z.string(),
	scope: z.string().nullable(),
	outcome: z.string().nullable(),
	developer: z.string().nullable(),
	project: z.string().nullable(),
	mw: z.number().nullable(),
	updated: z.string().nullable()
});
export type ListedFight = z.output<typeof listedFight>;

type Sighting = InputRow<'sightings'>;
type Action = InputRow<'actions'>;

/** The tracker's kinds in our words; others have none of ours. */
const TYPES: Record<string, string> = {
	moratorium: 'moratorium',
	zoning_restriction: 'zoning_rule',
	ordinance: 'zoning_rule',
	lawsuit: 'lawsuit',
	permit_denial: 'project_vote',
	project_withdrawal: 'project_withdrawn',
	utility_regulation: 'tariff',
	resolution: 'resolution',
	executive_action: 'executive_order',
	executive_order: 'executive_order'
};

/** Two dates of one step as two people write them down: a reading and a vote are weeks apart. */
const SAME_STEP_DAYS = 45;

/** Which action of a region a matter is, and how that was told; null where none, or not surely one. */
type Matcher = (
	id: string,
	data: ListedFight,
	types: readonly string[],
	actions: readonly Action[]
) => { action: string; how: string } | null;

/**
 * Sightings of a tracker's copies, to be appended to those on record: a spell begins with the look on which a matter
 * first read so. What a curated sighting already says of it adds none.
 */
export function sightingRows(
	tracker: string,
	entries: readonly Entry<ListedFight>[],
	curated: Curated,
	match: Matcher = byPlaceAndDay,
	where?: Finder
): Converted {
	const regions = new Regions(curated);
	const known = group(
		curated.rows('sightings').filter((row) => row.tracker === tracker),
		(row) => row.tracker_record_id
	);
	const actions = group(curated.rows('actions'), ({ region }) => region);
	// Each day on which anything changed was a look.
	const looks = [
		...new Set(entries.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))
	].sort();
	const begins = new Set(entries.map(({ id, from }) => `${id}|${from}`));
	let unplaced = 0;
	const rows = entries.flatMap((entry): Sighting[] => {
		const before = (known.get(entry.id) ?? []).toSorted((a, b) =>
			a.first_seen.localeCompare(b.first_seen)
		);
		const last = before.at(-1);
		if (last && (readsSame(last, entry.data) || last.first_seen >= entry.from)) return [];
		// Gone where nothing of it begins on the day it ended.
		const goesOn = begins.has(`${entry.id}|${entry.to ?? ''}`);
		const found = where?.(entry.id) ?? regions.of(entry.data);
		if (found === null) {
			unplaced++;
			return [];
		}
		const types = ourTypes(entry.data);
		const matched =
			last?.action_id === undefined || last.action_id === null
				? match(entry.id, entry.data, types, actions.get(found.region) ?? [])
				: { action: last.action_id, how: last.match_how };
		return [toRow(tracker, entry, found, types, looks, matched, goesOn)];
	});
	const open = [...known.values()].flatMap((spells) => {
		const last = spells.toSorted((a, b) => a.first_seen.localeCompare(b.first_seen)).at(-1);
		return last?.seen_otherwise_from === null ? [last] : [];
	});
	const openById = new Map(open.map((row) => [row.tracker_record_id, row]));
	const read = entries.map(({ id, from, to, data }) => {
		const row = openById.get(id);
		return { id, from, to, isSame: row !== undefined && readsSame(row, data) };
	});
	const ends = sightingEnds(tracker, open, read, looks);
	return {
		rows: { sightings: rows, overrides: ends.overrides },
		notes: [
			...(unplaced > 0
				? [`${unplaced} sightings are left out: no state of that name is known`]
				: []),
			...ends.notes
		]
	};
}

const readsSame = (row: Sighting, data: ListedFight): boolean =>
	row.status === data.status &&
	row.outcome === data.outcome &&
	row.scope === data.scope &&
	[...new Set((row.tracker_types ?? '').split('|'))].sort().join('|') === data.types.join('|');

const ourTypes = ({ types, scope }: ListedFight): string[] => [
	...new Set(
		types.flatMap((type) =>
			type === 'legislation' || type === 'bill'
				? [scope === 'federal' ? 'federal_bill' : 'state_bill']
				: (TYPES[type] ?? [])
		)
	)
];

function toRow(
	tracker: string,
	{ id, from, to, data }: Entry<ListedFight>,
	{ region, how, place_id }: Placed,
	types: readonly string[],
	looks: readonly string[],
	matched: { action: string; how: string | null } | null,
	goesOn: boolean
): Sighting {
	return {
		tracker,
		tracker_record_id: id,
		region,
		region_how: how,
		place_name: data.jurisdiction,
		place_id: place_id ?? null,
		action_type: types[0] ?? null,
		action_types: types.length > 0 ? types.join('|') : null,
		tracker_types: data.types.length > 0 ? data.types.join('|') : null,
		scope: data.scope,
		status: data.status,
		outcome: data.outcome,
		first_seen: from,
		last_seen: looks.filter((look) => to === null || look < to).at(-1) ?? from,
		seen_otherwise_from: to,
		how_it_ended: to === null ? 'last_look' : goesOn ? 'changed' : 'removed',
		event_date: data.date === '' ? null : data.date,
		project_name: data.project,
		developer: data.developer,
		project_mw: data.mw,
		action_id: matched?.action ?? null,
		match_how: matched?.how ?? null,
		source_id: sourceId(tracker)
	};
}

/** The one action of that region and kind near that day; null where there is none, or several. */
export const byPlaceAndDay: Matcher = (_, { date, jurisdiction }, types, actions) => {
	const start = parseDate(date)?.start ?? date;
	const near = actions.filter((action) => {
		const day = parseDate(action.date);
		return (
			types.includes(action.action_type) &&
			day?.precision === 'day' &&
			Math.abs(daysBetween(day.start, start)) <= SAME_STEP_DAYS &&
			namesPlace(action.place_id, jurisdiction)
		);
	});
	const [only] = near;
	return near.length === 1 && only
		? { action: only.action_id, how: `place and type, date within ${SAME_STEP_DAYS} days` }
		: null;
};

/** Whether a place's id ends in the name a tracker gives, kinds of place left aside. */
const namesPlace = (placeId: string, name: string | null): boolean => {
	const slug = (placeId.split('/').at(-1) ?? '').replaceAll('-', ' ');
	const stated = foldName(name ?? '');
	return (
		stated !== '' && (slug === stated || slug.startsWith(`${stated} `) || stated.startsWith(slug))
	);
};

interface Placed {
	region: string;
	how: string;
	/** The place, where it is one of ours. */
	place_id?: string;
}

/** Where a record lies, for a tracker whose places are found in another way; null where that is not known. */
export type Finder = (id: string) => Placed | null;

/** Finds the region of a fight by the names of its state and county. */
class Regions {
	readonly #states = new Set<string>();
	readonly #counties = new Map<string, string>();

	constructor(curated: Curated) {
		for (const { region, name, kind, parent } of curated.rows('regions'))
			if (kind === 'state') this.#states.add(region);
			else if (kind === 'county')
				for (const one of namesOf(name, 'county'))
					this.#counties.set(`${parent ?? ''}/${one}`, region);
	}

	of({ state, county, scope }: ListedFight): Placed | null {
		if (scope === 'federal' || state === 'US') return { region: 'US', how: 'country' };
		const region = `US-${state}`;
		if (!this.#states.has(region)) return null;
		if (scope === 'statewide') return { region, how: 'state' };
		const found = namesOf(county ?? '', 'county')
			.map((name) => this.#counties.get(`${region}/${name}`))
			.find((one) => one !== undefined);
		return found === undefined
			? { region, how: 'state (no county)' }
			: { region: found, how: 'county name' };
	}
}
