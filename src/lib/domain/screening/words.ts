import { figure, readable, TIER_SHORT } from '../format.ts';
import { STATUS_WORDS } from '../status/words.ts';
import type { ScreeningAnswer } from './answer.ts';
import { type ScreeningRow } from './row.ts';
import { NO_RECORD } from './terms.ts';

/** Said where something was looked for and nothing is on record. */
export const NO_RECORD_WORDS = 'No record found';

/** What became of a list: `48 of 50 sites placed`. */
export function screenHeadline({
	sites,
	placed
}: Pick<ScreeningAnswer['meta'], 'sites' | 'placed'>): string {
	const noun = sites === 1 ? 'site' : 'sites';
	return placed === sites
		? `${figure(sites)} ${noun} screened`
		: `${figure(placed)} of ${figure(sites)} ${noun} placed and screened`;
}

/** The firmest rule at a site: `in force, ban, since 2 Jun 2026; county`. */
export function restrictionWords(row: ScreeningRow): string {
	const { restriction_status: status } = row;
	if (status === null) return '';
	if (status === NO_RECORD) return NO_RECORD_WORDS;
	const since = row.restriction_since === null ? '' : `, since ${readable(row.restriction_since)}`;
	const until = row.restriction_until === null ? '' : ` until ${readable(row.restriction_until)}`;
	const tier = row.restriction_tier === null ? '' : ` (${TIER_SHORT[row.restriction_tier]})`;
	return `${row.restriction_kind ?? ''} by the ${row.restriction_whose ?? ''}: ${STATUS_WORDS[status]}${since}${until}${tier}`;
}

/** A count of records, where none is its own value. */
export const countOfRecords = (count: number | null, noun: string): string => {
	if (count === null) return '';
	return count === 0 ? NO_RECORD_WORDS : `${figure(count)} ${noun}`;
};
