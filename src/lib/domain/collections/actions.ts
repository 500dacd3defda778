import { z } from 'zod';
import { text, yesNo } from '../schema/column.ts';
import { actions } from '../tables/actions.ts';
import { places } from '../tables/regions.ts';
import { action_facts, positions } from '../tables/status.ts';
import { COMMON_FILTERS, provenance, regionName, STAMP_FILTERS, STAMP_SORT } from './collection.ts';
import { stamps } from '../tables/derived.ts';
import { defineStored, described } from './stored.ts';

const action = { ...actions.row.shape, ...actions.derived.shape };

const facts = action_facts.derived.shape;

export const actionsCollection = defineStored({
	name: 'actions',
	title: 'Votes and actions',
	description:
		'Dated steps by public bodies, courts, voters and developers, with the direction of their outcome.',
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
		date: action.date,
		date_basis: action.date_basis,
		date_start: action.date_start,
		date_end: action.date_end,
		place_name: places.row.shape.name,
		place_kind: places.row.shape.place_kind,
		place_id: action.place_id,
		action_type: action.action_type,
		action_type_label: text('Kind of step in words'),
		body: action.body,
		body_kind: action.body_kind,
		decision: action.decision,
		direction: action.direction,
		binding: action.binding,
		votes_for: action.votes_for,
		votes_against: action.votes_against,
		percent_for: action.percent_for,
		percent_restrictive: action.percent_restrictive,
		duration_months: action.duration_months,
		starts_on: action.starts_on,
		ends_on: action.ends_on,
		later_state: action.later_state,
		later_seen: action.later_seen,
		awaits: action.awaits,
		awaits_on: action.awaits_on,
		covers: action.covers,
		mw_threshold: action.mw_threshold,
		project_name: action.project_name,
		developer: action.developer,
		project_mw: action.project_mw,
		project_investment_usd: action.project_investment_usd,
		follows: action.follows,
		summary: action.summary,
		note: action.note,
		mechanism: facts.mechanism,
		mechanism_strength: facts.mechanism_strength,
		advisory: facts.advisory,
		project_id: facts.project_id,
		same_as: facts.same_as,
		vote_day: facts.vote_day,
		awaited: facts.awaited,
		awaited_from: facts.awaited_from,
		awaited_to: facts.awaited_to,
		result_missing: yesNo(
			'yes where the day of the vote, hearing or report it waits for has passed and nothing later is on record'
		),
		lon: positions.derived.shape.lon,
		lat: positions.derived.shape.lat,
		position_precision: positions.derived.shape.position_precision,
		...stamps,
		dataset: action.dataset,
		action_id: action.action_id,
		...provenance
	}),
	id: 'action_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'place',
		'action_type',
		'decision',
		'direction',
		'binding',
		'body_kind',
		'mechanism',
		'repeated',
		...STAMP_FILTERS,
		...COMMON_FILTERS
	],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		'region',
		'place_name',
		'action_type',
		'decision',
		'direction',
		'tier',
		'independent_sources',
		...STAMP_SORT
	],
	page: '/actions',
	searched: 'action'
});

/** Lists of actions. */
export const actionLists = {
	actions: actionsCollection
};
