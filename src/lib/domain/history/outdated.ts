import { readable } from '../text/format.ts';
import type { Observation } from '../indicators/indicators.ts';

/**
 * Records that nobody confirmed for longer than the limit of their kind: a series and region by its key, a price
 * of a model by its id.
 */
export type Outdated = ReadonlySet<string>;

export const NONE_OUTDATED: Outdated = new Set();

/** Whether a record that tells from when it is outdated is so on a day. @param on YYYY-MM-DD */
export const isOld = ({ stale_from }: { stale_from: string | null }, on: string): boolean =>
	stale_from !== null && stale_from <= on;

/**
 * How many of some records are outdated on a day, to follow the date of the newest; nothing where none is.
 * @example ' (3 of 20 prices outdated)'
 */
export function oldOf(
	rows: readonly { stale_from: string | null }[],
	on: string,
	what: string
): string {
	const old = rows.filter((row) => isOld(row, on)).length;
	if (old === 0) return '';
	return old === rows.length ? ' (outdated)' : ` (${old} of ${rows.length} ${what} outdated)`;
}

type LineOf = Pick<Observation, 'series_id' | 'region'>;

/** The key of the values of a series in a region. */
export const lineKey = ({ series_id, region }: LineOf): string => `${series_id}|${region}`;

/** The period of the newest value of a line, said to be outdated where it is: `Apr 2025 (outdated)`. */
export const newestPeriod = (row: LineOf & { date: string }, outdated: Outdated): string =>
	`${readable(row.date)}${outdated.has(lineKey(row)) ? ' (outdated)' : ''}`;
