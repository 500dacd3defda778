import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type { CollectionRow } from '../../collections/index.ts';
import { isOpen, missingWords } from '../vote-day.ts';
import { formatNumber, readable, lowered } from '../../text/format.ts';

type Action = CollectionRow<'actions'>;

/** The vote on a step as counted: `5–2`; null where no count is on record. */
export function countWords({
	votes_for,
	votes_against
}: Pick<Action, 'votes_for' | 'votes_against'>): string | null {
	if (votes_for === null && votes_against === null) return null;
	if (votes_against === null) return `${formatNumber(votes_for ?? 0)} for`;
	if (votes_for === null) return `${formatNumber(votes_against)} against`;
	return `${formatNumber(votes_for)}–${formatNumber(votes_against)}`;
}

/** The share of a vote: `unanimous`, `86% to restrict`, else `60% for` the measure; null where none is on record. */
export function shareWords({
	votes_for,
	votes_against,
	percent_for,
	percent_restrictive
}: Pick<Action, 'votes_for' | 'votes_against' | 'percent_for' | 'percent_restrictive'>):
	string | null {
	const isCounted = votes_for !== null && votes_against !== null;
	// Such a share often only repeats the word "unanimous": a percent needs a count.
	if (!isCounted && (percent_restrictive === 100 || percent_restrictive === 0))
		return percent_restrictive === 100 ? 'unanimous, to restrict' : 'unanimous, not to restrict';
	if (!isCounted && percent_restrictive === null && percent_for === 100) return 'unanimous';
	if (percent_restrictive !== null) return `${formatNumber(percent_restrictive, 1)}% to restrict`;
	return percent_for === null ? null : `${formatNumber(percent_for, 1)}% for`;
}

/** Marks a step that only advises: it decides nothing. */
export const advisoryWords = ({ advisory }: Pick<Action, 'advisory'>): string =>
	advisory === 'yes' ? ', advisory only' : '';

/**
 * What was decided in words. Where the day of what it waits for has passed, that is said instead of a decision that
 * was still to come, and beside one that was taken.
 */
export function decisionWords(
	action: Pick<Action, 'decision' | 'result_missing' | 'awaited'>
): string {
	const missing = missingOf(action);
	const decision = action.decision.replaceAll('_', ' ');
	if (missing === null) return decision;
	return isOpen(action.decision) ? missing : `${decision}; ${missing}`;
}

/** That the day of what an action waits for has passed while nothing later is on record; null where it is not so. */
const missingOf = ({
	result_missing,
	awaited
}: Pick<Action, 'result_missing' | 'awaited'>): string | null =>
	result_missing === 'yes' && awaited !== null ? missingWords(awaited) : null;

/** Which way a step goes; of one that was still to be decided on a day that has passed, that its result is missing. */
export function outcomeWords(
	action: Pick<Action, 'direction' | 'decision' | 'result_missing' | 'awaited'>
): string {
	const missing = missingOf(action);
	if (missing === null) return action.direction;
	return isOpen(action.decision) ? missing : `${action.direction}; ${missing}`;
}

/** Bodies whose decision recommends one to another body, where it binds nobody. */
const RECOMMENDING: readonly string[] = ['planning_commission', 'zoning_board'];
const RECOMMENDED: Readonly<Record<string, string>> = {
	adopted: 'adoption recommended',
	approved: 'approval recommended',
	denied: 'denial recommended',
	rejected: 'rejection recommended'
};

type Decided = Pick<Action, 'decision' | 'advisory' | 'body_kind' | 'result_missing' | 'awaited'>;

/** What was decided, and whether it binds: `denied`, `denial recommended`, `adopted, advisory only`. */
export function decidedWords(action: Decided): string {
	const recommended =
		action.advisory === 'yes' &&
		missingOf(action) === null &&
		RECOMMENDING.includes(action.body_kind)
			? RECOMMENDED[action.decision]
			: undefined;
	return recommended ?? `${decisionWords(action)}${advisoryWords(action)}`;
}

/** Kind and decision in words: `Project vote, denial recommended`. */
export const kindWords = (action: Decided & Pick<Action, 'action_type_label'>): string =>
	`${action.action_type_label}, ${decidedWords(action)}`;

/** What the date of a step stands for, where it is not the day of the step itself. */
export const DATE_BASIS_WORDS: Record<Action['date_basis'], string> = {
	event: '',
	report: 'date of the report; the day of the action is unknown',
	effective: 'first day in force; the day of the decision is unknown'
};

/** A step as a headline: `Monterey Park: ballot measure adopted`. */
export const actionHeadline = ({
	place_name,
	action_type_label,
	decision
}: Pick<Action, 'place_name' | 'action_type_label' | 'decision'>): string =>
	`${place_name}: ${lowered(action_type_label)} ${decision.replaceAll('_', ' ')}`;

/** The month with most restrictive steps as a headline; null where no month stands out. */
export function peakSentence(
	months: readonly { month: string; restrictive: number }[]
): string | null {
	const most = Math.max(0, ...months.map(({ restrictive }) => restrictive));
	const peaks = months.filter(({ restrictive }) => restrictive === most);
	const [peak] = peaks;
	if (!peak || most < 3 || peaks.length > 1) return null;
	return `${formatNumber(most)} restrictive actions in ${readable(peak.month)}, the most of any month`;
}

/** Tiers that rest on more than a tracker or digest. */
const BEYOND_TRACKER = ['primary', 'reported', 'own'];

/**
 * The tier filter that leaves, of what a tier filter leaves already, what is verified;
 * null where nothing can be.
 * @example tiersBeyondTracker('aggregator~primary') // 'primary'
 */
export function tiersBeyondTracker(tier: string | undefined): string | null {
	const chosen = (tier ?? '').split(LIST_SEPARATOR).filter((one) => one !== '');
	const left = BEYOND_TRACKER.filter((one) => chosen.length === 0 || chosen.includes(one));
	return left.length === 0 ? null : left.sort().join(LIST_SEPARATOR);
}

/** The steps of one matter in the order of time, the step itself among them. */
export const chainOf = (
	action: Action,
	before: readonly Action[],
	after: readonly Action[]
): Action[] => [...before.toReversed(), action, ...after];
