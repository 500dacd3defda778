const RULES = ['moratorium', 'ban', 'zoning_rule', 'ballot_measure', 'referendum'];
const ADOPTED = ['adopted', 'approved', 'extended'];

/** An action as far as it takes to tell whether it restricts. */
export interface Restricting {
	action_type: string;
	decision: string;
	direction: string;
}

/** Whether an action adopts or extends a restriction, or denies a project. */
export const isRestriction = ({ action_type, decision, direction }: Restricting): boolean =>
	direction === 'restrictive' &&
	((RULES.includes(action_type) && ADOPTED.includes(decision)) ||
		(action_type === 'project_vote' && decision === 'denied'));
