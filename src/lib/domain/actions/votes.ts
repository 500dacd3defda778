import type { Direction, Tier } from '../closed.ts';
import { formatNumber } from '../text/format.ts';
import { isVerified } from '../verified.ts';

/** What of an action the rules of votes look at. */
const RULED = ['decision', 'action_type', 'body_kind', 'binding'] as const;
type Ruled = Record<(typeof RULED)[number], string | null>;

/** A rule of data/vote_rules.csv: it is about actions that have all its filled cells. */
export type VoteRule = Ruled & { counts: 'yes' | 'no' };

/**
 * Whether an action is a decided vote: some rule says yes of it, and none says no.
 * @example isDecidedVote([{ decision: 'adopted', counts: 'yes', ...}], { decision: 'adopted', ... }) // true
 */
export function isDecidedVote(rules: readonly VoteRule[], action: Ruled): boolean {
	const about = rules.filter((rule) =>
		RULED.every((column) => rule[column] === null || rule[column] === action[column])
	);
	return (
		about.some(({ counts }) => counts === 'yes') && !about.some(({ counts }) => counts === 'no')
	);
}

/** An action as far as counting votes needs it. */
export interface Counted {
	/** Whether it is a decided vote, as the release stores it. */
	decided_vote: 'yes' | 'no';
	direction: Direction;
	tier: Tier;
}

/** Decided votes by the direction of their outcome. */
export interface VoteRate {
	decided: number;
	restrictive: number;
	permissive: number;
	neutral: number;
	/** Of the restrictive ones, those verified. */
	restrictive_confirmed: number;
	/** Of all, those verified. */
	decided_confirmed: number;
}

/** Counts the decided votes among actions, each told once. */
export function voteRate(actions: readonly Counted[]): VoteRate {
	const votes = actions.filter(({ decided_vote }) => decided_vote === 'yes');
	const of = (direction: Direction) => votes.filter((vote) => vote.direction === direction);
	const confirmed = (some: readonly Counted[]) => some.filter(isVerified).length;
	const restrictive = of('restrictive');
	return {
		decided: votes.length,
		restrictive: restrictive.length,
		permissive: of('permissive').length,
		neutral: of('neutral').length,
		restrictive_confirmed: confirmed(restrictive),
		decided_confirmed: confirmed(votes)
	};
}

/** Actions, each told once, and those of them that are verified. */
interface ActionCounts {
	total: number;
	confirmed: number;
}

/** How many actions there are, and how many of them are verified. */
export const countsOf = (actions: readonly Pick<Counted, 'tier'>[]): ActionCounts => ({
	total: actions.length,
	confirmed: actions.filter(isVerified).length
});

/** Which votes are counted: they were collected by those who watch opposition, and are no sample of all votes. */
export const SELECTION = 'recorded by trackers of opposition';

type Rate = Pick<
	VoteRate,
	'decided' | 'restrictive' | 'decided_confirmed' | 'restrictive_confirmed'
>;

/**
 * The rate with its denominator, verified votes first, and which votes they are.
 * @example 'Restrictive in 2 of 3 verified votes, and in 28 of 41 decided votes recorded by trackers of opposition'
 */
export function rateWords(rate: Rate): string {
	const { decided, restrictive, decided_confirmed, restrictive_confirmed } = rate;
	if (decided === 0) return 'No binding vote found';
	const all = `in ${of(restrictive, decided)} decided vote${decided === 1 ? '' : 's'} ${SELECTION}`;
	return decided_confirmed === 0
		? `Restrictive ${all}, none verified`
		: `Restrictive in ${of(restrictive_confirmed, decided_confirmed)} verified vote${decided_confirmed === 1 ? '' : 's'}, and ${all}`;
}

/**
 * Both rates in short, verified votes first, and which votes they are.
 * @example '6 of 10 verified, 7 of 11 recorded by trackers of opposition'
 */
export function bothRates({
	decided,
	restrictive,
	decided_confirmed,
	restrictive_confirmed
}: Rate): string {
	const all = `${of(restrictive, decided)} ${SELECTION}`;
	return decided_confirmed === 0
		? `${all}, none verified`
		: `${of(restrictive_confirmed, decided_confirmed)} verified, ${all}`;
}

/**
 * What the decided votes say, as a headline: verified votes first, and which votes are counted.
 * @example '6 of 10 verified binding votes went against data centers, and 7 of 11 recorded by trackers of opposition'
 */
export function votesHeadline(rate: Rate): string {
	const { decided, restrictive, decided_confirmed, restrictive_confirmed } = rate;
	if (decided === 0) return 'No binding vote found';
	if (decided === 1)
		return `The one binding vote ${SELECTION} ${restrictive === 1 ? 'went' : 'did not go'} against data centers${decided_confirmed === 1 ? '' : ', not verified'}`;
	const against = 'went against data centers';
	const all = `${someOf(restrictive, decided)} binding votes ${SELECTION} ${against}`;
	if (decided_confirmed === 0) return `${all}, none verified`;
	if (decided_confirmed === decided) return `${all}, all verified`;
	return `${of(restrictive_confirmed, decided_confirmed, 'None')} verified binding vote${decided_confirmed === 1 ? '' : 's'} ${against}, and ${of(restrictive, decided)} ${SELECTION}`;
}

/** `All 4`, `None of 3`, `2 of 3`; `Both` stands for all two. */
const someOf = (some: number, all: number) =>
	some < all ? of(some, all, 'None') : all === 2 ? 'Both' : `All ${formatNumber(all)}`;

const of = (some: number, all: number, none = 'none') =>
	`${some === 0 ? none : formatNumber(some)} of ${formatNumber(all)}`;
