import { z } from 'zod';
import { TIERS } from '../closed.ts';
import { integer, number, oneOf, optional, percent, text, url, yesNo } from '../schema/column.ts';
import { RULES, STATUSES, TO_BASES } from '../status/status-words.ts';
import {
	MILES,
	COUNTED_MONTHS,
	nearColumn,
	NO_RECORD,
	OPPOSITION_LEVELS,
	PLACED,
	POSITION_BASES,
	PRICE_KINDS,
	WHOSE,
	type NearColumn
} from './terms.ts';
import { PRICE_SPANS } from '../indicators/measures.ts';

const count = (description: string) => optional(integer(description, { min: 0 }));
const day = (description: string) => optional(text(`${description}, YYYY-MM-DD`));
const words = (description: string) => optional(text(description));
const degrees = (description: string) => optional(number(description, { unit: 'degrees' }));

const whereAndWhat = {
	row: integer('Position in the list, from 1', { min: 1 }),
	site: text('Name of the site as given, else what locates it'),
	placed: oneOf(PLACED, 'ambiguous: it can be several places, see candidates'),
	problem: words('Why the site was not placed'),
	candidates: words('What an ambiguous site can be, joined with |'),
	notes: words('What to know about how the site was placed'),
	lat: degrees('Latitude as given; empty where none was'),
	lon: degrees('Longitude as given; empty where none was'),
	position_basis: optional(
		oneOf(
			POSITION_BASES,
			'What distances are measured from: the coordinates given, the place, or the center of the county'
		)
	),
	point_lat: degrees('Latitude of the point that distances are measured from'),
	point_lon: degrees('Its longitude'),
	region: words('County, by state and FIPS code; the state where the county is not known'),
	region_name: words('Its name'),
	state: words('State'),
	place_id: words('Place on record, where the row names it'),
	place_name: words('Place, only where the row names it'),
	border_km: optional(
		number('Distance to the nearest border of the county; empty where it is more than 1 km', {
			unit: 'km',
			min: 0
		})
	),
	border_with: words('Counties beyond that border; empty at a coast or the border of the nation')
};

const restriction = {
	restriction_status: optional(
		oneOf(
			[...STATUSES, NO_RECORD],
			'Firmest rule on the day that counts here, proposals apart; no_record: none is on record'
		)
	),
	restriction_kind: optional(oneOf(RULES, 'Kind of rule')),
	restriction_whose: optional(oneOf(WHOSE, 'Whose rule it is')),
	restriction_body: words('Who decided it'),
	restriction_since: day('First day'),
	restriction_until: day('Last day; empty where none is on record'),
	restriction_until_basis: optional(
		oneOf(TO_BASES, 'stated by a source; computed from its length; limit, open: none on record')
	),
	restriction_mw_threshold: optional(number('Size from which it applies', { unit: 'MW', min: 0 })),
	restriction_land: words('Whose land it is for; of a rule that is on no land, what it is on'),
	restriction_covers: words(
		'What it covers, a word of the vocabulary; empty where no record says so'
	),
	restriction_scope: words('What it covers in a sentence, from the words of its record'),
	restriction_tier: optional(oneOf(TIERS, 'Best tier of its sources')),
	restriction_publishers: count('Publishers that state it'),
	restriction_id: words('Interval of `statuses` it is'),
	restrictions: words('Every rule on record on the day that counts here, in words, joined with |'),
	proposed: words('Rules proposed on the day, in words, joined with |'),
	pending: count(
		'Restrictions that trackers listed as pending in the county and its places, as known on the day'
	),
	pending_first: day('First day on which one of them was seen pending'),
	pending_last: day('Last day on which one of them was seen pending, up to the day'),
	pending_matters: words(
		'Each of them in words, with the days on which it was seen pending, joined with |'
	),
	places_with_rule: count(
		'Places inside the county with a rule of their own in force; the site may lie in one'
	),
	places_with_rule_names: words('Their names, joined with |')
};

const ahead = {
	next_date: day('The next day something is due here'),
	next_what: words('What is due on it'),
	dates_ahead: count('Days on which something is due, in the county, its state and the nation')
};

const votes = {
	last_decisions: words(
		'The last three decided votes: day, body, decision, votes; of the place or county, else of the state; joined with |'
	),
	last_decision_level: optional(
		oneOf(['place', 'county', 'state'], 'Where these votes were taken')
	),
	votes_decided: count('Decided votes in the county and its places'),
	votes_restrictive: count('Of the decided votes, those with a restrictive outcome'),
	votes_permissive: count('Of the decided votes, those with a permissive outcome'),
	votes_confirmed: count('Of the decided votes, those stated by a source beyond trackers'),
	votes_restrictive_confirmed: count(
		'Of the restrictive ones, those stated by a source beyond trackers'
	),
	project_votes: count('Votes in the county by which a project was approved or denied'),
	project_votes_approved: count('Of these, approved'),
	project_votes_denied: count('Of these, denied')
};

