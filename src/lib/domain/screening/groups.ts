import { MILES, COUNTED_MONTHS, nearColumn, PRICE_KINDS } from './terms.ts';
import { PRICE_SPANS } from '../indicators/measures.ts';

/** Columns of a result that are shown and hidden together. */
export interface Group {
	key: string;
	title: string;
	columns: readonly string[];
}

/** The few columns to compare sites by; what is shown unless somebody chooses. */
export const AT_A_GLANCE = 'glance';
/** Columns in words instead of one by one. */
export const SUMMARY = 'summary';
/** What the list carried beside where its sites are. */
export const CARRIED = 'carried';

/** Every column of a result in the order of the files; the name and position of the row stand before them. */
export const GROUPS: readonly Group[] = [
	{
		key: 'where',
		title: 'Location',
		columns: [
			'lat',
			'lon',
			'position_basis',
			'point_lat',
			'point_lon',
			'region',
			'region_name',
			'state',
			'place_id',
			'place_name',
			'border_km',
			'border_with'
		]
	},
	{
		key: 'restriction',
		title: 'Restriction',
		columns: [
			'restriction_status',
			'restriction_kind',
			'restriction_whose',
			'restriction_body',
			'restriction_since',
			'restriction_until',
			'restriction_until_basis',
			'restriction_mw_threshold',
			'restriction_covers',
			'restriction_scope',
			'restriction_land',
			'restriction_tier',
			'restriction_publishers',
			'restriction_id',
			'restrictions',
			'proposed',
			'pending',
			'pending_first',
			'pending_last',
			'pending_matters',
			'places_with_rule',
			'places_with_rule_names'
		]
	},
	{ key: 'ahead', title: 'Upcoming dates', columns: ['next_date', 'next_what', 'dates_ahead'] },
	{
		key: 'votes',
		title: 'Votes',
		columns: [
			'last_decisions',
			'last_decision_level',
			'votes_decided',
			'votes_restrictive',
			'votes_permissive',
			'votes_confirmed',
			'votes_restrictive_confirmed',
			'project_votes',
			'project_votes_approved',
			'project_votes_denied'
		]
	},
	{
		key: 'nearby',
		title: 'Restrictive actions nearby',
		columns: MILES.flatMap((miles) =>
			COUNTED_MONTHS.flatMap((months) => {
				const name = nearColumn(miles, months);
				return [name, `${name}_confirmed`];
			})
		)
	},
	{
		key: 'law',
		title: 'Lawsuits, laws and bills',
		columns: ['lawsuits', 'state_laws', 'state_bills', 'state_law_latest']
	},
	{
		key: 'opposition',
		title: 'Opposition',
		columns: [
			'opposition_percent',
			'opposition_level',
			'opposition_question',
			'opposition_house',
			'opposition_n',
			'opposition_date',
			'opposition_age_days',
			'opposition_tier',
			'opposition_source_url'
		]
	},
	{
		key: 'power',
		title: 'Electricity',
		columns: [
			...PRICE_KINDS.flatMap((kind) => [
				`${kind}_price`,
				`${kind}_price_year`,
				...PRICE_SPANS.map((years) => `${kind}_price_change_${years}y`)
			]),
			'data_center_share',
			'data_center_share_year',
			'data_center_share_tier'
		]
	},
	{
		key: 'projects',
		title: 'Projects',
		columns: [
			'projects',
			'projects_mw',
			'projects_with_mw',
			'projects_usd',
			'projects_with_usd',
			'project_standing'
		]
	},
	{
		key: 'evidence',
		title: 'Evidence',
		columns: [
			'records',
			'oldest_record',
			'newest_record',
			'records_primary',
			'records_reported',
			'records_tracker',
			'records_own',
			'records_stale',
			'has_stale',
			'actions_url',
			'profile_url'
		]
	}
];

/** Keys of everything that can be shown, in order. */
export const SHOWABLE: readonly string[] = [
	AT_A_GLANCE,
	SUMMARY,
	...GROUPS.map(({ key }) => key),
	CARRIED
];
