import type { Direction, Tier } from '../closed.ts';
import { figure } from '../text/format.ts';
import { isVerified } from '../verified.ts';

/** Decisions by which a vote ends a question for or against. */
const DECIDED = ['adopted', 'approved', 'extended', 'repealed', 'denied', 'rejected'];
/** Steps nobody votes on, and votes on people. */
const NO_VOTES = [
	'lawsuit',
	'project_withdrawn',
	'project_delayed',
	'executive_order',
	'election',
	'recall'
];
/** Bodies that decide alone, or in court. */
const NO_VOTERS = ['developer', 'court', 'governor'];

/** An action as far as counting votes needs it. */
export interface Decided {
	action_type: string;
	decision: string;
	body_kind: string;
	binding: 'yes' | 'no' | null;
	direction: Direction;
	tier: Tier;
}

/**
 * Whether an action is a decided vote: a body of several, or voters, adopted, approved, extended, repealed, denied or
 * rejected something, and the step does more than advise. Open matters, orders, suits and withdrawals are none.
 */
export const isDecidedVote = ({
	action_type,
	decision,
	body_kind,
	binding
}: Pick<Decided, 'action_type' | 'decision' | 'body_kind' | 'binding'>): boolean =>
	DECIDED.includes(decision) &&
	!NO_VOTES.includes(action_type) &&
	!NO_VOTERS.includes(body_kind) &&
	binding !== 'no';

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
export function voteRate(actions: readonly Decided[]): VoteRate {
	const votes = actions.filter(isDecidedVote);
	const of = (direction: Direction) => votes.filter((vote) => vote.direction === direction);
	const confirmed = (some: readonly Decided[]) => some.filter(isVerified).length;
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

export const countsOf = (actions: readonly Pick<Decided, 'tier'>[]): ActionCounts => ({
	total: actions.length,
	confirmed: actions.filter(isVerified).length
});

/** Which votes are counted: they were collected by those who watch opposition, and are no sample of all votes. */
export const SELECTION = 'recorded by trackers of opposition';

type Counted = Pick<
	VoteRate,
	'decided' | 'restrictive' | 'decided_confirmed' | 'restrictive_confirmed'
>;

/**
 * The rate with its denominator, verified votes first, and which votes they are.
 * @example 'Restrictive in 2 of 3 verified votes, and in 28 of 41 decided votes recorded by trackers of opposition'
 */
export function rateWords(rate: Counted): string {
	const { decided, restrictive, decided_confirmed, restrictive_confirmed } = rate;
	if (decided === 0) return 'No decided vote on record';
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
}: Counted): string {
	const all = `${of(restrictive, decided)} ${SELECTION}`;
	return decided_confirmed === 0
		? `${all}, none verified`
		: `${of(restrictive_confirmed, decided_confirmed)} verified, ${all}`;
}

/**
 * What the decided votes say, as a headline: verified votes first, and which votes are counted.
 * @example '6 of 10 verified binding votes went against data centers, and 7 of 11 recorded by trackers of opposition'
 */
export function votesHeadline(rate: Counted): string {
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
	some < all ? of(some, all, 'None') : all === 2 ? 'Both' : `All ${figure(all)}`;

const of = (some: number, all: number, none = 'none') =>
	`${some === 0 ? none : figure(some)} of ${figure(all)}`;
