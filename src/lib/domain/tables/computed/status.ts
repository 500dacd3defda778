import { z } from 'zod';
import { MECHANISMS } from '../../actions/mechanism.ts';
import { POSITION_PRECISIONS } from '../../actions/places/position.ts';
import { PROJECT_STATUSES } from '../../actions/projects.ts';
import { AWAITED, DATE_PRECISIONS } from '../../closed.ts';
import { integer, number, oneOf, optional, text, yesNo } from '../../schema/column.ts';
import { FROM_BASES, REACHES, RULES, STATUSES, TO_BASES } from '../../status/status-words.ts';
import { defineTable } from '../../schema/table.ts';

const day = (description: string) => text(`${description}, YYYY-MM-DD`);
const longitude = number('Longitude', { unit: 'degrees', min: -180, max: 180 });
const latitude = number('Latitude', { unit: 'degrees', min: -90, max: 90 });
const megawatts = (description: string) => number(description, { unit: 'MW', min: 0 });
const dollars = (description: string) => number(description, { unit: 'USD', min: 0 });

/** What a rule of a place was and is, as intervals; nothing in it depends on today. Has no file. */
export const statuses = defineTable({
	name: 'statuses',
	title: 'Moratoriums and bans over time',
	description: 'Moratoriums and bans of each place as periods of days, computed from actions.',
	file: '',
	key: ['status_id'],
	ids: 'shared',
	row: z.object({
		status_id: text('matter|number: the first action of the matter and the place in its order')
	}),
	derived: z.object({
		matter: text('First action of the matter the interval belongs to', { indexed: true }),
		place_id: text('Place that decided it', { indexed: true }),
		region: text('County, state or country the place is in', { indexed: true }),
		action_type: oneOf(RULES, 'Kind of rule', { indexed: true }),
		status: oneOf(
			STATUSES,
			'extended and active: in force; unknown_end: adopted, no end on record; adopted: yet to begin; may_have_lapsed: so for 12 months; proposed; replaced, repealed, expired: over',
			{ indexed: true }
		),
		from: text('First day, YYYY-MM-DD; the first that can be where the date is coarse', {
			indexed: true
		}),
		from_latest: day('The last day on which it can have begun'),
		from_precision: oneOf(DATE_PRECISIONS, 'How exactly the beginning is known'),
		from_basis: oneOf(
			FROM_BASES,
			'stated by a source; decided: day of the step; computed: the day after a computed end; listed: date of a list that shows it so'
		),
		to: optional(text('Last day, YYYY-MM-DD; empty where none is on record', { indexed: true })),
		to_earliest: optional(day('The first day that can have been the last')),
		to_precision: optional(oneOf(DATE_PRECISIONS, 'How exactly the end is known')),
		to_basis: oneOf(
			TO_BASES,
			'stated by a source; computed from start and length; step: a later step ended it; listed: over or changed by the date of a list; limit: 12 months without an end on record; open: none'
		),
		because: text('Actions behind it in the order of time, joined with ~'),
		last_action: text('The latest of these actions'),
		body: text('Who took the latest of these actions'),
		body_kind: text('Kind of body'),
		mw_threshold: optional(megawatts('Size from which the rule applies')),
		covers: optional(
			text('What the rule covers, a word of the vocabulary; empty where no record says so')
		),
		reach: oneOf(
			REACHES,
			'What it binds: country, state: everything inside; county: unincorporated land; place: the place; other: a utility, a tribe or the like',
			{ indexed: true }
		),
		dataset: text('Dataset of the latest of these actions', { indexed: true })
	})
});

