/** Whether a site was found; `ambiguous`: it can be several, and `candidates` lists them. */
export const PLACED = ['yes', 'no', 'ambiguous'] as const;
/** Its own value beside every status: looked for, and nothing is on record. It is never "no opposition". */
export const NO_RECORD = 'no_record';
/** Whose decision a rule is. */
export const WHOSE = ['place', 'county', 'state', 'country'] as const;
/** Where a share against data centers was asked: in the county, in its state, or in the whole nation. */
export const OPPOSITION_LEVELS = ['measured', 'state', 'national'] as const;
export const POSITION_BASES = ['given', 'place', 'county_centre'] as const;

/** Miles and months within which restrictive actions are counted. */
export const MILES = [25, 50, 100] as const;
export const COUNTED_MONTHS = [12, 24] as const;
export const PRICE_KINDS = ['residential', 'industrial'] as const;

/** Name of the column that counts restrictive actions near a site. */
export const nearColumn = (
	miles: (typeof MILES)[number],
	months: (typeof COUNTED_MONTHS)[number]
) => `restrictive_${miles}mi_${months}m` as const;
export type NearColumn = ReturnType<typeof nearColumn>;
