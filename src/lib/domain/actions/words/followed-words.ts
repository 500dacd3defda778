import { formatNumber, readable } from '../../text/format.ts';
import type { Followed } from '../followed.ts';
import type { OnRecord } from '../../forecast/forecast-words.ts';

/** A row of what followed, as far as words need it. */
export interface FollowedRow extends Omit<
	Followed,
	'percent_by_size' | 'ratio' | 'ratio_low' | 'ratio_high'
> {
	window_days: number;
}

/** What was on record, as pages call it. */
export const ON_RECORD_WORDS: Record<OnRecord, string> = {
	pending: 'A restriction pending, none adopted',
	fight: 'Another open fight only',
	adopted: 'A restriction adopted already',
	nothing: 'No records found'
};

/** A percentage without decimals; nothing where it is not known. */
export const wholePercent = (percent: number | null): string =>
	percent === null ? '' : `${formatNumber(percent, 0)}%`;

/** `46% (95% interval 33-59%)`. */
export const followedShare = ({ percent, low, high }: FollowedRow): string =>
	percent === null
		? ''
		: `${wholePercent(percent)}${low === null || high === null ? '' : ` (95% interval ${formatNumber(low, 0)}-${formatNumber(high, 0)}%)`}`;

/**
 * What is said of a place with a restriction pending: what became of such counties, with its counts, and that it
 * describes and does not forecast.
 * @param row the counties with a restriction pending over all days read, or undefined where there are none
 */
export function pendingSentence(row: FollowedRow | undefined): string | null {
	if (!row || row.county_vintages === 0) return null;
	const counties = row.counties === 1 ? 'One county' : `${formatNumber(row.counties)} counties`;
	return `${counties} had a restriction pending and none adopted when a tracker was read in 2026. Counted once for each day it was read, a restriction followed within ${row.window_days} days in ${formatNumber(row.followed)} of ${formatNumber(row.county_vintages)} cases (${wholePercent(row.percent)}). This describes those counties. It does not forecast this place.`;
}

/** What is said of a place with nothing on record: that it reassures nobody. */
export function nothingSentence(rows: readonly FollowedRow[]): string | null {
	const row = rows.find(({ record }) => record === 'nothing');
	const all = rows.reduce((sum, { followed }) => sum + followed, 0);
	if (!row || all === 0) return null;
	return `A county without a record is not safe: ${wholePercent((100 * row.followed) / all)} of the restrictions that followed within ${row.window_days} days came in counties without a record. Small places are reported less.`;
}

/** The days on which the record was read, in words: `4 days from Mar 30 to Jun 25, 2026`. */
export function daysRead(rows: readonly FollowedRow[]): string {
	const days = [...new Set(rows.map(({ vintage }) => vintage))]
		.filter((day) => day !== 'all')
		.toSorted();
	const [first = '', last = first] = [days[0], days.at(-1)];
	return days.length === 1
		? readable(first)
		: `${days.length} days from ${readable(first)} to ${readable(last)}`;
}
