import {
	counted,
	compact,
	formatNumber,
	placeInRegion,
	readable,
	signed,
	TIER_WORDS
} from '../text/format.ts';
import { rateWords } from '../actions/votes.ts';
import { rateOf } from './facts/rate.ts';
import type { ScreeningRow } from './row.ts';
import { NO_RECORD } from './terms.ts';
import { countOfRecords, NO_RECORD_WORDS, restrictionWords } from './screening-words.ts';

/** Several columns of a result in words, under the column it is sorted by. */
interface SummaryColumn {
	key: keyof ScreeningRow;
	title: string;
	/** The words for a site that was placed. */
	text: (row: ScreeningRow) => string;
}

const orNone = (text: string | null): string => text ?? NO_RECORD_WORDS;

/** What is known of a site in words, each with its denominator, level or period. */
export const SUMMARY_COLUMNS: readonly SummaryColumn[] = [
	{
		key: 'region_name',
		title: 'County',
		text: ({ place_name, region_name }) =>
			place_name === null
				? (region_name ?? '')
				: placeInRegion({ place_name, region_name: region_name ?? '' })
	},
	{
		key: 'restriction_status',
		title: 'Restriction',
		text: (row) =>
			[
				restrictionWords(row),
				...(row.restriction_status === NO_RECORD || row.restriction_land === null
					? []
					: [`For ${row.restriction_land}`, row.restriction_scope ?? '']),
				...(row.places_with_rule
					? [
							`${counted(row.places_with_rule, 'place')} inside with a rule of ${row.places_with_rule === 1 ? 'its' : 'their'} own: ${row.places_with_rule_names ?? ''}`
						]
					: [])
			].join('. ')
	},
	{
		key: 'pending',
		title: 'Seen pending',
		text: ({ pending_matters }) => orNone(pending_matters)
	},
	{ key: 'proposed', title: 'Proposed', text: ({ proposed }) => orNone(proposed) },
	{
		key: 'next_date',
		title: 'Next date',
		text: ({ next_what, dates_ahead }) =>
			next_what === null
				? NO_RECORD_WORDS
				: `${next_what}${dates_ahead !== null && dates_ahead > 1 ? `; ${counted(dates_ahead - 1, 'date')} more` : ''}`
	},
	{
		key: 'last_decisions',
		title: 'Last decisions',
		text: ({ last_decisions, last_decision_level }) =>
			last_decisions === null
				? NO_RECORD_WORDS
				: `Of the ${last_decision_level ?? ''}: ${last_decisions.replaceAll(' | ', '; ')}`
	},
	{
		key: 'votes_decided',
		title: 'Binding votes',
		text: (row) =>
			row.votes_decided
				? `${rateWords(rateOf(row))}${row.project_votes ? `; of ${counted(row.project_votes, 'project vote')} ${row.project_votes_approved ?? 0} approved, ${row.project_votes_denied ?? 0} denied` : ''}`
				: countOfRecords(row.votes_decided, 'votes')
	},
	{
		key: 'restrictive_50mi_24m',
		title: 'Restrictive within 50 miles, 24 months',
		text: (row) =>
			row.restrictive_50mi_24m
				? `${row.restrictive_50mi_24m_confirmed ?? 0} verified of ${formatNumber(row.restrictive_50mi_24m)}`
				: row.restrictive_50mi_24m === null
					? 'Not counted: the point is not known'
					: NO_RECORD_WORDS
	},
	{
		key: 'lawsuits',
		title: 'Lawsuits',
		text: ({ lawsuits }) => (lawsuits ? counted(lawsuits, 'lawsuit') : NO_RECORD_WORDS)
	},
	{
		key: 'state_laws',
		title: 'State laws and bills',
		text: ({ state_laws, state_bills, state_law_latest }) =>
			state_laws || state_bills
				? `${counted(state_laws ?? 0, 'law')}, ${counted(state_bills ?? 0, 'bill')}; ${state_law_latest ?? ''}`
				: NO_RECORD_WORDS
	},
	{
		key: 'opposition_percent',
		title: 'Opposition',
		text: (row) =>
			row.opposition_percent === null
				? NO_RECORD_WORDS
				: `${formatNumber(row.opposition_percent, 1)}% (${row.opposition_level ?? ''}; ${row.opposition_house ?? ''}, ${readable(row.opposition_date)}${row.opposition_age_days === null ? '' : `, ${counted(row.opposition_age_days, 'day')} old`}, ${row.opposition_n === null ? 'n not stated' : `n ${formatNumber(row.opposition_n)}`}; ${row.opposition_tier ? TIER_WORDS[row.opposition_tier] : ''})`
	},
	{
		key: 'residential_price_change_5y',
		title: 'Household price',
		text: (row) =>
			priceWords(
				row.residential_price,
				row.residential_price_year,
				row.residential_price_change_1y,
				row.residential_price_change_5y,
				row.residential_price_change_10y
			)
	},
	{
		key: 'industrial_price_change_5y',
		title: 'Industrial price',
		text: (row) =>
			priceWords(
				row.industrial_price,
				row.industrial_price_year,
				row.industrial_price_change_1y,
				row.industrial_price_change_5y,
				row.industrial_price_change_10y
			)
	},
	{
		key: 'data_center_share',
		title: 'Data centers’ share of state electricity',
		text: ({ data_center_share, data_center_share_year, data_center_share_tier }) =>
			data_center_share === null
				? NO_RECORD_WORDS
				: `${formatNumber(data_center_share, 1)}% in ${data_center_share_year ?? ''} (${data_center_share_tier ? TIER_WORDS[data_center_share_tier] : ''})`
	},
	{
		key: 'projects',
		title: 'Projects',
		text: (row) =>
			row.projects
				? `${counted(row.projects, 'project')}${row.projects_mw === null ? '' : `, ${compact(row.projects_mw)} MW stated by ${row.projects_with_mw ?? 0}`}${row.projects_usd === null ? '' : `, $${compact(row.projects_usd)} stated by ${row.projects_with_usd ?? 0}`}; ${(row.project_standing ?? '').replaceAll(' | ', '; ')}`
				: NO_RECORD_WORDS
	},
	{
		key: 'newest_record',
		title: 'Evidence',
		text: (row) =>
			row.records
				? `${counted(row.records, 'record')}, ${readable(row.oldest_record)} to ${readable(row.newest_record)}: ${row.records_primary ?? 0} primary, ${row.records_reported ?? 0} reported, ${row.records_tracker ?? 0} tracker only${row.records_own ? `, ${row.records_own} own` : ''}${row.records_stale ? `; ${row.records_stale} stale` : ''}`
				: NO_RECORD_WORDS
	}
];

function priceWords(
	price: number | null,
	year: string | null,
	one: number | null,
	five: number | null,
	ten: number | null
): string {
	if (price === null) return NO_RECORD_WORDS;
	const spans = [
		[one, '1 year'],
		[five, '5 years'],
		[ten, '10 years']
	] as const;
	const changes = spans.flatMap(([change, span]) =>
		change === null ? [] : [`${signed(change)}% in ${span}`]
	);
	return `${formatNumber(price)}¢ per kWh in ${year ?? ''}${changes.length > 0 ? `; ${changes.join(', ')}` : ''}`;
}
