import { group } from 'd3-array';
import { addMonths } from '#lib/domain/dates.ts';
import { isVerified } from '#lib/domain/verified.ts';
import { NearIndex, type NearPoint } from '#lib/domain/screening/sites/nearby.ts';
import { COUNTED_MONTHS } from '#lib/domain/screening/terms.ts';
import { datesAhead, type AheadRow } from '../dataset/queries/actions/ahead.ts';
import { pendingOn, type PendingMatter } from '../dataset/queries/pending.ts';
import {
	actionsUntil,
	projectsUntil,
	rulesOn,
	type ActionHere,
	type ProjectHere,
	type RuleHere
} from '../dataset/queries/screening.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { provinceOf } from '#lib/domain/regions/region-codes.ts';

/** What a release says of the United States on a day, read once for all sites. */
export interface SiteRecord {
	actionsIn: (region: string) => readonly ActionHere[];
	/** Actions of a state and everything inside it. */
	actionsOfState: (state: string) => readonly ActionHere[];
	rulesIn: (region: string) => readonly RuleHere[];
	projectsIn: (region: string) => readonly ProjectHere[];
	aheadIn: (region: string) => readonly AheadRow[];
	/** Restrictions that trackers listed as pending, as known on the day. */
	pendingIn: (region: string) => readonly PendingMatter[];
	/** Whether anything of a region itself is on record. */
	holds: (region: string) => boolean;
	near: NearIndex;
}

/** Reads everything that sites are screened against. @param on YYYY-MM-DD */
export function onRecord(release: Pick<OpenRelease, 'prepare'>, on: string): SiteRecord {
	const actions = actionsUntil(release, on);
	const byRegion = group(actions, ({ region }) => region);
	const byState = group(actions, ({ region }) => provinceOf(region));
	const rules = group(rulesOn(release, on), ({ region }) => region);
	const projects = group(projectsUntil(release, on), ({ region }) => region);
	const pending = group(pendingOn(release, on), ({ region }) => region);
	const ahead = group(datesAhead(release, { regions: ['US'] }, on), ({ region }) => region);
	return {
		actionsIn: (region) => byRegion.get(region) ?? [],
		actionsOfState: (state) => byState.get(state) ?? [],
		rulesIn: (region) => rules.get(region) ?? [],
		projectsIn: (region) => projects.get(region) ?? [],
		aheadIn: (region) => ahead.get(region) ?? [],
		pendingIn: (region) => pending.get(region) ?? [],
		holds: (region) =>
			[byRegion, rules, projects, ahead, pending].some((recorded) => recorded.has(region)),
		near: new NearIndex(actions.flatMap((action) => nearOf(action, on)))
	};
}

/** A restrictive action located to the place or the county, with the stretches of months before the day it lies in. */
function nearOf(action: ActionHere, on: string): NearPoint[] {
	const { lon, lat, position_precision: precision } = action;
	if (action.direction !== 'restrictive' || lon === null || lat === null) return [];
	if (precision !== 'place' && precision !== 'county') return [];
	const months = COUNTED_MONTHS.filter((count) => action.date_start > addMonths(on, -count));
	return months.length === 0 ? [] : [{ lon, lat, months, confirmed: isVerified(action) }];
}
