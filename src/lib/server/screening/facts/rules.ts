import { landWords } from '#lib/domain/screening/facts/land.ts';
import type { Facts } from '#lib/domain/screening/row.ts';
import { NO_RECORD, type WHOSE } from '#lib/domain/screening/terms.ts';
import { inForceAt, isInside, type PlaceAsked } from '#lib/domain/status/in-force.ts';
import { scopeWords } from '#lib/domain/status/scope.ts';
import { ruleWords } from '#lib/domain/status/rule-words.ts';
import { holds, STATUSES } from '#lib/domain/status/status-words.ts';
import type { RuleHere } from '../../dataset/queries/screening.ts';
import type { SiteRecord } from '../record.ts';
import { joined } from './joined.ts';
import type { There } from './there.ts';
import { lowered } from '#lib/domain/text/format.ts';

/** A rule that counts at a site, and whose it is. */
export interface RuleThere {
	whose: (typeof WHOSE)[number];
	rule: RuleHere;
	/** Whose land it covers, in words. */
	land: string;
}

/** Rules that count at a site, the firmest first; of equals, the nearest body's. */
export function rulesThere(
	record: Pick<SiteRecord, 'rulesIn'>,
	{ county, state, place }: There,
	on: string
): RuleThere[] {
	const regions = [county, state, 'US'].filter((region) => region !== null);
	const rules = regions.flatMap((region) => record.rulesIn(region));
	const here: PlaceAsked = {
		// A site of which only the state is known is no more the state itself than a place in it.
		placeId: place || county === null ? (place?.id ?? '') : null,
		region: county ?? state,
		ancestors: regions
	};
	const found = inForceAt(rules, here, on);
	const there = (whose: RuleThere['whose'], rule: RuleHere): RuleThere => ({
		whose,
		rule,
		land: landWords(whose, rule.row.place_name, rule.isWholeRegion, rule.row)
	});
	return [
		...found.own.map((rule) => there(here.placeId === null ? 'county' : 'place', rule)),
		...found.county.map(({ standing }) => there('county', standing)),
		...found.state.map((rule) => there('state', rule)),
		...found.country.map((rule) => there('country', rule))
	].sort((a, b) => STATUSES.indexOf(a.rule.status) - STATUSES.indexOf(b.rule.status));
}

const ruleLine = ({ rule, land }: RuleThere) =>
	`${rule.row.body}: ${ruleWords(rule.row)} (${land}; ${lowered(scopeWords(rule.row))})`;

/** The firmest rule in columns, and all in words, proposals apart. */
export function restrictionFacts(rules: readonly RuleThere[]) {
	const standing = rules.filter(({ rule }) => rule.status !== 'proposed');
	const [first] = standing;
	const row = first?.rule.row;
	return {
		restriction_status: row?.status ?? NO_RECORD,
		restriction_kind: row?.action_type ?? null,
		restriction_whose: first?.whose ?? null,
		restriction_body: row?.body ?? null,
		restriction_since: row?.from ?? null,
		restriction_until: row === undefined || row.to_basis === 'limit' ? null : row.to,
		restriction_until_basis: row?.to_basis ?? null,
		restriction_mw_threshold: row?.mw_threshold ?? null,
		restriction_land: first?.land ?? null,
		restriction_covers: row?.covers ?? null,
		restriction_scope: row === undefined ? null : scopeWords(row),
		restriction_tier: row?.tier ?? null,
		restriction_publishers: row?.independent_sources ?? null,
		restriction_id: row?.status_id ?? null,
		restrictions: joined(standing.map(ruleLine)),
		proposed: joined(rules.filter(({ rule }) => rule.status === 'proposed').map(ruleLine))
	} satisfies Partial<Facts>;
}

/**
 * Places inside the county that have a rule in force, as a profile counts them: a site known only by its point may lie
 * in one.
 */
export function insideFacts(
	record: Pick<SiteRecord, 'rulesIn'>,
	{ county, place }: Pick<There, 'county' | 'place'>
) {
	if (county === null) return { places_with_rule: null, places_with_rule_names: null };
	const inside = record
		.rulesIn(county)
		.filter((rule) => isInside(rule) && holds(rule.status) && rule.placeId !== place?.id);
	const names = new Map(inside.map(({ placeId, row }) => [placeId, row.place_name]));
	return {
		places_with_rule: names.size,
		places_with_rule_names: joined([...names.values()].sort())
	};
}
