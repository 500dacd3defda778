import { formatNumber, readable } from '../text/format.ts';

/** What is known of a record's age: when it came, changed and was last confirmed. */
export interface Kept {
	/** `YYYY-MM-DD`; null where nobody knows. */
	added: string | null;
	changed: string | null;
	/** What changed, in words; null where it is not known. */
	change: string | null;
	last_confirmed: string;
	confirmed_by: 'source' | 'record';
	fresh_days: number | null;
	stale_from: string | null;
}

/**
 * The age of a record in sentences.
 * @param on the day it is seen from, YYYY-MM-DD
 * @example 'In the data since Nov 24, 2026. Last confirmed by a source dated Feb 1, 2026: outdated since Jul 30, 2026, …'
 */
export function keptWords(
	{ added, changed, change, ...fresh }: Kept,
	on: string
): { sentence: string; isStale: boolean } {
	const { last_confirmed, confirmed_by, fresh_days, stale_from } = fresh;
	const isStale = stale_from !== null && stale_from <= on;
	const by = confirmed_by === 'source' ? 'by a source dated' : 'on its own date,';
	const stale = isStale
		? `: outdated since ${readable(stale_from)}, because no source confirmed it for ${formatNumber(fresh_days ?? 0)} days`
		: '';
	return {
		isStale,
		sentence: [
			added === null ? '' : `In the data since ${readable(added)}.`,
			changed === null
				? ''
				: `Changed on ${readable(changed)}${change === null ? '' : `: ${change}`}.`,
			`Last confirmed ${by} ${readable(last_confirmed)}${stale}.`
		]
			.filter((part) => part !== '')
			.join(' ')
	};
}
