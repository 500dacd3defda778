import { z } from 'zod';
import { ACTION_DATE_BASES, AWAITED, DIRECTIONS } from '../closed.ts';
import {
	code,
	date,
	id,
	integer,
	number,
	oneOf,
	optional,
	percent,
	ref,
	text,
	yesNo
} from '../schema/column.ts';
import { LATER_STATES } from '../status/status-words.ts';
import { defineTable } from '../schema/table.ts';
import { bestSource, dataset, interval, STAMPS, stamps, support } from './derived.ts';

export const actions = defineTable({
	name: 'actions',
	title: 'Votes and actions',
	description:
		'Votes and other dated actions by public bodies, courts, voters and developers: ballot measures, moratoriums, bans, project votes, laws, lawsuits, withdrawals.',
	file: 'actions.csv',
	key: ['action_id'],
	ids: 'dataset',
	dated: 'date',
	stated: STAMPS,
	row: z.object({
		action_id: id('Identifier of the action'),
		date: date('Day of the action', 'happened'),
		date_basis: oneOf(
			ACTION_DATE_BASES,
			'event; report where only the date of a report is known; effective where the start of the rule is given'
		),
		place_id: ref('places', 'place_id', 'Place id'),
		region: ref('regions', 'region', 'County, state or country the place is in'),
		action_type: code('action_type', 'Kind of action', { indexed: true }),
		body: text('Who acted'),
		body_kind: code('body_kind', 'Kind of body'),
		decision: code('decision', 'What was decided', { indexed: true }),
		direction: oneOf(DIRECTIONS, 'restrictive, permissive or neutral for data centers', {
			indexed: true
		}),
		binding: optional(yesNo('no where the action is advisory only', { indexed: true })),
		votes_for: optional(integer('Votes for the motion that decided', { unit: 'votes', min: 0 })),
		votes_against: optional(
			integer('Votes against the motion that decided', { unit: 'votes', min: 0 })
		),
		percent_for: optional(percent('Share of the vote for the measure, as stated')),
		percent_restrictive: optional(percent('Share of the vote cast for restriction')),
		duration_months: optional(
			number('Length of a moratorium as adopted', { unit: 'months', min: 0 })
		),
		starts_on: optional(date('First day in force, as stated', 'planned')),
		ends_on: optional(date('Last day in force, as stated; never computed', 'planned')),
		later_state: optional(
			oneOf(LATER_STATES, 'Later status of the rule in a list, where no dated action is known')
		),
		later_seen: optional(date('Date of that list: the rule was so by then', 'published')),
		awaits: optional(
			oneOf(
				AWAITED,
				'What the record says is to follow: a vote, a hearing, or a report that is due'
			)
		),
		awaits_on: optional(date('The day it names for that', 'planned')),
		covers: optional(
			code(
				'covers',
				'What the rule covers, from the words of the record; empty where they do not say'
			)
		),
		mw_threshold: optional(number('Size from which the rule applies', { unit: 'MW', min: 0 })),
		project_name: optional(text('Project decided on')),
		developer: optional(text('Who proposes it')),
		project_mw: optional(
			number('Power of the project, not of the action: do not add up over actions', {
				unit: 'MW',
				min: 0
			})
		),
		project_investment_usd: optional(
			number('Investment of the project, not of the action: do not add up over actions', {
				unit: 'USD',
				min: 0
			})
		),
		follows: optional(ref('actions', 'action_id', 'The earlier action in the same matter')),
		summary: text('What happened, in our words'),
		source_id: ref('sources', 'source_id', 'Source'),
		note: optional(text('Note on the action'))
	}),
	derived: z.object({ ...dataset, ...stamps, ...interval, ...support, ...bestSource })
});

/** What counts as a decided vote. */
export const vote_rules = defineTable({
	name: 'vote_rules',
	title: 'What counts as a vote',
	description:
		'Rules that say which actions count as decided votes. A rule is about every action that has all its filled cells; an action counts where some rule says yes and none says no. A user folder can add rules.',
	file: 'vote_rules.csv',
	key: ['vote_rule'],
	ids: 'shared',
	row: z.object({
		vote_rule: id('Identifier of the rule'),
		decision: optional(code('decision', 'Actions with this decision; empty for any')),
		action_type: optional(code('action_type', 'Actions of this kind; empty for any')),
		body_kind: optional(code('body_kind', 'Actions of this kind of body; empty for any')),
		binding: optional(yesNo('Actions that bind, or that only advise; empty for any')),
		counts: yesNo('yes where such an action is a decided vote, no where it never is one'),
		reason: text('Why')
	}),
	derived: z.object({ ...dataset })
});
