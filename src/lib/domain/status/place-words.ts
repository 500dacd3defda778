import { isCity, isNoState, ownName } from '#lib/domain/regions/region-kinds.ts';
import { addDays, DAY_MS } from '../dates.ts';
import { counted, readable } from '../text/format.ts';
import {
	dayWords,
	holding,
	listDate,
	type HeadlineKind,
	type RuleRow,
	type StatusCounts
} from './rule-words.ts';
import { notLand } from './scope.ts';
import { hasEnded, holds } from './status-words.ts';

/** Rules on record where a page is of, by who decided them, the firmest first. */
export interface RulesHere<Rule extends RuleRow = RuleRow> {
	own: readonly Rule[];
	county: readonly Rule[];
	state: readonly Rule[];
	country: readonly Rule[];
}

/** What a page of a place says first, as the words around the name of the place. */
export interface Around {
	before: string;
	after: string;
}

type Instrument = Pick<RuleRow, 'action_type' | 'covers' | 'mw_threshold'>;

/**
 * A rule as headlines name it.
 * @example 'data center moratorium', 'ban on permits', 'data center moratorium from 50 MW'
 */
export function instrument({ action_type, covers, mw_threshold }: Instrument): string {
	const on = notLand({ covers })?.replace(/, not land$/, '');
	const size = mw_threshold === null ? '' : ` from ${mw_threshold} MW`;
	return `${on === undefined ? `data center ${action_type}` : `${action_type} on ${on}`}${size}`;
}

/** What has become of a rule that is not in force. */
function passed(rule: RuleRow): Around | null {
	const what = `’s ${instrument(rule)}`;
	switch (rule.status) {
		case 'adopted':
			return { before: '', after: ` has adopted a ${instrument(rule)} that is not yet in force` };
		case 'may_have_lapsed':
			return { before: '', after: `${what} may have expired` };
		case 'expired':
			return { before: '', after: `${what} has expired` };
		case 'repealed':
			return { before: '', after: `${what} was repealed` };
		case 'replaced':
			return { before: '', after: `${what} was replaced` };
		case 'proposed':
			return { before: `A ${instrument(rule)} is proposed in `, after: '; none is in force' };
		default:
			return null;
	}
}

/** What holds in all of an area is called by what the area is, at the end of its name. */
const COUNTYWIDE: readonly (readonly [end: RegExp, wide: string])[] = [
	[/ County$/, 'countywide '],
	[/ Parish$/, 'parishwide '],
	[/ Borough$/, 'boroughwide ']
];

/** That no rule was found, before the name of a place. */
function noneWords(kind: HeadlineKind, { region, name }: Named): string {
	const wide = {
		place: '',
		county: isCity('county', name)
			? 'citywide '
			: (COUNTYWIDE.find(([end]) => end.test(ownName(name)))?.[1] ?? ''),
		state: isNoState(region) ? '' : 'statewide ',
		other: 'nationwide ',
		undecided: ''
	}[kind];
	return `No ${wide}moratorium or ban found in `;
}

/** A region, or the one that a place is in, and what it or the place is called. */
interface Named {
	region: string;
	name: string;
}

/**
 * What a page of a place says first: whether a rule of its own is in force, else what is around or inside it.
 * @param inside places inside by the firmest status of their rules
 * @param verified of the places inside with a rule in force: how many are verified
 */
export function placeHeadline(
	{ kind, ...named }: Named & { kind: HeadlineKind },
	rules: RulesHere,
	inside: StatusCounts,
	verified = 0
): Around {
	const own = rules.own.find(({ status }) => holds(status));
	if (own) return { before: '', after: ` has a ${instrument(own)} in force` };
	if (kind === 'undecided')
		return { before: '', after: ': moratoriums and bans are decided by the governments inside it' };
	const [past] = rules.own;
	const first = (past && passed(past)) ?? null;
	const around = aroundWords(rules);
	if (first) return around === null ? first : { ...first, after: `${first.after}; ${around}` };
	const none = { before: noneWords(kind, named), after: '' };
	if (around !== null) return { ...none, after: `; ${around}` };
	const places = holding(inside);
	if (places === 0) return none;
	return {
		...none,
		...(kind === 'other' && { before: '' }),
		after: `${kind === 'other' ? ':' : ';'} ${insideWords(places, verified, kind === 'other' ? 'a moratorium or ban' : 'one')}`
	};
}

