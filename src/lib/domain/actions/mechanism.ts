/** How an action works, whatever its direction; from the strongest to the weakest. */
export const MECHANISMS = [
	'ban',
	'moratorium',
	'denial',
	'zoning_limit',
	'conditions',
	'tariff',
	'incentive',
	'disclosure',
	'lawsuit',
	'study',
	'resolution',
	'other'
] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** 4 stops building; 3 limits where and how; 2 makes it dearer, or binds it to duties; 1 looks into it or speaks. */
const STRENGTH: Record<Mechanism, 1 | 2 | 3 | 4 | null> = {
	ban: 4,
	moratorium: 4,
	denial: 4,
	zoning_limit: 3,
	conditions: 3,
	tariff: 2,
	incentive: 2,
	disclosure: 2,
	lawsuit: 2,
	study: 1,
	resolution: 1,
	other: null
};

/** How firmly a mechanism holds, from 1 (says something) to 4 (stops building); null where that is not known. */
export const strengthOf = (mechanism: Mechanism) => STRENGTH[mechanism];

/** What of an action tells how it works. */
export interface Described {
	action_type: string;
	decision: string;
	summary: string;
}

/** Kinds of action that are one mechanism by definition. */
const BY_TYPE: Record<string, Mechanism> = {
	ban: 'ban',
	moratorium: 'moratorium',
	zoning_rule: 'zoning_limit',
	tariff: 'tariff',
	tax_incentive_vote: 'incentive',
	lawsuit: 'lawsuit',
	resolution: 'resolution',
	project_withdrawn: 'other',
	project_delayed: 'other',
	election: 'other',
	recall: 'other'
};

/** Words of a summary that tell how a law, order or measure works; the first that fits counts. */
const BY_WORDS: readonly [RegExp, Mechanism][] = [
	[/\b(short of a moratorium|gave way)\b/i, 'other'],
	[/\bmoratori(um|a)\b/i, 'moratorium'],
	[/\b(power tax|per kwh)\b/i, 'tariff'],
	[
		/\b(tax(es)?|exemptions?|incentives?|abatements?|rebates?|credits?|enterprise.zone)\b/i,
		'incentive'
	],
	[
		/\b(paus|halt|suspend|fr[eo]ez|froze|stop)\w*\b.*\b(permits?|connections?|approvals?|construction|builds?|data centers?)\b/i,
		'moratorium'
	],
	[
		/\b(permits?|connections?|approvals?)\b.*\b(paus|halt|suspend|froze|stop)\w*|\b(\d+-month pauses?|no data center permits?)\b/i,
		'moratorium'
	],
	[/\b(secrecy|disclos\w*|registry|reporting|must report|nda|non-?disclosure)\b/i, 'disclosure'],
	[/\bban(s|ned)?\b|\bprohibit\w*/i, 'ban'],
	[/\b(stud(y|ies)|task force|advisory council)\b/i, 'study'],
	[
		/\b(zon(e|ing)|siting|setbacks?|land use|capping|barred outside|local (control|limits))\b/i,
		'zoning_limit'
	],
	[
		/\b(rates?|rate class|tariffs?|ratepayers?|customers|cost.?shift\w*|grid(-upgrade)? (costs?|upgrades?)|take-or-pay|large.loads?|power (costs?|infrastructure)|connection costs?)\b/i,
		'tariff'
	],
	[/\b(must|requires?|conditions?|standards?|mandate)\b/i, 'conditions']
];

/**
 * How an action works: by its kind where the kind says it, else by the words of its summary, which is a reading
 * and is marked so. Whether the action restricts or permits is for its direction to say.
 */
export function mechanismOf(action: Described): { mechanism: Mechanism; basis: 'kind' | 'words' } {
	const known = BY_TYPE[action.action_type];
	if (known) return { mechanism: known, basis: 'kind' };
	if (action.action_type === 'project_vote') return projectVote(action);
	const found = BY_WORDS.find(([words]) => words.test(action.summary));
	return { mechanism: found?.[1] ?? 'other', basis: 'words' };
}

const TURNED_AWAY = ['denied', 'rejected', 'repealed', 'vetoed'];

function projectVote({ decision, summary }: Described): ReturnType<typeof mechanismOf> {
	if (TURNED_AWAY.includes(decision)) return { mechanism: 'denial', basis: 'kind' };
	return /\bconditions?\b/i.test(summary) && !/\bwithout conditions\b/i.test(summary)
		? { mechanism: 'conditions', basis: 'words' }
		: { mechanism: 'other', basis: 'kind' };
}
