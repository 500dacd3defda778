import type { Direction, Tier } from './closed.ts';

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
	/** Of the restrictive ones, those confirmed beyond a tracker. */
	restrictive_confirmed: number;
	/** Of all, those confirmed beyond a tracker. */
	decided_confirmed: number;
}

/** Counts the decided votes among actions, each told once. */
export function voteRate(actions: readonly Decided[]): VoteRate {
	const votes = actions.filter(isDecidedVote);
	const of = (direction: Direction) => votes.filter((vote) => vote.direction === direction);
	const confirmed = (some: readonly Decided[]) =>
		some.filter(({ tier }) => tier !== 'aggregator').length;
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

/** The rate with its denominator: `Restrictive in 9 of 14 decided votes, of which 5 confirmed beyond a tracker`. */
export function rateWords({ decided, restrictive, restrictive_confirmed }: VoteRate): string {
	if (decided === 0) return 'No decided vote on record';
	const votes = `decided vote${decided === 1 ? '' : 's'}`;
	if (restrictive === 0) return `Restrictive in none of ${decided} ${votes}`;
	return `Restrictive in ${restrictive} of ${decided} ${votes}, of which ${restrictive_confirmed} confirmed beyond a tracker`;
}