/**
 * Places inside with a rule in force, those that rest on more than trackers first.
 * @example '3 verified places inside have one in force, and 2 more by trackers alone'
 */
function insideWords(places: number, verified: number, one: string): string {
	const inForce = (count: number, kind = '') =>
		`${counted(count, `${kind}place`)} inside ${count === 1 ? 'has' : 'have'} ${one} in force`;
	if (verified === 0) return `${inForce(places)}, ${places === 1 ? 'not' : 'none'} verified`;
	const rest = places - verified;
	return `${inForce(verified, 'verified ')}${rest === 0 ? '' : `, and ${rest.toLocaleString('en-US')} more by trackers alone`}`;
}

/** What applies around: the state's or the country's rule, else the county's, which may not bind a town. */
function aroundWords({ county, state, country }: RulesHere): string | null {
	for (const [whose, rules] of [
		['state', state],
		['country', country]
	] as const) {
		const rule = rules.find(({ status }) => holds(status));
		if (rule)
			return rule.status === 'unknown_end'
				? `the ${whose} adopted a ${instrument(rule)}, end date unknown`
				: `the ${whose}’s ${instrument(rule)} applies here`;
	}
	return county.some(({ status }) => holds(status))
		? 'its county has one for unincorporated land'
		: null;
}

/** Since when, and until when, in the words of a title. */
export function standingTitle(rule: RuleRow): string {
	const from = dayWords(rule.from, rule.from_latest, rule.from_precision);
	const isListed = rule.from_basis === 'listed';
	switch (rule.status) {
		case 'active':
		case 'extended':
		case 'unknown_end': {
			const since = isListed ? `Listed as in force by ${listDate(rule)}` : `In force since ${from}`;
			return `${since}${rule.status === 'extended' ? ', extended' : ''}. ${endWords(rule)}.`;
		}
		case 'adopted':
			return `Adopted ${from}. ${rule.to === null ? 'First day unknown' : `In force from ${readable(addDays(rule.to, 1))}`}.`;
		case 'may_have_lapsed':
			return `May have expired by ${from}. End date unknown.`;
		case 'proposed':
			return `Proposed ${from}. No decision found.`;
		default:
			return isListed
				? `Listed as ${rule.status} by ${listDate(rule)}. Day unknown.`
				: `${rule.status === 'expired' ? 'Expired' : rule.status === 'repealed' ? 'Repealed' : 'Replaced'} ${from}.`;
	}
}

/** Until when a rule in force holds. */
function endWords(rule: RuleRow): string {
	if (rule.to === null || rule.to_basis === 'open' || rule.to_basis === 'limit')
		return rule.action_type === 'ban' ? 'No end date' : 'End date unknown';
	const day = dayWords(rule.to_earliest ?? rule.to, rule.to, rule.to_precision);
	return rule.to_basis === 'listed' ? `Ends by ${readable(rule.to)}` : `Ends ${day}`;
}

/** Where the last day of a rule in force comes from, where that needs saying; null otherwise. */
export function endBasis({
	to_basis,
	status
}: Pick<RuleRow, 'to_basis' | 'status'>): string | null {
	if (hasEnded(status) || !holds(status)) return null;
	switch (to_basis) {
		case 'stated':
			return 'A source states the end.';
		case 'computed':
			return 'The end is computed from its length.';
		case 'listed':
			return 'A list shows that it ends by then.';
		case 'step':
			return 'A later step ended it.';
		default:
			return null;
	}
}

/** The days of a rule in force as a bar: how much of it has passed. */
export interface Span {
	from: string;
	to: string;
	/** 0 to 100. */
	passed: number;
	/** Whether the last day is only when a rule without an end may have expired. */
	isGuess: boolean;
}

/** The span of a rule in force on a day; null where it has no last day, or none that a bar could show. */
export function spanOf(rule: RuleRow, on: string): Span | null {
	if (!holds(rule.status) || rule.to === null || rule.to <= rule.from) return null;
	const at = (day: string) => Date.parse(day) / DAY_MS;
	const passed = ((at(on) - at(rule.from)) / (at(rule.to) - at(rule.from))) * 100;
	return {
		from: rule.from,
		to: rule.to,
		passed: Math.min(100, Math.max(0, Math.round(passed * 10) / 10)),
		isGuess: rule.to_basis === 'limit'
	};
}