/** One row a project on any day: figures of a project are never added up over the actions that name it. */
export const projects = defineTable({
	name: 'projects',
	title: 'Projects',
	description:
		'Data center projects mentioned in actions, with power, investment and status as periods of days: one row each on any day.',
	file: '',
	key: ['project_id', 'from'],
	ids: 'shared',
	row: z.object({
		project_id: text('State and name of the project'),
		from: day('First day on which it stood so, by the steps dated up to it')
	}),
	derived: z.object({
		to: optional(
			text('Last day on which it stood so, YYYY-MM-DD; empty where it still does', {
				indexed: true
			})
		),
		project_name: text('Name, as in the latest step'),
		developer: optional(text('Who proposes it', { indexed: true })),
		place_id: text('Place of its latest deciding step'),
		region: text('County, state or country the place is in', { indexed: true }),
		project_status: oneOf(
			PROJECT_STATUSES,
			'By the latest binding step; refiled: dropped or turned away, and filed again nearby by the same developer',
			{ indexed: true }
		),
		blocked: yesNo('yes where denied, or dropped under opposition, and not filed again nearby', {
			indexed: true
		}),
		project_mw: optional(megawatts('Power, by the latest step that states it')),
		project_mw_min: optional(megawatts('Least power any step states')),
		project_mw_max: optional(megawatts('Most power any step states')),
		project_investment_usd: optional(dollars('Investment, by the latest step that states it')),
		project_investment_usd_min: optional(dollars('Least investment any step states')),
		project_investment_usd_max: optional(dollars('Most investment any step states')),
		date_start: text('First day of its first step', { indexed: true }),
		date_end: text('First day of its latest deciding step'),
		actions: text('Actions that name it in the order of time, joined with ~'),
		decided_by: optional(text('Action that set the status')),
		refiled_as: optional(text('Project that takes it up again')),
		dataset: text('Dataset of its latest step', { indexed: true })
	})
});

/** Where a place lies on a map. */
export const positions = defineTable({
	name: 'positions',
	title: 'Positions of places',
	description: 'A point for each place, and how exact it is.',
	file: '',
	key: ['place_id'],
	ids: 'shared',
	row: z.object({ place_id: text('The place') }),
	derived: z.object({
		lon: optional(longitude),
		lat: optional(latitude),
		position_precision: oneOf(
			POSITION_PRECISIONS,
			'place: the place itself, by the gazetteer or else by its own row; county, state: the center of those; none: not located'
		),
		gazetteer_name: optional(text('Settlement of the gazetteer that was taken')),
		position_problem: optional(
			oneOf(
				['absent', 'elsewhere', 'several'],
				'Why the gazetteer did not place it: not listed; listed in the state but not in the stated county; listed more than once'
			)
		),
		position_detail: optional(text('What was found instead'))
	})
});

/** What is computed of an action beside its own columns. */
export const action_facts = defineTable({
	name: 'action_facts',
	title: 'Facts of actions',
	description:
		'How an action works, what project it is about, and whether another row tells it too.',
	file: '',
	key: ['action_id'],
	ids: 'shared',
	row: z.object({ action_id: text('The action') }),
	derived: z.object({
		mechanism: oneOf(MECHANISMS, 'How it works, whatever its direction', { indexed: true }),
		mechanism_basis: oneOf(['kind', 'words'], 'From the kind of action, or read from its summary'),
		mechanism_strength: optional(
			integer(
				'4 stops construction, 3 limits where or how, 2 adds costs or duties, 1 studies or comments; empty for other actions',
				{
					min: 1,
					max: 4
				}
			)
		),
		advisory: yesNo('yes where the action is advisory only'),
		decided_vote: yesNo('yes where it is a decided vote, by the rules of vote_rules'),
		project_id: optional(text('Project it names', { indexed: true })),
		vote_day: optional(text('Day of the vote it waits for, YYYY-MM-DD')),
		awaited: optional(
			oneOf(
				AWAITED,
				'What it waits for: as the row states it, else the vote that its summary names'
			)
		),
		awaited_from: optional(text('First day of that, YYYY-MM-DD')),
		awaited_to: optional(text('Last day of that, YYYY-MM-DD')),
		same_as: optional(
			text('Earlier record of the same event; counts leave this row out', {
				indexed: true
			})
		),
		probably_same_as: optional(text('Earlier record that may be of the same event')),
		days_apart: optional(integer('Days between the two', { unit: 'days', min: 0 }))
	})
});
