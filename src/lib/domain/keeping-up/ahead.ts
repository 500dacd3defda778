import type { DatePrecision } from '../closed.ts';
import { addDays } from '../dates.ts';
import { readable, capital, placeInRegion } from '../text/format.ts';
import type { Reach, Rule } from '../status/status-words.ts';

/**
 * What will happen: a pause runs out; a rule, law or tariff begins; a vote, a hearing, a report or another step is
 * in the future.
 */
export const AHEAD_KINDS = ['expiry', 'effective', 'vote', 'hearing', 'report', 'step'] as const;
type AheadKind = (typeof AHEAD_KINDS)[number];

/** `stated` by a source; `computed` from the day it began and its length. */
export const AHEAD_BASES = ['stated', 'computed'] as const;
type AheadBasis = (typeof AHEAD_BASES)[number];

/** A date ahead, as far as its words depend on it. */
export interface Ahead {
	kind: AheadKind;
	/** First and last day it can fall on; the same where the day is known. */
	date_start: string;
	date_end: string;
	date_precision: DatePrecision;
	basis: AheadBasis;
	place_name: string;
	region_name: string;
	reach: Reach;
	/** The rule that runs out; null for other steps. */
	rule: Rule | null;
	action_type_label: string;
}

/** What kind of day a step in the future is: what it is called, else what is decided there. */
export function stepKind(summary: string, decision: string): AheadKind {
	if (/\bhearings?\b/i.test(summary)) return 'hearing';
	return /\bvotes?\b|\bballot\b|\breferendum\b/i.test(summary) || decision === 'pending'
		? 'vote'
		: 'step';
}

/** What happens, in a line: `Moratorium ends: Loudoun County, Virginia`. */
export function aheadTitle({
	kind,
	rule,
	action_type_label,
	...at
}: Pick<Ahead, 'kind' | 'rule' | 'action_type_label' | 'place_name' | 'region_name'>): string {
	const place = placeInRegion(at);
	if (kind === 'expiry' && rule !== null) return `${capital(rule)} ends: ${place}`;
	const what = {
		expiry: 'ends',
		effective: 'takes effect',
		vote: 'vote',
		hearing: 'hearing',
		report: 'report due',
		step: 'next step'
	}[kind];
	return `${action_type_label} ${what}: ${place}`;
}

/** The day in words: the day, or that it is known only to the month, quarter or year. */
export function aheadDay({
	date_start,
	date_end,
	date_precision
}: Pick<Ahead, 'date_start' | 'date_end' | 'date_precision'>): string {
	if (date_start === date_end) return readable(date_start);
	const month = date_start.slice(0, 7) === date_end.slice(0, 7) && date_precision === 'month';
	if (month) return `sometime in ${readable(date_start.slice(0, 7))}`;
	if (date_precision === 'year' && date_start.endsWith('-01-01') && date_end.endsWith('-12-31'))
		return `sometime in ${date_start.slice(0, 4)}`;
	return `between ${readable(date_start)} and ${readable(date_end)}`;
}

/** Where the day comes from, and what it does not say. */
export function aheadBasis({
	kind,
	basis,
	reach
}: Pick<Ahead, 'kind' | 'basis' | 'reach'>): string {
	const from = basis === 'stated' ? 'stated by a source' : 'computed from its start and length';
	const land =
		kind === 'expiry' && reach === 'county'
			? '; a county’s rule is for unincorporated land; we do not know whether it binds the towns inside'
			: '';
	return `${capital(from)}${land}`;
}

/** The day after the last one: iCalendar's end of an all-day event is exclusive (RFC 5545, 3.6.1). */
export const dayAfter = ({ date_end }: Pick<Ahead, 'date_end'>): string => addDays(date_end, 1);
