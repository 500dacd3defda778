import { z } from 'zod';
import { text, yesNo } from '../../schema/column.ts';
import { actions } from '../../tables/actions.ts';
import { places } from '../../tables/regions.ts';
import { action_facts, positions } from '../../tables/computed/status.ts';
import {
	provenance,
	RECORD_FILTERS,
	regionName,
	STAMP_SORT,
	picked,
	words
} from '../collection.ts';
import { stamps } from '../../tables/derived.ts';
import { defineStored, described } from '../stored.ts';

const action = { ...actions.row.shape, ...actions.derived.shape };

const facts = action_facts.derived.shape;

export const actionsCollection = defineStored({
	name: 'actions',
	title: 'Votes and actions',
	description:
		'Votes and other dated actions by public bodies, courts, voters and developers, with the direction of the outcome.',
	from: {
		a: 'actions',
		l: { table: 'places', on: 'a.place_id' },
		...described('a'),
		f: { table: 'action_facts', on: 'a.action_id' },
		x: { table: 'positions', on: 'a.place_id' }
	},
	row: z.object({
		region: action.region,
		...regionName,
		...picked(action, 'date date_basis date_start date_end'),
		place_name: places.row.shape.name,
		place_kind: places.row.shape.place_kind,
		place_id: action.place_id,
		action_type: action.action_type,
		action_type_label: text('Kind of action in words'),
		...picked(action, 'body body_kind decision direction binding votes_for'),
		...picked(action, 'votes_against percent_for percent_restrictive duration_months'),
		...picked(action, 'starts_on ends_on later_state later_seen awaits awaits_on covers'),
		...picked(action, 'mw_threshold project_name developer project_mw'),
		...picked(action, 'project_investment_usd follows summary note'),
		...picked(facts, 'mechanism mechanism_strength advisory project_id same_as vote_day'),
		...picked(facts, 'awaited awaited_from awaited_to'),
		result_missing: yesNo(
			'yes where the day of the vote, hearing or report it waits for has passed and nothing later is on record'
		),
		...picked(positions.derived.shape, 'lon lat position_precision'),
		...stamps,
		dataset: action.dataset,
		action_id: action.action_id,
		...provenance
	}),
	id: 'action_id',
	filters: [
		...words('region scope from to place action_type decision direction binding'),
		...words('body_kind mechanism repeated'),
		...RECORD_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		...words('region place_name action_type decision direction tier independent_sources'),
		...STAMP_SORT
	],
	page: '/actions',
	searched: 'action'
});

/** Lists of actions. */
export const actionLists = {
	actions: actionsCollection
};
