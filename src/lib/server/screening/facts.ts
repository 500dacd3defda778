import { countWords, shareWords } from '#lib/domain/action-words.ts';
import { aheadDay, aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { daysBetween } from '#lib/domain/dates.ts';
import { readable, words } from '#lib/domain/format.ts';
import { landWords } from '#lib/domain/screening/land.ts';
import {
	NO_RECORD,
	PRICE_KINDS,
	PRICE_SPANS,
	type Facts,
	type WHOSE
} from '#lib/domain/screening/row.ts';
import { inForceAt, type Here } from '#lib/domain/status/in-force.ts';
import { ruleWords } from '#lib/domain/status/rule-words.ts';
import { holds, STATUSES } from '#lib/domain/status/words.ts';
import { isDecidedVote, voteRate } from '#lib/domain/votes.ts';
import type { AheadRow } from '../dataset/queries/ahead.ts';
import { newestValues, type ValueRow } from '../dataset/queries/overview.ts';
import type { ActionHere, ProjectHere, RuleHere } from '../dataset/queries/screening.ts';
import type { OpenRelease } from '../dataset/release.ts';
import type { Located } from './locate.ts';
import type { OnRecord } from './record.ts';

type Reading = CollectionRow<'readings'>;

/** What facts are made from. */
export interface FactsBasis {
	release: OpenRelease;
	on: string;
	record: OnRecord;
	/** The newest reading against data centers asked in exactly this region, or null. */
	reading: (region: string) => Reading | null;
}

/** A rule that counts at a site, and whose it is. */
export interface RuleThere {
	whose: (typeof WHOSE)[number];
	rule: RuleHere;
	land: string;
}

/** The records behind the facts of a site, to be shown one by one. */
export interface Evidence {
	rules: RuleThere[];
	ahead: AheadRow[];
	decisions: ActionHere[];
	lawsuits: ActionHere[];
	laws: ActionHere[];
	projects: ProjectHere[];
	share: ValueRow | null;
	prices: ValueRow[];
	reading: Reading | null;
}

/** Facts of a county or place, without what is counted around a point. */
export type FactsHere = Omit<Facts, `restrictive_${string}`>;

const DATA_CENTER_SHARE = 'data-center-share-epri';
const DECISIONS = 3;
/** Years of a series that hold the longest span, with room for years left out. */
const YEARS = 40;

/** Facts of counties and states, each made once however many sites lie there. */
export class FactsOf {
	#basis: FactsBasis;
	#counties = new Map<string, { facts: FactsHere; evidence: Evidence }>();
	#states = new Map<string, ReturnType<typeof stateFacts>>();
	#readings = new Map<string, Reading | null>();

	constructor(basis: FactsBasis) {
		this.#basis = basis;
	}

	/** Everything known of where a site lies, but for what is counted around its point. */
	at({ county, state, place }: Located): { facts: FactsHere; evidence: Evidence } {
		const key = `${county?.region ?? state.region} ${place === null ? '' : (place.id ?? 'unknown')}`;
		const known = this.#counties.get(key);
		if (known) return known;
		const made = this.#make(county?.region ?? null, state.region, place);
		this.#counties.set(key, made);
		return made;
	}

	#make(county: string | null, state: string, place: Located['place']) {
		const { record, on } = this.#basis;
		const rules = rulesThere(record, { county, state, place }, on);
		const actions = this.#actionsOf(county, place);
		const projects = county === null ? [] : record.projectsIn(county);
		const ahead = aheadThere(record, { county, state });
		const decisions = lastDecisions(actions, place, record.actionsOfState(state));
		const ofState = this.#state(state);
		const opposition = this.#opposition(county, state);
		const lawsuits = actions.filter(({ action_type }) => action_type === 'lawsuit');
		const facts: FactsHere = {
			...restrictionFacts(rules),
			...insideFacts(record, county, place),
			...aheadFacts(ahead),
			...decisions.facts,
			...voteFacts(actions),
			lawsuits: lawsuits.length,
			...ofState.facts,
			...opposition.facts,
			...projectFacts(projects),
			...evidenceFacts(actions, on),
			...links(county ?? state)
		};
		const evidence: Evidence = {
			rules,
			ahead,
			decisions: decisions.votes,
			lawsuits,
			laws: ofState.laws,
			projects: [...projects],
			share: ofState.share,
			prices: ofState.prices,
			reading: opposition.reading
		};
		return { facts, evidence };
	}

	/** Actions of the county and its places; of a place whose county is not known, its own. */
	#actionsOf(county: string | null, place: Located['place']): readonly ActionHere[] {
		const { record } = this.#basis;
		if (county !== null) return record.actionsIn(county);
		const state = place?.id?.slice(0, 5) ?? '';
		return record.actionsIn(state).filter(({ place_id }) => place_id === place?.id);
	}

	#state(state: string) {
		const known = this.#states.get(state);
		if (known) return known;
		const made = stateFacts(this.#basis, state);
		this.#states.set(state, made);
		return made;
	}

	#opposition(county: string | null, state: string) {
		const levels = [
			['measured', county],
			['state', state],
			['national', 'US']
		] as const;
		for (const [level, region] of levels) {
			const reading = region === null ? null : this.#reading(region);
			if (reading)
				return {
					reading,
					facts: {
						opposition_percent: reading.percent,
						opposition_level: level,
						opposition_question: reading.wording_group_label,
						opposition_house: reading.house,
						opposition_n: reading.sample_size,
						opposition_date: reading.date,
						opposition_age_days:
							reading.date_end === null
								? null
								: Math.max(0, daysBetween(reading.date_end, this.#basis.on)),
						opposition_tier: reading.tier,
						opposition_source_url: reading.source_url
					}
				};
		}
		return { reading: null, facts: NO_OPPOSITION };
	}

	#reading(region: string): Reading | null {
		const known = this.#readings.get(region);
		if (known !== undefined) return known;
		const reading = this.#basis.reading(region);
		this.#readings.set(region, reading);
		return reading;
	}
}

