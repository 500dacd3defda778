import { capital, formatNumber, readable } from '../text/format.ts';
import { holds, STATUS_WORDS, type Status } from '../status/status-words.ts';
import { ofWhat } from '../status/scope.ts';
import type { ScreeningRow } from './row.ts';
import { NO_RECORD } from './terms.ts';
import { NO_RECORD_WORDS } from './screening-words.ts';

/** How the firmest rule at a site stands, coarsely: each has a mark, a color and words of its own. */
export const STANDINGS = ['held', 'part', 'other', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a standing is called in a summary, after its count. */
export const STANDING_WORDS: Record<Standing, string> = {
	held: 'with a rule in force',
	part: 'with a rule in force on part of what is built',
	other: 'with a rule proposed, past, or perhaps ended',
	none: 'with no records found'
};

/** The standing of a status of a rule; what is halted beside building itself is a part. */
export function standingOf(
	status: string | null,
	covers: ScreeningRow['restriction_covers'] = null
): Standing {
	if (status === null || status === '' || status === NO_RECORD) return 'none';
	if (!holds(status as Status)) return 'other';
	return ofWhat({ covers }) === '' ? 'held' : 'part';
}

/** A column of the table at first sight: a word to compare by, and a second line. */
interface GlanceColumn {
	/** The column of the result it is sorted by. */
	key: keyof ScreeningRow;
	title: string;
	text: (row: ScreeningRow) => string;
	more: (row: ScreeningRow) => string | null;
	numeric?: true;
}

/** Whom a poll asked, by the level it was asked at. */
const POLL_OF: Readonly<Record<string, string>> = {
	measured: 'county poll',
	state: 'statewide poll',
	national: 'national poll'
};

/** The columns at first sight, after the name of the site; the rest is a click away, and in the file. */
export const GLANCE_COLUMNS: readonly GlanceColumn[] = [
	{
		key: 'restriction_status',
		title: 'Rule',
		text: (row) =>
			row.restriction_status === null || row.restriction_status === NO_RECORD
				? NO_RECORD_WORDS
				: `${capital(row.restriction_kind ?? 'rule')}${ofWhat({ covers: row.restriction_covers })}`,
		more: (row) =>
			row.restriction_status === null || row.restriction_status === NO_RECORD
				? null
				: `${STATUS_WORDS[row.restriction_status]}, ${row.restriction_whose ?? ''}${row.restriction_since === null ? '' : `, since ${readable(row.restriction_since)}`}`
	},
	{
		key: 'restriction_until',
		title: 'Until',
		text: (row) =>
			row.restriction_status === null || row.restriction_status === NO_RECORD
				? '–'
				: row.restriction_until === null
					? 'End date unknown'
					: readable(row.restriction_until),
		more: (row) => (row.restriction_until_basis === 'computed' ? 'computed from its length' : null)
	},
	{
		key: 'votes_decided',
		title: 'Binding votes, restrictive',
		text: (row) =>
			row.votes_decided
				? `${formatNumber(row.votes_restrictive ?? 0)} of ${formatNumber(row.votes_decided)}`
				: NO_RECORD_WORDS,
		more: (row) =>
			row.votes_decided ? `${formatNumber(row.votes_restrictive_confirmed ?? 0)} verified` : null
	},
	{
		key: 'opposition_percent',
		title: 'Opposition, nearest poll',
		text: (row) =>
			row.opposition_percent === null
				? NO_RECORD_WORDS
				: `${formatNumber(row.opposition_percent, 1)}%`,
		more: (row) =>
			row.opposition_percent === null
				? null
				: `${POLL_OF[row.opposition_level ?? ''] ?? 'poll'}, ${readable(row.opposition_date)}`
	},
	{
		key: 'residential_price',
		title: 'Homes pay, per kWh',
		text: (row) =>
			row.residential_price === null ? NO_RECORD_WORDS : `${formatNumber(row.residential_price)}¢`,
		more: (row) => (row.residential_price === null ? null : `state, ${row.residential_price_year}`),
		numeric: true
	}
];
