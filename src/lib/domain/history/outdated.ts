import { readable } from '../text/format.ts';
import type { Observation } from '../indicators/indicators.ts';

/**
 * Records that nobody confirmed for longer than the limit of their kind: a series and region by its key, a price
 * of a model by its id.
 */
export type Outdated = ReadonlySet<string>;

export const NONE_OUTDATED: Outdated = new Set();

type LineOf = Pick<Observation, 'series_id' | 'region'>;

/** The key of the values of a series in a region. */
export const lineKey = ({ series_id, region }: LineOf): string => `${series_id}|${region}`;

/** The period of the newest value of a line, said to be outdated where it is: `Apr 2025 (outdated)`. */
export const newestPeriod = (row: LineOf & { date: string }, outdated: Outdated): string =>
	`${readable(row.date)}${outdated.has(lineKey(row)) ? ' (outdated)' : ''}`;
