import type { DateInterval } from '../dates.ts';
import type { LaterState, Rule } from './status-words.ts';

/** One action as far as the status of a rule depends on it. */
export interface Step {
	id: string;
	/** The rule it is about; `other` for a rule that can only replace one (a zoning rule). */
	rule: Rule | 'other';
	decision: string;
	/** True where the step only advises: it proposes, it never puts in force. */
	isAdvisory: boolean;
	date: DateInterval;
	startsOn: DateInterval | null;
	endsOn: DateInterval | null;
	durationMonths: number | null;
	body: string;
	bodyKind: string;
	mwThreshold: number | null;
	/** What the rule covers, by a word of the vocabulary; null where the record does not say. */
	covers: string | null;
	/** The step of the same place before it in the same matter, if there is one among the steps. */
	follows: string | null;
	/** What a later list shows the rule to have become, and the date of that list; null where none says. */
	later: { state: LaterState; seen: DateInterval } | null;
}

/** What a step does to a rule. */
export type Effect = 'propose' | 'adopt' | 'extend' | 'repeal' | 'expire' | 'drop' | 'none';

const EFFECTS: Record<string, Effect> = {
	proposed: 'propose',
	pending: 'propose',
	delayed: 'propose',
	adopted: 'adopt',
	approved: 'adopt',
	extended: 'extend',
	repealed: 'repeal',
	blocked: 'repeal',
	expired: 'expire',
	rejected: 'drop',
	denied: 'drop',
	tabled: 'drop',
	vetoed: 'drop',
	withdrawn: 'drop'
};

/** What a step does to the rule it is about; an advisory step that would act only proposes. */
export function effectOf({ decision, isAdvisory }: Pick<Step, 'decision' | 'isAdvisory'>): Effect {
	const effect = EFFECTS[decision] ?? 'none';
	const acts = effect === 'adopt' || effect === 'extend';
	if (isAdvisory) return acts || effect === 'propose' ? 'propose' : 'none';
	return effect;
}

/** The days on which what a step puts in force can begin. */
export const beginOf = ({ startsOn, date }: Pick<Step, 'startsOn' | 'date'>): DateInterval =>
	startsOn ?? date;
