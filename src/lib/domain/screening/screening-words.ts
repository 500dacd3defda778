import { formatNumber, readable, TIER_WORDS } from '../text/format.ts';
import { ofWhat } from '../status/scope.ts';
import { STATUS_WORDS } from '../status/status-words.ts';
import type { ScreeningAnswer } from './answer.ts';
import type { ScreeningRow } from './row.ts';
import { NO_RECORD } from './terms.ts';

/** Said where something was looked for and nothing is on record. */
export const NO_RECORD_WORDS = 'No record found';

/** What became of a list: `48 of 50 sites located`. */
export function screenHeadline({
	sites,
	placed
}: Pick<ScreeningAnswer['meta'], 'sites' | 'placed'>): string {
	const noun = sites === 1 ? 'site' : 'sites';
	return placed === sites
		? `${formatNumber(sites)} ${noun} located`
		: `${formatNumber(placed)} of ${formatNumber(sites)} ${noun} located`;
}

/** Where a last day comes from, in words; nothing where the words before say it. */
const UNTIL_WORDS: Partial<Record<NonNullable<ScreeningRow['restriction_until_basis']>, string>> = {
	stated: ' (stated)',
	computed: ' (computed from its length)'
};

/**
 * The firmest rule at a site, with who decided it, where its end comes from and how it is known.
 * @example 'ban of the place by city council: in force, since Jun 2, 2026 (reported)'
 */
export function restrictionWords(row: ScreeningRow): string {
	const { restriction_status: status, restriction_until_basis: basis } = row;
	if (status === null) return '';
	if (status === NO_RECORD) return NO_RECORD_WORDS;
	const body = row.restriction_body === null ? '' : ` by ${row.restriction_body}`;
	const since = row.restriction_since === null ? '' : `, since ${readable(row.restriction_since)}`;
	const until =
		row.restriction_until === null
			? ''
			: ` until ${readable(row.restriction_until)}${basis === null ? '' : (UNTIL_WORDS[basis] ?? '')}`;
	const tier = row.restriction_tier === null ? '' : ` (${TIER_WORDS[row.restriction_tier]})`;
	return `${row.restriction_kind ?? ''}${ofWhat({ covers: row.restriction_covers })} of the ${row.restriction_whose ?? ''}${body}: ${STATUS_WORDS[status]}${since}${until}${tier}`;
}

/** A count of records, where none is its own value. */
export const countOfRecords = (count: number | null, noun: string): string => {
	if (count === null) return '';
	return count === 0 ? NO_RECORD_WORDS : `${formatNumber(count)} ${noun}`;
};
