/** What a rule of a place is on a day, from the strongest hold to the weakest. */
export const STATUSES = [
	'extended',
	'active',
	'unknown_end',
	'adopted',
	'may_have_lapsed',
	'proposed',
	'replaced',
	'repealed',
	'expired'
] as const;
export type Status = (typeof STATUSES)[number];

/** Kinds of rule whose status is followed over time; they are kinds of action too. */
export const RULES = ['moratorium', 'ban'] as const;
export type Rule = (typeof RULES)[number];

/**
 * Where a first day comes from. `stated`: a source says so; `decided`: the day of the step; `computed`: the day
 * after an end that was computed; `listed`: the date of a list that shows it so, and it came about by then.
 */
export const FROM_BASES = ['stated', 'decided', 'computed', 'listed'] as const;

/**
 * Where a last day comes from. `stated`: a source says so; `computed`: start and length; `step`: a later step
 * ended it; `listed`: a later list shows it over or changed, so it ended by then; `limit`: the months after which a
 * pause without an end may have lapsed; `open`: there is none.
 */
export const TO_BASES = ['stated', 'computed', 'step', 'listed', 'limit', 'open'] as const;

/** What a list can show a rule to have become, where no step with a day of its own is on record. */
export const LATER_STATES = ['extended', 'expired', 'replaced', 'repealed'] as const;
export type LaterState = (typeof LATER_STATES)[number];

/** What land a rule binds. `county`: unincorporated land only; `state`, `country`: everything inside. */
export const REACHES = ['country', 'state', 'county', 'place', 'other'] as const;
export type Reach = (typeof REACHES)[number];

/**
 * Months after which a pause on record without length and end may have lapsed: the median and most frequent
 * length of the 310 adopted pauses that state one (November 2026).
 */
export const LAPSE_MONTHS = 12;

/** Statuses under which a rule holds, as far as the record tells. */
const HOLDS: readonly Status[] = ['extended', 'active', 'unknown_end'];
/** Statuses that end a rule. */
const ENDED: readonly Status[] = ['expired', 'repealed', 'replaced'];

/** Whether a rule holds on record; one that may have lapsed does not count as holding. */
export const holds = (status: Status): boolean => HOLDS.includes(status);
/** Whether a rule of this status holds no longer. */
export const hasEnded = (status: Status): boolean => ENDED.includes(status);

/** Status in words for readers. */
export const STATUS_WORDS: Record<Status, string> = {
	extended: 'in force, extended',
	active: 'in force',
	unknown_end: 'in force, end date unknown',
	adopted: 'adopted, not yet in force',
	may_have_lapsed: `may have expired: end date unknown, nothing newer for ${LAPSE_MONTHS} months`,
	proposed: 'proposed',
	replaced: 'replaced by another rule',
	repealed: 'repealed',
	expired: 'expired'
};

/**
 * What a county's rule means for a town inside it.
 * @example countyRuleForTown('moratorium')
 * // 'county: moratorium for unincorporated land; we do not know whether it binds this town'
 */
export const countyRuleForTown = (rule: Rule): string =>
	`county: ${rule} for unincorporated land; we do not know whether it binds this town`;