const NO_OPPOSITION = {
	opposition_percent: null,
	opposition_level: null,
	opposition_question: null,
	opposition_house: null,
	opposition_n: null,
	opposition_date: null,
	opposition_age_days: null,
	opposition_tier: null,
	opposition_source_url: null
};

const joined = (texts: readonly string[]): string | null =>
	texts.length === 0 ? null : texts.join(' | ');

interface There {
	county: string | null;
	state: string;
	place?: Located['place'];
}

/** Rules that count at a site, the firmest first; of equals, the nearest body's. */
function rulesThere(record: OnRecord, { county, state, place }: There, on: string): RuleThere[] {
	const regions = [county, state, 'US'].filter((region) => region !== null);
	const rules = regions.flatMap((region) => record.rulesIn(region));
	const here: Here = {
		placeId: place ? (place.id ?? '') : null,
		region: county ?? state,
		ancestors: regions
	};
	const found = inForceAt(rules, here, on);
	const there = (whose: RuleThere['whose'], rule: RuleHere): RuleThere => ({
		whose,
		rule,
		land: landWords(whose, rule.row.place_name, rule.isWholeRegion)
	});
	return [
		...found.own.map((rule) => there(here.placeId === null ? 'county' : 'place', rule)),
		...found.county.map(({ standing }) => there('county', standing)),
		...found.state.map((rule) => there('state', rule)),
		...found.country.map((rule) => there('country', rule))
	].sort((a, b) => STATUSES.indexOf(a.rule.status) - STATUSES.indexOf(b.rule.status));
}

const ruleLine = ({ rule, land }: RuleThere) =>
	`${rule.row.body}: ${ruleWords(rule.row)} (${land})`;

function restrictionFacts(rules: readonly RuleThere[]) {
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
		restriction_tier: row?.tier ?? null,
		restriction_publishers: row?.independent_sources ?? null,
		restriction_id: row?.status_id ?? null,
		restrictions: joined(standing.map(ruleLine)),
		proposed: joined(rules.filter(({ rule }) => rule.status === 'proposed').map(ruleLine))
	} satisfies Partial<Facts>;
}

/** Places inside the county that have a rule in force: a site known only by its point may lie in one. */
function insideFacts(record: OnRecord, county: string | null, place: Located['place']) {
	if (county === null) return { places_with_rule: null, places_with_rule_names: null };
	const names = record
		.rulesIn(county)
		.filter(
			({ reach, status, placeId, isWholeRegion }) =>
				reach === 'place' && holds(status) && !isWholeRegion && placeId !== place?.id
		)
		.map(({ row }) => row.place_name);
	const distinct = [...new Set(names)].sort();
	return { places_with_rule: distinct.length, places_with_rule_names: joined(distinct) };
}

/** What is due in the county and its places, and in the state and nation as a whole. */
function aheadThere(record: OnRecord, { county, state }: There): AheadRow[] {
	const whole = (region: string, reach: AheadRow['reach']) =>
		record.aheadIn(region).filter((row) => row.reach === reach);
	return [
		...(county === null ? [] : record.aheadIn(county)),
		...whole(state, 'state'),
		...whole('US', 'country')
	].sort((a, b) => (a.date_start < b.date_start ? -1 : a.date_start > b.date_start ? 1 : 0));
}

const aheadFacts = (ahead: readonly AheadRow[]) => ({
	next_date: ahead[0]?.date_start ?? null,
	next_what: ahead[0] ? `${aheadTitle(ahead[0])} (${aheadDay(ahead[0])}, ${ahead[0].basis})` : null,
	dates_ahead: ahead.length
});

/** The last decided votes of the place, else of the county, else of the state. */
function lastDecisions(
	actions: readonly ActionHere[],
	place: Located['place'],
	ofState: readonly ActionHere[]
) {
	const votesOf = (some: readonly ActionHere[]) => some.filter(isDecidedVote).slice(0, DECISIONS);
	const levels = [
		['place', place?.id ? actions.filter(({ place_id }) => place_id === place.id) : []],
		['county', actions],
		['state', ofState]
	] as const;
	for (const [level, some] of levels) {
		const votes = votesOf(some);
		if (votes.length > 0)
			return {
				votes,
				facts: {
					last_decisions: joined(votes.map(decisionLine)),
					last_decision_level: level
				}
			};
	}
	return { votes: [], facts: { last_decisions: null, last_decision_level: null } };
}

