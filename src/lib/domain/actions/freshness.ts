import { addDays } from '../dates.ts';

const OPEN_DECISIONS = ['proposed', 'pending', 'tabled', 'delayed'];

/** Days after the last confirmation from which a record is flagged stale, by kind of action; null: never. */
const LIMITS: Record<string, number | null> = {
	moratorium: 180,
	ban: 365,
	zoning_rule: 365,
	tariff: 365,
	executive_order: 365,
	federal_rule: 365,
	state_law: 365,
	national_policy: 365,
	project_vote: 365,
	project_delayed: 180,
	project_withdrawn: 365,
	lawsuit: 365,
	federal_bill: 365,
	state_bill: 365,
	tax_incentive_vote: 365,
	// What voters or a chamber decided on a day stays so: nothing about it can go out of date.
	ballot_measure: null,
	referendum: null,
	election: null,
	recall: null,
	resolution: null
};

/** Open matters move within weeks, so they are looked at again after a quarter. */
const OPEN_LIMIT = 90;
const UNKNOWN_KIND = 365;

/** Days a record of an action stays fresh after its last confirmation; null where it cannot go stale. */
export function freshDays(actionType: string, decision: string): number | null {
	if (OPEN_DECISIONS.includes(decision)) return OPEN_LIMIT;
	const limit = LIMITS[actionType];
	return limit === undefined ? UNKNOWN_KIND : limit;
}

/** The newest date of the sources that state a record, else the record's own; coarse dates as their first day. */
export function lastConfirmed(own: string, sources: readonly (string | null)[]): string {
	const dated = sources.filter((date) => date !== null).sort();
	return dated.at(-1) ?? own;
}

/** The first day on which a record is stale; null where it never is. */
export function staleFrom(confirmed: string, days: number | null): string | null {
	return days === null ? null : addDays(confirmed, days + 1);
}
