import { ascending } from 'd3-array';
import { aheadDay, aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import type { AheadRow } from '../../dataset/queries/actions/ahead.ts';
import type { SiteRecord } from '../record.ts';
import type { There } from './there.ts';

/** What is due in the county and its places, and in the state and nation as a whole, soonest first. */
export function aheadThere(
	record: Pick<SiteRecord, 'aheadIn'>,
	{ county, state }: Pick<There, 'county' | 'state'>
): AheadRow[] {
	const whole = (region: string, reach: AheadRow['reach']) =>
		record.aheadIn(region).filter((row) => row.reach === reach);
	return [
		...(county === null ? [] : record.aheadIn(county)),
		...whole(state, 'state'),
		...whole('US', 'country')
	].sort((a, b) => ascending(a.date_start, b.date_start));
}

/** The next date for a site, what it brings, and how many there are; the dates come in the order of time. */
export const aheadFacts = (ahead: readonly AheadRow[]) => ({
	next_date: ahead[0]?.date_start ?? null,
	next_what: ahead[0] ? `${aheadTitle(ahead[0])} (${aheadDay(ahead[0])}, ${ahead[0].basis})` : null,
	dates_ahead: ahead.length
});
