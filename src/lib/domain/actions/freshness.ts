import { addDays } from '../dates.ts';

/** Kinds of record whose age is followed; the values of one series and region are one record. */
export const FRESH_KINDS = [
	'action',
	'poll',
	'observation',
	'model_price',
	'claim',
	'project'
] as const;
export type FreshKind = (typeof FRESH_KINDS)[number];

/** A limit as data/fresh_limits.csv states it. */
export interface Limit {
	record_kind: FreshKind;
	of_kind: string;
	/** Null where records of the kind cannot go stale. */
	fresh_days: number | null;
}

/** What stands for every kind that is not listed. */
export const OTHER = 'other';
/** What is under way, whatever its kind. */
export const OPEN = 'open';

const OPEN_DECISIONS = ['proposed', 'pending', 'tabled', 'delayed'];

/** What of an action sets its limit: that it is open, else its kind. */
export const kindOfAction = (actionType: string, decision: string): string =>
	OPEN_DECISIONS.includes(decision) ? OPEN : actionType;

/** Looks up limits; without one for `other`, what is not listed cannot go stale. */
export function limitsBy(
	limits: readonly Limit[]
): (kind: FreshKind, of: string) => Pick<Limit, 'of_kind' | 'fresh_days'> {
	const known = new Map(limits.map((limit) => [`${limit.record_kind} ${limit.of_kind}`, limit]));
	return (kind, of) =>
		known.get(`${kind} ${of}`) ??
		known.get(`${kind} ${OTHER}`) ?? { of_kind: OTHER, fresh_days: null };
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