const nearby = Object.fromEntries(
	MILES.flatMap((miles) =>
		COUNTED_MONTHS.flatMap((months) => [
			[
				nearColumn(miles, months),
				count(
					`Restrictive actions within ${miles} miles in the ${months} months to the day; those located only to the state are left out`
				)
			],
			[
				`${nearColumn(miles, months)}_confirmed`,
				count('Of these, stated by a source beyond trackers')
			]
		])
	)
) as Record<NearColumn | `${NearColumn}_confirmed`, ReturnType<typeof count>>;

const law = {
	lawsuits: count('Lawsuits in the county and its places'),
	state_laws: count('Laws of the state on data centers'),
	state_bills: count('Bills in the state that are no law on record'),
	state_law_latest: words('The newest of these')
};

const opposition = {
	opposition_percent: optional(
		percent('Share against data centers in the newest poll of the question asked most often there')
	),
	opposition_level: optional(
		oneOf(
			OPPOSITION_LEVELS,
			'measured: asked in the county; state: in its state; national: in the nation'
		)
	),
	opposition_question: words('What was asked, as a label'),
	opposition_house: words('Pollster that asked'),
	opposition_n: optional(number('People asked', { unit: 'respondents', min: 0 })),
	opposition_date: words('When'),
	opposition_age_days: optional(integer('Days from then to the day', { unit: 'days', min: 0 })),
	opposition_tier: optional(oneOf(TIERS, 'Best tier of its sources')),
	opposition_source_url: optional(url('Source'))
};

type Kind = (typeof PRICE_KINDS)[number];
type Span = (typeof PRICE_SPANS)[number];
const prices = Object.fromEntries(
	PRICE_KINDS.flatMap((kind) => [
		[
			`${kind}_price`,
			optional(
				number(`Average ${kind} electricity price of the state, yearly`, { unit: 'cents/kWh' })
			)
		],
		[`${kind}_price_year`, words('Year of that price')],
		...PRICE_SPANS.map((years) => [
			`${kind}_price_change_${years}y`,
			optional(
				number(`Its change over ${years} ${years === 1 ? 'year' : 'years'}`, { unit: 'percent' })
			)
		])
	])
) as Record<`${Kind}_price` | `${Kind}_price_change_${Span}y`, z.ZodNullable<z.ZodNumber>> &
	Record<`${Kind}_price_year`, z.ZodNullable<z.ZodString>>;

const demand = {
	data_center_share: optional(
		percent('Share of the electricity of the state that data centers use')
	),
	data_center_share_year: words('Year of that share'),
	data_center_share_tier: optional(oneOf(TIERS, 'Best tier of its sources'))
};

const project = {
	projects: count('Projects on record in the county'),
	projects_mw: optional(
		number('Power of those that state it, each project once', { unit: 'MW', min: 0 })
	),
	projects_with_mw: count('Projects that state their power'),
	projects_usd: optional(
		number('Investment of those that state it, each project once', { unit: 'USD', min: 0 })
	),
	projects_with_usd: count('Projects that state their investment'),
	project_standing: words('Projects with their standing on the day, joined with |')
};

const evidence = {
	records: count('Actions on record in the county and its places'),
	oldest_record: day('First day of the oldest of them'),
	newest_record: day('First day of the newest of them'),
	records_primary: count('Of them, read at an official record'),
	records_reported: count('Of them, as reported by an outlet'),
	records_tracker: count('Of them, from a tracker only'),
	records_own: count('Of them, own data of this server'),
	records_stale: count('Of them, not confirmed for so long that they want another look'),
	has_stale: optional(yesNo('yes where any of them is stale')),
	actions_url: words('Page with the actions of the county'),
	profile_url: words('Page with the profile of the county')
};

/** Row of a screening result, without the columns carried through and the score. */
export const screeningRow = z.object({
	...whereAndWhat,
	...restriction,
	...ahead,
	...votes,
	...nearby,
	...law,
	...opposition,
	...prices,
	...demand,
	...project,
	...evidence
});
export type ScreeningRow = z.output<typeof screeningRow>;

/** Columns of a result: a list that is one is read by them and they are made anew. */
export const RESULT_COLUMNS: ReadonlySet<string> = new Set(Object.keys(screeningRow.shape));

/** What was found, beside where the site is. */
export type Facts = Omit<ScreeningRow, keyof typeof whereAndWhat>;
export type Position = Pick<ScreeningRow, keyof typeof whereAndWhat>;

/** Facts of a site that was not placed: nothing was looked for. */
export const NOT_LOOKED_FOR = Object.fromEntries(
	Object.keys(screeningRow.shape)
		.filter((name) => !(name in whereAndWhat))
		.map((name) => [name, null])
) as Record<keyof Facts, null>;
