import { dueWords } from '../actions/vote-day.ts';
import type { Awaited, DatePrecision, Tier } from '../closed.ts';
import { addDays } from '../dates.ts';
import { capital, readable } from '../text/format.ts';
import { ofWhat } from './scope.ts';
import {
	holds,
	type Reach,
	type Rule,
	type Status,
	type FROM_BASES,
	type TO_BASES
} from './status-words.ts';

/** A rule on record as far as its words need it: a row of the collection `statuses`. */
export interface RuleRow {
	place_name: string;
	action_type: Rule;
	status: Status;
	from: string;
	from_latest: string;
	from_precision: DatePrecision;
	from_basis: (typeof FROM_BASES)[number];
	to: string | null;
	to_earliest: string | null;
	to_precision: DatePrecision | null;
	to_basis: (typeof TO_BASES)[number];
	mw_threshold: number | null;
	covers: string | null;
	reach: Reach;
	/** The best tier among those that state its last step. */
	tier?: Tier;
	/** What its last step waits for, as far as its words need it. */
	awaited?: Awaited | null;
	awaited_from?: string | null;
	awaited_to?: string | null;
}

/** A first or last day as exactly as it is known: `Sep 16, 2026`, `Sep 2026`, `2026`. */
export function dayWords(first: string, last: string, precision: DatePrecision | null): string {
	if (first === last) return readable(first);
	if (precision === 'month' && first.slice(0, 7) === last.slice(0, 7))
		return `${readable(first.slice(0, 7))} (day unknown)`;
	if (precision === 'year' && first.slice(0, 4) === last.slice(0, 4))
		return `${first.slice(0, 4)} (day unknown)`;
	return `${readable(first)} to ${readable(last)} (day unknown)`;
}

const since = (row: RuleRow) => dayWords(row.from, row.from_latest, row.from_precision);

/** The date of a list, as exactly as it is known: `Sep 2026`. */
export const listDate = ({ from_latest, from_precision }: RuleRow) =>
	readable(
		from_precision === 'year'
			? from_latest.slice(0, 4)
			: from_precision === 'month'
				? from_latest.slice(0, 7)
				: from_latest
	);

/** What a list shows a rule to have become; the day on which it did is not on record. */
const LISTED: Partial<Record<Status, string>> = {
	extended: 'extended',
	unknown_end: 'extended',
	may_have_lapsed: 'extended',
	expired: 'expired',
	repealed: 'repealed',
	replaced: 'replaced by another rule'
};

/** From which size a rule applies: ` from 50 MW`. */
const above = ({ mw_threshold }: Pick<RuleRow, 'mw_threshold'>) =>
	mw_threshold === null ? '' : ` from ${mw_threshold} MW`;

/**
 * What a rule is on a day it covers, and until when, with where the end comes from.
 * @example 'Moratorium in force since Sep 16, 2026, until Mar 16, 2027 (computed from its length)'
 */
export const ruleWords = (row: RuleRow): string => `${standingWords(row)}${awaitedWords(row)}`;

/** What a rule waits for; nothing later is on record, or a later step would tell what it is. */
export function awaitedWords({ status, awaited, awaited_from, awaited_to }: RuleRow): string {
	if (!awaited || !awaited_from || !awaited_to || !(holds(status) || status === 'proposed'))
		return '';
	return `; ${dueWords({ awaited, awaited_from, awaited_to })}, none found`;
}

function standingWords(row: RuleRow): string {
	const noun = capital(`${row.action_type}${ofWhat(row)}`);
	const from = above(row);
	if (row.from_basis === 'listed') {
		const end =
			row.status === 'unknown_end'
				? '; end date unknown'
				: row.status === 'extended'
					? `, ${untilWords(row)}`
					: '; day unknown';
		return `${noun}${from} listed as ${LISTED[row.status] ?? row.status} by ${listDate(row)}${end}`;
	}
	switch (row.status) {
		case 'active':
		case 'extended': {
			const what = row.status === 'extended' ? 'extended and in force' : 'in force';
			return `${noun}${from} ${what} since ${since(row)}, ${untilWords(row)}`;
		}
		case 'unknown_end':
			return `${noun}${from} adopted ${since(row)}; end date unknown`;
		case 'adopted':
			return `${noun}${from} adopted ${since(row)}${row.to === null ? '' : `, in force from ${readable(addDays(row.to, 1))}`}`;
		case 'may_have_lapsed':
			return `${noun}${from} adopted, end date unknown, no later action found: may have expired by ${since(row)}`;
		case 'proposed':
			return `${noun}${from} proposed ${since(row)}; no decision found`;
		case 'replaced':
			return `${noun}${from} replaced by another rule ${since(row)}`;
		case 'repealed':
			return `${noun}${from} repealed ${since(row)}`;
		case 'expired':
			return `${noun}${from} expired ${since(row)}${row.from_basis === 'computed' ? ' (computed from its length)' : ''}`;
	}
}

/** Until when a rule in force holds: stated, computed, or that no end is on record. */
export function untilWords(row: RuleRow): string {
	if (row.to === null || row.to_basis === 'open' || row.to_basis === 'limit')
		return row.action_type === 'ban' ? 'no end date' : 'end date unknown';
	const day = dayWords(row.to_earliest ?? row.to, row.to, row.to_precision);
	if (row.to_basis === 'listed') return `until ${readable(row.to)} at the latest, as a list shows`;
	if (row.to_basis === 'step') return `until ${day}, when a later step followed`;
	return `until ${day} (${row.to_basis === 'stated' ? 'stated' : 'computed from its length'})`.replace(
		') (',
		'; '
	);
}

/** How many places stand where, by their firmest rule. */
export type StatusCounts = Partial<Record<Status, number | undefined>>;

/** Places whose rule holds as far as the record tells. */
export const holding = (counts: StatusCounts): number =>
	Object.entries(counts)
		.filter(([status]) => holds(status as Status))
		.reduce((sum, [, count = 0]) => sum + count, 0);

/** What a profile is of, as its headline tells them apart; `undecided` where nobody decides on pauses (PJM, EU). */
export type HeadlineKind = 'place' | 'county' | 'state' | 'other' | 'undecided';
