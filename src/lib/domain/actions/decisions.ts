/** Words in which two lists tell one outcome. */
const SAME: readonly (readonly string[])[] = [
	['adopted', 'approved'],
	['rejected', 'denied'],
	['proposed', 'pending'],
	['delayed', 'tabled']
];
/** Outcomes that lists mix up, although they are different steps: a pause that is prolonged was adopted before. */
const RELATED: readonly (readonly string[])[] = [
	['adopted', 'approved', 'extended', 'upheld'],
	['rejected', 'denied', 'vetoed', 'blocked'],
	['delayed', 'tabled', 'proposed', 'pending'],
	['expired', 'repealed']
];

/** How two decisions go together: one outcome, outcomes that lists mix up, or different ones. */
export type Agreement = 'same' | 'related' | 'other';

/** @example agreement('approved', 'adopted') // 'same' */
export function agreement(one: string, other: string): Agreement {
	const share = (groups: readonly (readonly string[])[]) =>
		groups.some((group) => group.includes(one) && group.includes(other));
	if (one === other || share(SAME)) return 'same';
	return share(RELATED) ? 'related' : 'other';
}

/** Kinds of action under which two lists tell one event. */
const NEIGHBOURS: readonly (readonly string[])[] = [
	['ban', 'moratorium', 'zoning_rule'],
	['project_vote', 'project_withdrawn', 'project_delayed'],
	['state_bill', 'state_law'],
	['ballot_measure', 'referendum']
];

/** The kinds that neighbour a kind, under one name; a kind without neighbours is its own. */
export const familyOf = (actionType: string): string =>
	NEIGHBOURS.find((kinds) => kinds.includes(actionType))?.[0] ?? actionType;
