import { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { csvOneByOne } from '../parse/csv-copy.ts';
import type { Curated } from '../curated.ts';
import type { Entry, LedgerListed } from './listings.ts';
import { inventoryRows, listedMoratorium, type ListedMoratorium } from './inventory-rows.ts';
import { PlaceFinder } from './listed-places.ts';
import { OddRow } from '../fetch/failure.ts';
import { rowAs } from '../parse/one-by-one.ts';
import { byPlaceAndDay, sightingRows, type ListedFight } from './sighting-rows.ts';
import { placePoints } from '../place-points.ts';
import { sourceId } from '../parse/source-id.ts';
import type { Rows } from '../parse/rows.ts';
import { defineUpstream, sourceOf, type Converted, type Copy } from '../upstream.ts';

/** Moratoria of US places: Moratorium Nation's inventory, CSV. */
const NAME = 'moratorium-nation';

const COLUMNS = [
	'moratorium_id',
	'state',
	'state_abbrev',
	'jurisdiction',
	'jurisdiction_type',
	'date_enacted_iso',
	'date_enacted_uncertainty',
	'enacted_status',
	'duration_days',
	'duration_kind',
	'sectors'
] as const;

/**
 * Digits of a date that count by how exactly the inventory knows it: of a range its start, to the month. A word it
 * did not use before is read as the least of these, and not as verified.
 */
const DIGITS: Record<string, number> = {
	exact: 10,
	unverified: 10,
	range: 7,
	month_only: 7,
	year_only: 4
};
const MONTH = 7;
const VERIFIED = ['exact', 'month_only', 'year_only', 'range'];

const parse = (copy: Copy) => csvOneByOne(NAME, copy, COLUMNS, taken);

/** @throws OddRow where a row says what is not known here */
function taken(record: Record<(typeof COLUMNS)[number], string>): LedgerListed<ListedMoratorium>[] {
	const id = record.moratorium_id.trim();
	if (id === '') throw new OddRow(`${record.jurisdiction}, ${record.state}: no moratorium_id`);
	const sectors = wordList(id, record.sectors);
	// Two rows sum up others.
	if (!sectors.includes('data_center') || record.jurisdiction_type === 'Aggregate meta-row')
		return [];
	const precision = record.date_enacted_uncertainty.trim();
	const data = rowAs(
		id,
		{
			state: record.state_abbrev,
			jurisdiction: record.jurisdiction,
			jurisdiction_type: record.jurisdiction_type,
			date: dateOf(record.date_enacted_iso, DIGITS[precision] ?? MONTH),
			verified: VERIFIED.includes(precision),
			status: record.enacted_status,
			days:
				record.duration_kind === 'fixed_days' && record.duration_days !== ''
					? Number(record.duration_days)
					: null,
			ends: endOf(record),
			...pointOf(record),
			crypto: sectors.includes('cryptocurrency_mining')
		},
		listedMoratorium
	);
	return [{ id, data }];
}

/** The end now in force: newer copies have a column of it, beside the length a pause was adopted with. */
function endOf(record: Record<string, string | undefined>): string | null {
	const stated = (record['current_end_date_iso'] ?? '').trim();
	return parseDate(stated)?.precision === 'day' ? stated : null;
}

/** Latitude and longitude, which not every copy has; 0, 0 lies in the sea and stands for unknown. */
function pointOf(record: Record<string, string | undefined>) {
	const [lat, lon] = ['latitude', 'longitude'].map((name) => {
		const text = (record[name] ?? '').trim();
		return text === '' ? NaN : Number(text);
	});
	const isPoint =
		lat !== undefined &&
		lon !== undefined &&
		Math.abs(lat) <= 90 &&
		Math.abs(lon) <= 180 &&
		(lat !== 0 || lon !== 0);
	return isPoint ? { lat, lon } : { lat: null, lon: null };
}

function wordList(id: string, text: string): string[] {
	try {
		return z.array(z.string()).parse(JSON.parse(text));
	} catch {
		throw new OddRow(`${id}: sectors "${text}" is no list of words`);
	}
}

/** A date no more exact than the inventory knows it. */
function dateOf(iso: string, digits: number): string | null {
	const date = iso.trim().slice(0, digits);
	return parseDate(date) === null ? null : date;
}

/** What holds for every list of that project. */
export const MORATORIUM_NATION = {
	hosts: ['raw.githubusercontent.com'],
	types: ['text/csv', 'text/plain'],
	maxBytes: 16 << 20,
	licence: 'CC BY 4.0',
	attribution: 'Moratorium Nation, CC BY 4.0'
} as const;

const description = {
	...MORATORIUM_NATION,
	name: NAME,
	title: 'Moratorium Nation inventory, as fetched',
	purpose: 'local moratoriums on data centers',
	staleAfterDays: 60
} as const;

const SOURCE: Pick<InputRow<'sources'>, 'publisher' | 'url' | 'tier'> = {
	publisher: 'Moratorium Nation',
	url: 'https://github.com/mjbommar/moratorium-data-2026',
	tier: 'aggregator'
};

/** What the inventory lists, as sightings: what was pending is told apart from what became of it. */
function sightingsOf(
	entries: readonly Entry<ListedMoratorium>[],
	curated: Curated,
	{ actions = [] }: Rows
): Converted {
	const finder = new PlaceFinder(curated);
	const listed = entries.map(({ data, ...entry }): Entry<ListedFight> => ({
		...entry,
		data: fightOf(data)
	}));
	const newest = new Map(entries.map(({ id, data }) => [id, data]));
	const ours = new Set(actions.map(({ action_id }) => action_id));
	return sightingRows(
		NAME,
		listed,
		curated,
		(id, ...asked) => {
			const action = `${sourceId(NAME)}-${id}`;
			return ours.has(action)
				? { action, how: 'its source is this record' }
				: byPlaceAndDay(id, ...asked);
		},
		(id) => {
			const data = newest.get(id);
			const found = data === undefined ? null : finder.of(data);
			if (found === null) return null;
			const { place, known } = found;
			return {
				region: place.region,
				how: known ? 'our place' : 'county or state',
				...(known ? { place_id: place.place_id } : {})
			};
		}
	);
}

const fightOf = ({ jurisdiction, state, date, status }: ListedMoratorium): ListedFight => ({
	jurisdiction,
	state,
	county: null,
	types: ['moratorium'],
	date: date ?? '',
	status,
	scope: 'local',
	outcome: null,
	developer: null,
	project: null,
	mw: null,
	updated: null
});

export const moratoriumNation = defineUpstream({
	...description,
	parts: () => [
		{
			file: 'moratorium_inventory.csv',
			url: 'https://raw.githubusercontent.com/mjbommar/moratorium-data-2026/main/data/moratorium_inventory.csv'
		}
	],
	parse,
	data: listedMoratorium,
	dated: ({ date }) => date,
	rows: (entries, { curated }) => {
		const { rows, notes } = inventoryRows(entries, curated);
		const seen = sightingsOf(entries, curated, rows);
		return {
			rows: {
				...rows,
				...seen.rows,
				overrides: [...(seen.rows.overrides ?? []), ...placePoints(entries, curated)],
				sources: [sourceOf(description, SOURCE)]
			},
			notes: [...notes, ...seen.notes]
		};
	}
});
