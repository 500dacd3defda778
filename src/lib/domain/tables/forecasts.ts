import { z } from 'zod';
import {
	id,
	date,
	integer,
	number,
	oneOf,
	optional,
	percent,
	ref,
	text,
	yesNo
} from '../schema/column.ts';
import { ACTIONS_AS, BASES, MODEL_NAMES, ON_RECORD } from '../forecast/forecast-words.ts';
import { defineTable } from '../schema/table.ts';
import { dataset } from './derived.ts';

const count = (description: string) => integer(description, { min: 0 });
const share = (description: string) => number(description, { min: 0, max: 1 });

const basis = oneOf(
	BASES,
	'as_known: made from what was known on the day; hindsight: from what was collected later, so its scores are upper bounds'
);
const actionsAs = oneOf(
	ACTIONS_AS,
	'first_test: actions as the data had them on 2026-11-25 (commit 4dc9c6b); now: those of this release'
);

/** Restrictive actions of counties on which the first tests were made. */
export const first_test_actions = defineTable({
	name: 'first_test_actions',
	title: 'Restrictive actions of the first tests',
	description:
		'Restrictive actions of counties as the data had them on 2026-11-25 (commit 4dc9c6b), up to 2026-09-22: what followed and the first forecasts were tested on these. Never changed.',
	file: 'first_test_actions.csv',
	key: ['action_id'],
	ids: 'dataset',
	row: z.object({
		action_id: id('Identifier the action had then'),
		region: ref('regions', 'region', 'County'),
		date: date('Date of the action', 'happened'),
		action_type: text('Kind of action')
	}),
	derived: z.object({ ...dataset })
});

/** Forecasts as they were frozen: rows are appended and never changed. */
export const forecasts = defineTable({
	name: 'forecasts',
	title: 'Frozen forecasts, a test',
	description:
		'A test, not advice: for each county the probability, as a test gave it, of a restrictive action within six months after the origin. Frozen when made and scored in public when due; no such figure is shown anywhere else until two origins in a row pass every criterion.',
	file: 'forecasts.csv',
	key: ['origin_day', 'basis', 'region'],
	ids: 'dataset',
	row: z.object({
		origin_day: date(
			'Last day of the data it was made from; the six months begin after it',
			'happened'
		),
		basis,
		frozen_on: date('Day on which it was frozen', 'published'),
		code_commit: text('Commit of the code and data it was made with'),
		region: ref('regions', 'region', 'County'),
		state: share('By the rate of the state alone'),
		size_state: share('By population and the rate of the state'),
		three: share('By population, the rate of the state, and recent actions by distance')
	}),
	derived: z.object({ ...dataset })
});

/** Scores of the first test, as it reported them. */
export const forecast_trials = defineTable({
	name: 'forecast_trials',
	title: 'Forecasts that were tried',
	description:
		'What a first test of county forecasts scored, made on 2026-11-29 on the data of commit 4dc9c6b. Its code is not in this repository, so these figures are a record and are not recomputed; forecast_scores are.',
	file: 'forecast_trials.csv',
	key: ['basis', 'origin_day', 'horizon_months', 'model'],
	ids: 'dataset',
	row: z.object({
		basis,
		origin_day: date('Month after which the window begins', 'happened'),
		horizon_months: integer('Months of the window', { unit: 'months', min: 1 }),
		model: text('What it was made from'),
		counties_acting: count('Counties with a restrictive action in the window'),
		auc: share('Chance that a county with an action was given more than one without'),
		auc_low: share('Lower end of the 95% interval, by bootstrap over states'),
		auc_high: share('Upper end'),
		skill_state: number('Brier skill over the rate of the state'),
		skill_state_low: number('Lower end of the 95% interval'),
		skill_state_high: number('Upper end'),
		slope: number('Calibration slope'),
		observed_expected: number('Observed over expected')
	}),
	derived: z.object({ ...dataset })
});

/** What followed what was on record. Has no file. */
export const what_followed = defineTable({
	name: 'what_followed',
	title: 'What followed what was on record',
	description:
		'In how many counties a restrictive action followed, by what was on record on a day, compared with what county size alone would give. It describes; it does not forecast.',
	file: '',
	key: ['actions_as', 'window_days', 'vintage', 'record'],
	ids: 'shared',
	row: z.object({
		actions_as: actionsAs,
		window_days: integer('Days after the vintage in which an action counts', { unit: 'days' }),
		vintage: text('Day on which the record was read, or all'),
		record: oneOf(
			ON_RECORD,
			'pending: a restriction listed as pending and none adopted; fight: another open fight; adopted: a restriction adopted already; nothing: none of these',
			{ indexed: true }
		)
	}),
	derived: z.object({
		window_end: optional(text('Last day counted; empty over all vintages')),
		county_vintages: count('Counties, each once a vintage'),
		counties: count('Different counties'),
		followed: count('County-vintages after which a restrictive action followed'),
		percent: optional(percent('Share in which one followed')),
		low: optional(percent('Lower end of the 95% interval, by bootstrap over counties')),
		high: optional(percent('Upper end')),
		percent_by_size: optional(
			percent(
				'Share that the size of these counties alone would give, by a logistic fit on log population'
			)
		),
		ratio: optional(number('Share over that by size')),
		ratio_low: optional(number('Lower end of the 95% interval, by bootstrap over counties')),
		ratio_high: optional(number('Upper end'))
	})
});

/** Scores of the frozen forecasts that are due. Has no file. */
export const forecast_scores = defineTable({
	name: 'forecast_scores',
	title: 'Scores of frozen forecasts',
	description:
		'How frozen forecasts of counties did, by origin, once their six months are over. Rounded to 6 decimals.',
	file: '',
	key: ['origin_day', 'basis', 'actions_as', 'model'],
	ids: 'shared',
	row: z.object({
		origin_day: text('Last day of the data the forecast was made from', { indexed: true }),
		basis,
		actions_as: actionsAs,
		model: oneOf(
			MODEL_NAMES,
			'state: rate of the state; size_state: with population; three: with recent actions by distance'
		)
	}),
	derived: z.object({
		frozen_on: text('Day on which it was frozen'),
		code_commit: text('Commit of the code and data it was made with'),
		window_end: text('Last day counted'),
		counties: count('Counties'),
		counties_acting: count('Counties with a restrictive action in the window'),
		auc: optional(share('Chance that a county with an action was given more than one without')),
		brier: optional(share('Mean squared distance of probability and outcome')),
		skill_state: optional(number('Brier skill over the rate of the state')),
		skill_size_state: optional(number('Brier skill over population and the rate of the state')),
		slope: optional(number('Calibration slope')),
		intercept: optional(number('Calibration intercept')),
		observed_expected: optional(number('Counties with an action over those expected')),
		criteria_passed: integer('Criteria passed, of five', { min: 0, max: 5 }),
		passed: yesNo('yes where it passes all five')
	})
});
