import { parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { csvOneByOne } from '../parse/csv-copy.ts';
import { OddRow } from '../fetch/failure.ts';
import type { Entry, LedgerListed } from './listings.ts';
import { MORATORIUM_NATION } from './moratorium-nation.ts';
import { rowAs } from '../parse/one-by-one.ts';
import { listedFight, sightingRows, type ListedFight } from './sighting-rows.ts';
import { sourceId } from '../parse/source-id.ts';
import { defineUpstream, sourceOf, type Copy } from '../upstream.ts';

/**
 * State bills and laws on data centers: Moratorium Nation's list, CSV. What it lists is kept as sightings, in its own
 * words: which way a bill points is a reading that no column of it gives.
 */
const NAME = 'moratorium-nation-legislation';

const COLUMNS = [
	'state',
	'state_abbrev',
	'bill',
	'bill_status_category',
	'last_action_date_iso',
	'policy_instrument_type',
	'policy_action_id'
] as const;

/** Actions that were taken from this list by hand have its id after these letters. */
const TAKEN_AS = 'mn2-leg-';

const parse = (copy: Copy) => csvOneByOne(NAME, copy, COLUMNS, taken);

/** @throws OddRow where a bill has no id, status or day */
function taken(record: Record<(typeof COLUMNS)[number], string>): LedgerListed<ListedFight>[] {
	const id = record.policy_action_id.trim();
	const name = id === '' ? `${record.bill}, ${record.state}` : id;
	const status = record.bill_status_category.trim();
	const date = record.last_action_date_iso.trim();
	const instrument = record.policy_instrument_type.trim();
	if (id === '' || status === '')
		throw new OddRow(`${name}: no ${id === '' ? 'policy_action_id' : 'bill_status_category'}`);
	if (parseDate(date) === null)
		throw new OddRow(`${name}: no date in last_action_date_iso "${date}"`);
	const data = rowAs(
		name,
		{
			jurisdiction: record.state.trim() || null,
			state: record.state_abbrev.trim(),
			county: null,
			types: instrument === '' ? [] : [instrument],
			date,
			status,
			scope: 'statewide',
			outcome: null,
			developer: null,
			project: null,
			mw: null,
			updated: null
		},
		listedFight
	);
	return [{ id, data }];
}

const description = {
	...MORATORIUM_NATION,
	name: NAME,
	title: 'Moratorium Nation state legislation, as fetched',
	purpose: 'state bills on data centers, and how far they got',
	// Legislatures rest in autumn.
	staleAfterDays: 150
} as const;

/** What the list is, beside the other trackers. */
const coverage = (entries: readonly Entry<ListedFight>[]): InputRow<'coverage'> => ({
	tracker: NAME,
	name: 'Moratorium Nation, state legislation',
	watches: 'State bills, laws and resolutions on data centers',
	began: null,
	swept_from: null,
	swept_to: null,
	read_to: entries.reduce((last, { from }) => (from > last ? from : last), '') || null,
	own_words: null,
	note: 'A bill dates from its last step in the list; what is not listed was not necessarily looked for',
	source_id: sourceId(NAME)
});

export const moratoriumLegislation = defineUpstream({
	...description,
	parts: () => [
		{
			file: 'state_legislation.csv',
			url: 'https://raw.githubusercontent.com/mjbommar/moratorium-data-2026/main/data/state_legislation.csv'
		}
	],
	parse,
	data: listedFight,
	dated: ({ date }) => date,
	rows: (entries, { curated }) => {
		// A state has many bills at a time, so that nearness of days tells none of them.
		const { rows, notes } = sightingRows(NAME, entries, curated, (id, _, __, actions) => {
			const action = `${TAKEN_AS}${id}`;
			return actions.some(({ action_id }) => action_id === action)
				? { action, how: 'id in the list' }
				: null;
		});
		const source = sourceOf(description, {
			publisher: 'Moratorium Nation',
			url: 'https://github.com/mjbommar/moratorium-data-2026',
			tier: 'aggregator'
		});
		return { rows: { ...rows, sources: [source], coverage: [coverage(entries)] }, notes };
	}
});
