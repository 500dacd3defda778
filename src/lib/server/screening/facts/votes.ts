import { countWords, shareWords } from '#lib/domain/actions/words/action-words.ts';
import { readable, words } from '#lib/domain/text/format.ts';
import { voteRate } from '#lib/domain/actions/votes.ts';
import type { ActionHere } from '../../dataset/queries/screening.ts';
import { joined } from './joined.ts';
import type { There } from './there.ts';

/** Decisions named. */
const DECISIONS = 3;

/**
 * The last decided votes of the place, else of the county, else of the state: the nearest that can be compared.
 * @param actions of the county and its places, newest first
 * @param ofState of the state and everything inside it, newest first
 */
export function lastDecisions(
	actions: readonly ActionHere[],
	place: There['place'],
	ofState: readonly ActionHere[]
) {
	const levels = [
		['place', place?.id ? actions.filter(({ place_id }) => place_id === place.id) : []],
		['county', actions],
		['state', ofState]
	] as const;
	for (const [level, some] of levels) {
		const votes = some.filter(({ decided_vote }) => decided_vote === 'yes').slice(0, DECISIONS);
		if (votes.length > 0)
			return {
				votes,
				facts: { last_decisions: joined(votes.map(decisionLine)), last_decision_level: level }
			};
	}
	return { votes: [], facts: { last_decisions: null, last_decision_level: null } };
}

function decisionLine(action: ActionHere): string {
	const counted = countWords(action) ?? shareWords({ ...action, percent_for: null });
	return `${readable(action.date)}, ${action.place_name}, ${action.body}: ${action.action_type_label.toLowerCase()} ${words(action.decision)}${counted === null ? '' : ` (${counted})`}`;
}

const APPROVED = ['approved', 'adopted', 'upheld'];
const DENIED = ['denied', 'rejected'];

/** Decided votes by outcome, and of the votes on projects how many approved or denied one. */
export function voteFacts(actions: readonly ActionHere[]) {
	const rate = voteRate(actions);
	const votes = actions.filter(
		({ action_type, decided_vote }) => action_type === 'project_vote' && decided_vote === 'yes'
	);
	const approved = votes.filter(({ decision }) => APPROVED.includes(decision)).length;
	const denied = votes.filter(({ decision }) => DENIED.includes(decision)).length;
	return {
		votes_decided: rate.decided,
		votes_restrictive: rate.restrictive,
		votes_permissive: rate.permissive,
		votes_confirmed: rate.decided_confirmed,
		votes_restrictive_confirmed: rate.restrictive_confirmed,
		project_votes: approved + denied,
		project_votes_approved: approved,
		project_votes_denied: denied
	};
}