function decisionLine(action: ActionHere): string {
	const counted = countWords(action) ?? shareWords({ ...action, percent_for: null });
	return `${readable(action.date)}, ${action.place_name}, ${action.body}: ${action.action_type_label.toLowerCase()} ${words(action.decision)}${counted === null ? '' : ` (${counted})`}`;
}

const APPROVED = ['approved', 'adopted', 'upheld'];
const DENIED = ['denied', 'rejected'];

function voteFacts(actions: readonly ActionHere[]) {
	const rate = voteRate(actions);
	const votes = actions.filter(
		(action) => action.action_type === 'project_vote' && isDecidedVote(action)
	);
	const approved = votes.filter(({ decision }) => APPROVED.includes(decision)).length;
	const denied = votes.filter(({ decision }) => DENIED.includes(decision)).length;
	return {
		votes_decided: rate.decided,
		votes_restrictive: rate.restrictive,
		votes_permissive: rate.permissive,
		votes_confirmed: rate.decided_confirmed,
		project_votes: approved + denied,
		project_votes_approved: approved,
		project_votes_denied: denied
	};
}

function stateFacts({ release, record, on }: FactsBasis, state: string) {
	const own = record.actionsIn(state);
	const laws = own.filter(({ action_type }) => action_type === 'state_law');
	const bills = own.filter(({ action_type }) => action_type === 'state_bill');
	const all = own.filter(({ action_type }) => ['state_law', 'state_bill'].includes(action_type));
	const [latest] = all;
	const [share = null] = newestValues(release, DATA_CENTER_SHARE, state, on, 1);
	const prices = PRICE_KINDS.map((kind) => ({
		kind,
		values: newestValues(release, `us-electricity-price-${kind}-annual`, state, on, YEARS)
	}));
	return {
		laws: all,
		share,
		prices: prices.flatMap(({ values }) => values.slice(0, 1)),
		facts: {
			state_laws: laws.length,
			state_bills: bills.length,
			state_law_latest: latest
				? `${readable(latest.date)}, ${latest.action_type_label.toLowerCase()} ${words(latest.decision)}: ${latest.summary}`
				: null,
			...(Object.assign(
				{},
				...prices.map(({ kind, values }) => priceFacts(kind, values))
			) as PriceFacts),
			data_center_share: share?.value ?? null,
			data_center_share_year: share?.period ?? null,
			data_center_share_tier: share?.tier ?? null
		}
	};
}

type PriceFacts = Pick<
	Facts,
	{
		[K in keyof Facts]: K extends `${(typeof PRICE_KINDS)[number]}_price${string}` ? K : never;
	}[keyof Facts]
>;

/** The newest yearly price and its change over each span, null where the earlier year is not on record. */
function priceFacts(kind: (typeof PRICE_KINDS)[number], values: readonly ValueRow[]) {
	const [now] = values;
	const before = (years: number) =>
		now && values.find(({ period }) => period === String(Number(now.period) - years));
	return {
		[`${kind}_price`]: now?.value ?? null,
		[`${kind}_price_year`]: now?.period ?? null,
		...Object.fromEntries(
			PRICE_SPANS.map((years) => {
				const then = before(years);
				const change = now && then ? (now.value / then.value - 1) * 100 : null;
				return [`${kind}_price_change_${years}y`, change];
			})
		)
	};
}

function projectFacts(projects: readonly ProjectHere[]) {
	const stated = (of: (project: ProjectHere) => number | null) =>
		projects.map(of).filter((value) => value !== null);
	const total = (values: number[]) =>
		values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
	const mw = stated(({ project_mw }) => project_mw);
	const usd = stated(({ project_investment_usd }) => project_investment_usd);
	return {
		projects: projects.length,
		projects_mw: total(mw),
		projects_with_mw: mw.length,
		projects_usd: total(usd),
		projects_with_usd: usd.length,
		project_standing: joined(
			projects.map(({ project_name, project_status }) => `${project_name}: ${project_status}`)
		)
	};
}

function evidenceFacts(actions: readonly ActionHere[], on: string) {
	const of = (tier: ActionHere['tier']) => actions.filter((one) => one.tier === tier).length;
	const stale = actions.filter(({ stale_from }) => stale_from !== null && stale_from <= on).length;
	return {
		records: actions.length,
		oldest_record: actions.at(-1)?.date_start ?? null,
		newest_record: actions[0]?.date_start ?? null,
		records_primary: of('primary'),
		records_reported: of('reported'),
		records_tracker: of('aggregator'),
		records_own: of('own'),
		records_stale: stale,
		has_stale: stale > 0 ? ('yes' as const) : ('no' as const)
	};
}

const links = (region: string) => ({
	actions_url: `/actions?region=${region}`,
	profile_url: `/regions/${region}`
});
